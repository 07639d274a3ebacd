package org.distill4j.kernel;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.distill4j.kernel.errors.CellFailure;
import org.distill4j.kernel.protocol.History;
import org.distill4j.kernel.protocol.Message;
import org.distill4j.kernel.protocol.MimeData;
import org.distill4j.kernel.protocol.Publisher;
import org.distill4j.kernel.protocol.Stdin;
import org.distill4j.kernel.protocol.Wire;
import org.distill4j.kernel.session.Cell;
import org.distill4j.kernel.session.CellInput;
import org.distill4j.kernel.session.Session;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Socket;

/** Answers the requests of front ends: those on the shell channel in turn, control at any time. */
final class Kernel {
  private static final String INFO =
      """
      {"status": "ok", "protocol_version": "%1$s", "banner": "distill4j %3$s, Java %2$s", "debugger": false,
       "implementation": "distill4j", "implementation_version": "%3$s",
       "language_info": {"name": "java", "version": "%2$s", "file_extension": ".java",
         "mimetype": "text/x-java-source", "pygments_lexer": "java",
         "codemirror_mode": "text/x-java"},
       "help_links": [{"text": "Java API", "url": "https://docs.oracle.com/en/java/javase/"}]}
      """
          .formatted(Wire.PROTOCOL, System.getProperty("java.version"), Version.OURS);

  private final Wire wire;
  private final Publisher publisher;
  private final CellInput input;
  private final History history = new History();
  private @Nullable Session session;
  private volatile @Nullable Cell latest;
  private volatile @Nullable Cell running;

  Kernel(Wire wire) {
    this.wire = wire;
    publisher = new Publisher(wire);
    input = new CellInput(new Stdin(wire));
  }

  /** The session; the first caller waits until it is there. */
  synchronized Session session() {
    if (session == null) {
      session = new Session(Display.class, Display.newRenderers());
    }
    return session;
  }

  /** Does something later, after everything published so far. */
  void after(int milliseconds, Runnable task) {
    publisher.after(milliseconds, task);
  }

  /** Answers requests on a channel until one asks for the end. */
  void serve(Socket socket) {
    for (String type = ""; !type.equals("shutdown_request"); ) {
      try {
        @Nullable Message request = wire.receive(socket, 0);
        if (request != null) {
          type = request.type();
          answer(socket, request);
        }
      } catch (OutOfMemoryError e) {
        type = ""; // what a thread that outlives its cell takes costs a message, not the session
      }
    }
    @Nullable Cell last = latest;
    if (last != null) {
      last.end();
    }
  }

  private void answer(Socket socket, Message request) {
    publisher.status(request, "busy");
    try {
      if (request.type().equals("execute_request")) {
        execute(socket, request);
      } else {
        Map<String, ?> content = content(request);
        if (!content.isEmpty()) {
          wire.reply(socket, request, content);
        }
      }
    } catch (Throwable e) {
      // Whatever goes wrong with one request, the next is served.
      wire.reply(socket, request, CellFailure.of(e).content());
    } finally {
      publisher.status(request, "idle");
    }
  }

  /** The content of a reply; empty if there is none. */
  private Map<String, ?> content(Message asked) {
    int cursor = asked.get("cursor_pos", Integer.MAX_VALUE);
    return switch (asked.type()) {
      case "kernel_info_request" -> Wire.JSON.fromJson(INFO, JsonObject.class).asMap();
      case "complete_request" -> session().assistant().complete(asked.code(), cursor);
      case "inspect_request" -> session().assistant().inspect(asked.code(), cursor);
      case "is_complete_request" -> session().assistant().isComplete(asked.code());
      case "history_request" -> history.reply(asked);
      case "comm_info_request" -> Map.of("status", "ok", "comms", Map.of());
      case "comm_open" -> {
        publisher.publish(asked, "comm_close", Map.of("comm_id", asked.get("comm_id", "")));
        yield Map.of();
      }
      case "interrupt_request" -> {
        @Nullable Cell cell = running;
        if (cell != null) {
          cell.askToStop();
        }
        yield Map.of("status", "ok");
      }
      case "shutdown_request" -> Map.of("status", "ok", "restart", asked.get("restart", false));
      default -> Map.of();
    };
  }

  private void execute(Socket socket, Message request) {
    String code = request.code();
    var cell = new Cell(request, publisher, input, this::session);
    if (!cell.isSilent() && request.get("store_history", true)) {
      history.add(code);
    }
    running = cell; // first: an interrupt may follow as soon as somebody hears that it runs
    cell.publish("execute_input", Map.of("code", code, "execution_count", history.count()));
    Map<String, ?> content = run(cell, code);
    List<Message> waiting = new ArrayList<>();
    if (!"ok".equals(content.get("status")) && request.get("stop_on_error", true)) {
      // Cells that wait now were sent by somebody who did not know of the error.
      for (Message next; (next = wire.receive(socket, ZMQ.DONTWAIT)) != null; ) {
        waiting.add(next);
      }
    }
    reply(socket, request, content);
    for (Message message : waiting) {
      if (message.type().equals("execute_request")) {
        publisher.status(message, "busy");
        reply(socket, message, Map.of("status", "aborted"));
        publisher.status(message, "idle");
      } else {
        answer(socket, message);
      }
    }
  }

  private void reply(Socket socket, Message request, Map<String, ?> content) {
    Map<String, Object> counted = new HashMap<>(content);
    counted.put("execution_count", history.count());
    wire.reply(socket, request, counted);
  }

  private Map<String, ?> run(Cell cell, String code) {
    cell.begin();
    @Nullable Cell before = latest;
    latest = cell;
    if (before != null) {
      before.end();
    }
    try {
      int count = history.count();
      @Nullable Map<String, String> shown = session().show(cell, code, count);
      if (shown != null) {
        var data = MimeData.of(shown);
        cell.publish(
            "execute_result", Map.of("data", data, "metadata", Map.of(), "execution_count", count));
      }
      Map<String, Map<String, ?>> values = new TreeMap<>();
      JsonObject expressions = cell.request().get("user_expressions", new JsonObject());
      expressions
          .asMap()
          .forEach((name, java) -> values.put(name, evaluated(cell, java.getAsString())));
      return Map.of("status", "ok", "payload", List.of(), "user_expressions", values);
    } catch (Throwable e) {
      Map<String, ?> content = CellFailure.of(e).content();
      cell.publish("error", content);
      return content;
    } finally {
      running = null;
      cell.flush(true);
    }
  }

  private Map<String, ?> evaluated(Cell cell, String expression) {
    try {
      @Nullable Map<String, String> shown = session().show(cell, expression, 0);
      var data = MimeData.of(shown == null ? Map.of() : shown);
      return Map.of("status", "ok", "data", data, "metadata", Map.of());
    } catch (CellFailure failure) {
      return failure.content();
    }
  }
}
