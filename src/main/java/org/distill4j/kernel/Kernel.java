package org.distill4j.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Socket;
import org.zeromq.ZMsg;

/** Answers the requests of front ends: those on the shell channel in turn, control at any time. */
final class Kernel {
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
    while (true) {
      @Nullable ZMsg frames = ZMsg.recvMsg(socket);
      @Nullable Message request = frames == null ? null : wire.decode(frames);
      if (request == null) {
        continue;
      }
      answer(socket, request);
      if (request.type().equals("shutdown_request")) {
        return;
      }
    }
  }

  private void answer(Socket socket, Message request) {
    String type = request.type();
    publisher.status(request, "busy");
    try {
      if (type.equals("execute_request")) {
        execute(socket, request);
      } else if (type.equals("comm_open")) {
        publisher.publish(
            request, "comm_close", Json.object("comm_id", text(request.content(), "comm_id")));
      } else {
        @Nullable JsonObject reply = reply(type, request.content());
        if (reply != null) {
          wire.send(socket, request.reply(type.replace("_request", "_reply"), reply));
        }
      }
    } catch (Throwable e) {
      // Whatever goes wrong with one request, the next is served.
      CellFailure failure = internal(e);
      wire.send(socket, request.reply(type.replace("_request", "_reply"), failure.reply()));
    } finally {
      publisher.status(request, "idle");
    }
  }

  private @Nullable JsonObject reply(String type, JsonObject content) {
    return switch (type) {
      case "kernel_info_request" -> info();
      case "complete_request" ->
          new Assistant(session().shell.sourceCodeAnalysis())
              .complete(text(content, "code"), content.get("cursor_pos").getAsInt());
      case "inspect_request" ->
          new Assistant(session().shell.sourceCodeAnalysis())
              .inspect(text(content, "code"), content.get("cursor_pos").getAsInt());
      case "is_complete_request" ->
          new Assistant(session().shell.sourceCodeAnalysis()).isComplete(text(content, "code"));
      case "history_request" -> history.reply(content);
      case "comm_info_request" -> Json.object("status", "ok", "comms", new JsonObject());
      case "interrupt_request" -> interrupt();
      case "shutdown_request" ->
          Json.object("status", "ok", "restart", Json.flag(content, "restart", false));
      default -> null;
    };
  }

  private static JsonObject info() {
    String version = System.getProperty("java.version");
    return Json.object(
        "status",
        "ok",
        "protocol_version",
        Message.PROTOCOL,
        "implementation",
        "distill4j",
        "implementation_version",
        "0.1",
        "language_info",
        Json.object(
            "name", "java",
            "version", version,
            "mimetype", "text/x-java-source",
            "file_extension", ".java",
            "pygments_lexer", "java",
            "codemirror_mode", "text/x-java",
            "nbconvert_exporter", "script"),
        "banner",
        "Java " + version + " in a notebook",
        "debugger",
        false,
        "help_links",
        List.of(
            Json.object(
                "text", "Java API",
                "url", "https://docs.oracle.com/en/java/javase/17/docs/api/")));
  }

  private JsonObject interrupt() {
    @Nullable Cell cell = running;
    if (cell != null) {
      cell.askToStop();
    }
    return Json.object("status", "ok");
  }

  private void execute(Socket socket, Message request) {
    JsonObject content = request.content();
    String code = text(content, "code");
    var cell = new Cell(request, publisher);
    boolean stored = !cell.silent && Json.flag(content, "store_history", true);
    if (stored) {
      count++;
      history.add(count, code);
    }
    if (!cell.silent) {
      publisher.publish(
          request, "execute_input", Json.object("code", code, "execution_count", count));
    }
    JsonObject reply = run(cell, code);
    if (text(reply, "status").equals("ok")) {
      reply.add("payload", new JsonArray());
      reply.add("user_expressions", userExpressions(content));
    }
    reply.addProperty("execution_count", count);
    boolean stop = !text(reply, "status").equals("ok") && Json.flag(content, "stop_on_error", true);
    // Cells that wait now were sent by somebody who did not know of the error.
    List<Message> waiting = stop ? waiting(socket) : List.of();
    wire.send(socket, request.reply("execute_reply", reply));
    for (Message message : waiting) {
      if (message.type().equals("execute_request")) {
        abort(socket, message);
      } else {
        answer(socket, message);
      }
    }
  }

  private JsonObject run(Cell cell, String code) {
    cell.begin();
    running = cell;
    try {
      @Nullable Object value = session().run(code, count);
      if (value != null && !CellFunctions.isDisplayId(value)) {
        cell.publish(
            "execute_result",
            Json.object(
                "execution_count",
                count,
                "data",
                Display.data(Rendering.of(value)),
                "metadata",
                new JsonObject()));
      }
      return Json.object("status", "ok");
    } catch (Throwable thrown) {
      CellFailure failure = thrown instanceof CellFailure known ? known : internal(thrown);
      cell.publish("error", failure.content());
      return failure.reply();
    } finally {
      running = null;
      cell.flush(true);
    }
  }

  private static JsonObject userExpressions(JsonObject content) {
    var results = new JsonObject();
    if (content.has("user_expressions") && content.get("user_expressions").isJsonObject()) {
      for (Map.Entry<String, ?> entry : content.getAsJsonObject("user_expressions").entrySet()) {
        String name = entry.getKey();
        try {
          String code = text(content.getAsJsonObject("user_expressions"), name);
          @Nullable Object value = session().run(code, 0);
          results.add(
              name,
              Json.object(
                  "status",
                  "ok",
                  "data",
                  value == null ? new JsonObject() : Display.data(Rendering.of(value)),
                  "metadata",
                  new JsonObject()));
        } catch (CellFailure failure) {
          results.add(name, failure.reply());
        }
      }
    }
    return results;
  }

  private List<Message> waiting(Socket socket) {
    List<Message> waiting = new ArrayList<>();
    for (ZMsg frames; (frames = ZMsg.recvMsg(socket, ZMQ.DONTWAIT)) != null; ) {
      @Nullable Message message = wire.decode(frames);
      if (message != null) {
        waiting.add(message);
      }
    }
    return waiting;
  }

  private void abort(Socket socket, Message request) {
    publisher.status(request, "busy");
    var aborted = Json.object("status", "aborted", "execution_count", count);
    wire.send(socket, request.reply("execute_reply", aborted));
    publisher.status(request, "idle");
  }

  /** A failure that is not the cell's: of the compiler, or of the kernel itself. */
  private static CellFailure internal(Throwable thrown) {
    List<String> frames = new ArrayList<>();
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (frames.size() < 8) {
        frames.add("  at " + frame);
      }
    }
    return new CellFailure(
        thrown.getClass().getName(), String.valueOf(thrown.getMessage()), frames);
  }

  private static String text(JsonObject content, String name) {
    return content.get(name).getAsString();
  }
}
