package org.distill4j.kernel.protocol;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Socket;

/** The channel by which a kernel asks. One thread owns the socket, as in {@link Publisher}. */
public final class Stdin implements Question {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> Wire.daemon("stdin", task));
  private final Socket socket;
  private final Wire wire;

  /** Opens the channel. */
  public Stdin(Wire wire) {
    this.wire = wire;
    socket = wire.bind(SocketType.ROUTER, "stdin");
    socket.setReceiveTimeOut(100);
  }

  @Override
  public String answer(Message about, BooleanSupplier givenUp) throws IOException {
    try {
      return thread.submit(() -> ask(about, givenUp)).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for input");
    } catch (ExecutionException e) {
      throw new IOException("could not ask for input", e);
    }
  }

  private String ask(Message about, BooleanSupplier givenUp) {
    while (wire.receive(socket, ZMQ.DONTWAIT) != null) {
      // answers to questions that nobody waits for any more
    }
    Map<String, ?> content = Map.of("prompt", "", "password", false);
    wire.send(socket, about.identities(), "input_request", about, content);
    while (!givenUp.getAsBoolean()) {
      @Nullable Message reply = wire.receive(socket, 0);
      if (reply != null && reply.type().equals("input_reply")) {
        return reply.get("value", "");
      }
    }
    return "";
  }
}
