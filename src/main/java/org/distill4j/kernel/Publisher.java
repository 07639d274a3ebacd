package org.distill4j.kernel;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Socket;

/**
 * Broadcasts to all front ends. One thread owns the socket: a cell's thread may be interrupted at
 * any moment, and an interrupt inside a socket breaks the socket.
 */
final class Publisher implements Runnable {
  private final LinkedBlockingQueue<Message> queue = new LinkedBlockingQueue<>();
  private final Socket socket;
  private final Wire wire;

  Publisher(Socket socket, Wire wire) {
    this.socket = socket;
    this.wire = wire;
  }

  void publish(Message request, String type, JsonObject content) {
    queue.add(request.broadcast(type, content));
  }

  void status(Message request, String state) {
    publish(request, "status", Json.object("execution_state", state));
  }

  @Override
  public void run() {
    wire.send(socket, Message.announce("status", Json.object("execution_state", "starting")));
    while (!Thread.currentThread().isInterrupted()) {
      try {
        @Nullable Message message = queue.poll(100, TimeUnit.MILLISECONDS);
        welcomeNewcomers();
        if (message != null) {
          wire.send(socket, message);
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Waits until everything published so far has been handed to the network. */
  void drain(long milliseconds) throws InterruptedException {
    for (long left = milliseconds; left > 0 && !queue.isEmpty(); left -= 10) {
      Thread.sleep(10);
    }
    Thread.sleep(20);
  }

  private void welcomeNewcomers() {
    for (byte[] event; (event = socket.recv(ZMQ.DONTWAIT)) != null; ) {
      if (event.length > 0 && event[0] == 1) {
        String topic = new String(event, 1, event.length - 1, StandardCharsets.UTF_8);
        wire.send(socket, Message.announce("iopub_welcome", Json.object("subscription", topic)));
      }
    }
  }
}
