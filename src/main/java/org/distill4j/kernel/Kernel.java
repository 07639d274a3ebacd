package org.distill4j.kernel;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Socket;
import org.zeromq.ZMsg;

/** Answers the requests of front ends: those on the shell channel in turn, control at any time. */
final class Kernel {
  private static final String INFO =
      """
      {"status": "ok", "protocol_version": "%1$s", "banner": "Java %2$s", "debugger": false,
       "implementation": "distill4j", "implementation_version": "0.1",
       "language_info": {"name": "java", "version": "%2$s", "file_extension": ".java",
         "mimetype": "text/x-java-source", "pygments_lexer": "java",
         "codemirror_mode": "text/x-java"},
       "help_links": [{"text": "Java API", "url": "https://docs.oracle.com/en/java/javase/"}]}
      """
          .formatted(Message.PROTOCOL, System.getProperty("java.version"));

  private static @Nullable Session session;

  private final Wire wire;
  private final Publisher publisher;
  private final History history = new History();
  private volatile @Nullable Cell running;
  private int count;

  Kernel(Wire wire, Publisher publisher) {
    this.wire = wire;
    this.publisher = publisher;
  }

  /** The session; the first caller waits until it is there. */
  static synchronized Session session() {
    if (session == null) {
      session = new Session();
    }
    return session;
  }

  /** Answers requests on a channel until one asks for the end. */
  void serve(Socket socket) {
    @Nullable Message request;
    do {
      request = receive(socket, 0);
      if (request != null) {
        answer(socket, request);
      }
    } while (request == null || !request.type().equals("shutdown_request"));
  }

  private @Nullable Message receive(Socket socket, int flags) {
    @Nullable ZMsg frames = ZMsg.recvMsg(socket, flags);
    return frames == null ? null : wire.decode(frames);
  }

  private void answer(Socket socket, Message request) {
    String replyType = request.type().replace("_request", "_reply");
    publisher.status(request, "busy");
    try {
      if (request.type().equals("execute_request")) {
        execute(socket, request);
      } else if (request.type().equals("comm_open")) {
        var content = Json.object("comm_id", request.content().get("comm_id"));
        publisher.publish(request, "comm_close", content);
      } else {
        @Nullable JsonObject content = content(request.type(), request.content());
        if (content != null) {
          wire.send(socket, request.reply(replyType, content));
        }
      }
    } catch (Throwable e) {
      // Whatever goes wrong with one request, the next is served.
      wire.send(socket, request.reply(replyType, failure(e).content()));
    } finally {
      publisher.status(request, "idle");
    }
  }

  /** The content of a reply; null if there is nothing to say. */
  private @Nullable JsonObject content(String type, JsonObject asked) {
    int cursor = Json.get(asked, "cursor_pos", Integer.MAX_VALUE);
    return switch (type) {
      case "kernel_info_request" -> JsonParser.parseString(INFO).getAsJsonObject();
      case "complete_request" -> session().assistant().complete(Json.text(asked, "code"), cursor);
      case "inspect_request" -> session().assistant().inspect(Json.text(asked, "code"), cursor);
      case "is_complete_request" -> session().assistant().isComplete(Json.text(asked, "code"));
      case "history_request" -> history.reply(asked);
      case "comm_info_request" -> Json.object("status", "ok", "comms", new JsonObject());
      case "interrupt_request" -> interrupt();
      case "shutdown_request" ->
          Json.object("status", "ok", "restart", Json.get(asked, "restart", false));
      default -> null;
    };
  }

  private JsonObject interrupt() {
    @Nullable Cell cell = running;
    if (cell != null) {
      cell.askToStop();
    }
    return Json.object("status", "ok");
  }

  private void execute(Socket socket, Message request) {
    String code = Json.text(request.content(), "code");
    var cell = new Cell(request, publisher);
    if (!cell.silent && Json.get(request.content(), "store_history", true)) {
      count++;
      history.add(count, code);
    }
    cell.publish("execute_input", Json.object("code", code, "execution_count", count));
    JsonObject reply = run(cell, code);
    boolean failed = !Json.text(reply, "status").equals("ok");
    // Cells that wait now were sent by somebody who did not know of the error.
    boolean stop = failed && Json.get(request.content(), "stop_on_error", true);
    List<Message> waiting = new ArrayList<>();
    for (Message next; stop && (next = receive(socket, ZMQ.DONTWAIT)) != null; ) {
      waiting.add(next);
    }
    reply(socket, request, reply);
    for (Message message : waiting) {
      if (message.type().equals("execute_request")) {
        publisher.status(message, "busy");
        reply(socket, message, Json.object("status", "aborted"));
        publisher.status(message, "idle");
      } else {
        answer(socket, message);
      }
    }
  }

  private void reply(Socket socket, Message request, JsonObject content) {
    content.addProperty("execution_count", count);
    wire.send(socket, request.reply("execute_reply", content));
  }

  private JsonObject run(Cell cell, String code) {
    cell.begin();
    running = cell;
    try {
      @Nullable Object value = session().run(code, count);
      if (value != null && !cell.silent && !CellFunctions.isDisplayId(value)) {
        JsonObject shown = shown(value);
        shown.addProperty("execution_count", count);
        cell.publish("execute_result", shown);
      }
      JsonObject expressions =
          Json.get(cell.request.content(), "user_expressions", new JsonObject());
      expressions.entrySet().forEach(e -> e.setValue(evaluated(e.getValue().getAsString())));
      return Json.object("status", "ok", "payload", List.of(), "user_expressions", expressions);
    } catch (Throwable e) {
      JsonObject content = failure(e).content();
      cell.publish("error", content);
      return content.deepCopy();
    } finally {
      running = null;
      cell.flush(true);
    }
  }

  private static JsonObject shown(Object value) {
    return Json.object("data", Display.data(Rendering.of(value)), "metadata", new JsonObject());
  }

  private static JsonObject evaluated(String expression) {
    try {
      @Nullable Object value = session().run(expression, 0);
      JsonObject shown = shown(value == null ? "null" : value);
      shown.addProperty("status", "ok");
      return shown;
    } catch (CellFailure failure) {
      return failure.content();
    }
  }

  /** The cell's failure, or else one of the compiler or of the kernel itself. */
  private static CellFailure failure(Throwable thrown) {
    if (thrown instanceof CellFailure known) {
      return known;
    }
    var frames = Stream.of(thrown.getStackTrace()).limit(8).map(frame -> "  at " + frame).toList();
    return new CellFailure(
        thrown.getClass().getName(), String.valueOf(thrown.getMessage()), frames);
  }
}
