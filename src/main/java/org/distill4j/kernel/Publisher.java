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
    status(Message.NONE, "starting");
    try {
      while (true) {
        @Nullable Message message = queue.poll(100, TimeUnit.MILLISECONDS);
        welcomeNewcomers();
        if (message != null) {
          wire.send(socket, message);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits a while for everything published so far to be handed to the network. */
  void drain() throws InterruptedException {
    for (int i = 0; i < 200 && !queue.isEmpty(); i++) {
      Thread.sleep(10);
    }
    Thread.sleep(100);
  }

  private void welcomeNewcomers() {
    for (byte[] event; (event = socket.recv(ZMQ.DONTWAIT)) != null; ) {
      if (event.length > 0 && event[0] == 1) {
        String topic = new String(event, 1, event.length - 1, StandardCharsets.UTF_8);
        var content = Json.object("subscription", topic);
        wire.send(socket, Message.NONE.broadcast("iopub_welcome", content));
      }
    }
  }
}
