package org.distill4j.kernel;

import com.google.gson.JsonObject;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Socket;

/**
 * Broadcasts to all front ends. One thread owns the socket: a cell's thread may be interrupted at
 * any moment, and an interrupt inside a socket breaks the socket.
 */
final class Publisher {
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> Main.daemon("iopub", task));
  private final Socket socket;
  private final Wire wire;

  Publisher(Socket socket, Wire wire) {
    this.socket = socket;
    this.wire = wire;
    status(Message.NONE, "starting");
    var unused =
        thread.scheduleWithFixedDelay(this::welcomeNewcomers, 0, 100, TimeUnit.MILLISECONDS);
  }

  void publish(Message request, String type, JsonObject content) {
    Message message = request.broadcast(type, content);
    thread.execute(() -> wire.send(socket, message));
  }

  void status(Message request, String state) {
    publish(request, "status", Json.object("execution_state", state));
  }

  /** Does something a moment later, on the thread of this channel. */
  void soon(Runnable task) {
    var unused = thread.schedule(task, 50, TimeUnit.MILLISECONDS);
  }

  /** Waits a while for everything published so far to be handed to the network. */
  void drain() {
    try {
      thread.schedule(() -> {}, 100, TimeUnit.MILLISECONDS).get(2, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      return; // the end does not wait any longer
    }
  }

  private void welcomeNewcomers() {
    for (byte[] event; (event = socket.recv(ZMQ.DONTWAIT)) != null; ) {
      if (event.length > 0 && event[0] == 1) {
        String topic = new String(event, 1, event.length - 1, ZMQ.CHARSET);
        var content = Json.object("subscription", topic);
        wire.send(socket, Message.NONE.broadcast("iopub_welcome", content));
      }
    }
  }
}
