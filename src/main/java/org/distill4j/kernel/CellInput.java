package org.distill4j.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Socket;
import org.zeromq.ZMsg;

/** Standard input: each line is asked from the front end. One thread owns the socket. */
final class CellInput extends InputStream {
  private final ExecutorService asker =
      Executors.newSingleThreadExecutor(task -> Main.daemon("stdin", task));
  private final Socket socket;
  private final Wire wire;
  private byte[] line = {};
  private int next;

  CellInput(Socket socket, Wire wire) {
    this.socket = socket;
    this.wire = wire;
    socket.setReceiveTimeOut(100);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public synchronized int read(byte[] into, int offset, int length) throws IOException {
    if (length > 0 && next == line.length) {
      line = (ask() + "\n").getBytes(Charset.defaultCharset());
      next = 0;
    }
    int count = Math.min(length, line.length - next);
    System.arraycopy(line, next, into, offset, count);
    next += count;
    return count;
  }

  @Override
  public synchronized int available() {
    return line.length - next;
  }

  private String ask() throws IOException {
    @Nullable Cell cell = Cell.current();
    if (cell == null || !Json.get(cell.request.content(), "allow_stdin", true)) {
      throw new IOException("this front end cannot be asked for input");
    }
    cell.flush(true);
    Future<String> answer = asker.submit(() -> question(cell));
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for input");
    } catch (ExecutionException e) {
      throw new IOException("could not ask for input", e);
    }
  }

  private String question(Cell cell) {
    while (ZMsg.recvMsg(socket, ZMQ.DONTWAIT) != null) {
      // answers to questions that nobody waits for any more
    }
    var content = Json.object("prompt", "", "password", false);
    wire.send(socket, cell.request.reply("input_request", content));
    while (!cell.isAskedToStop()) {
      @Nullable ZMsg frames = ZMsg.recvMsg(socket);
      @Nullable Message reply = frames == null ? null : wire.decode(frames);
      if (reply != null && reply.type().equals("input_reply")) {
        return Json.text(reply.content(), "value");
      }
    }
    return "";
  }
}
