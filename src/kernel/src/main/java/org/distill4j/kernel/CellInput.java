package org.distill4j.kernel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Socket;

/** Standard input: each line is asked from the front end. One thread owns the socket. */
final class CellInput extends InputStream {
  private final ExecutorService asker =
      Executors.newSingleThreadExecutor(task -> Main.daemon("stdin", task));
  private final Socket socket;
  private final Wire wire;
  private InputStream line = InputStream.nullInputStream();

  CellInput(Wire wire) {
    this.wire = wire;
    socket = wire.bind(SocketType.ROUTER, "stdin");
    socket.setReceiveTimeOut(100);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public synchronized int read(byte[] into, int offset, int length) throws IOException {
    if (length > 0 && line.available() == 0) {
      line = new ByteArrayInputStream((ask() + "\n").getBytes(Charset.defaultCharset()));
    }
    return line.read(into, offset, length);
  }

  @Override
  public synchronized int available() throws IOException {
    return line.available();
  }

  private String ask() throws IOException {
    @Nullable Cell cell = Cell.current();
    if (cell == null || !cell.request.get("allow_stdin", true)) {
      throw new IOException("this front end cannot be asked for input");
    }
    cell.flush(true);
    try {
      return asker.submit(() -> answer(cell)).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for input");
    } catch (ExecutionException e) {
      throw new IOException("could not ask for input", e);
    }
  }

  private String answer(Cell cell) {
    while (wire.receive(socket, ZMQ.DONTWAIT) != null) {
      // answers to questions that nobody waits for any more
    }
    Map<String, ?> content = Map.of("prompt", "", "password", false);
    wire.send(socket, cell.request.identities(), "input_request", cell.request, content);
    while (!cell.isAskedToStop()) {
      @Nullable Message reply = wire.receive(socket, 0);
      if (reply != null && reply.type().equals("input_reply")) {
        return reply.get("value", "");
      }
    }
    return "";
  }
}
