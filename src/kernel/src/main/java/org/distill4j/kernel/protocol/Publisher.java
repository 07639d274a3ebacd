package org.distill4j.kernel.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Socket;

/**
 * Broadcasts to all front ends. One thread owns the socket: a cell's thread may be interrupted at
 * any moment, and an interrupt inside a socket breaks the socket.
 */
public final class Publisher {
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> Wire.daemon("iopub", task));
  private final Socket socket;
  private final Wire wire;

  /** Opens the channel and says that the kernel starts. */
  public Publisher(Wire wire) {
    this.wire = wire;
    socket = wire.bind(SocketType.XPUB, "iopub");
    status(Message.NONE, "starting");
    var unused = thread.scheduleWithFixedDelay(this::welcome, 0, 100, TimeUnit.MILLISECONDS);
  }

  /** Broadcasts a message about a request. */
  public void publish(Message request, String type, Map<String, ?> content) {
    List<byte[]> topic = List.of(("kernel." + type).getBytes(StandardCharsets.UTF_8));
    thread.execute(() -> wire.send(socket, topic, type, request, content));
  }

  /** Says that a request is being worked on, {@code busy}, or no longer, {@code idle}. */
  public void status(Message request, String state) {
    publish(request, "status", Map.of("execution_state", state));
  }

  /** Does something later, after everything published so far. */
  public void after(int milliseconds, Runnable task) {
    var unused = thread.schedule(task, milliseconds, TimeUnit.MILLISECONDS);
  }

  /** Tells new front ends that they are heard; a task that throws would not be run again. */
  private void welcome() {
    try {
      for (byte[] event; (event = socket.recv(ZMQ.DONTWAIT)) != null; ) {
        if (event.length > 0 && event[0] == 1) {
          String topic = new String(event, 1, event.length - 1, StandardCharsets.UTF_8);
          publish(Message.NONE, "iopub_welcome", Map.of("subscription", topic));
        }
      }
    } catch (OutOfMemoryError e) {
      // the next round comes when a cell has given memory back
    }
  }
}
