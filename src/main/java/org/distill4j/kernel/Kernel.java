package org.distill4j.kernel;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Socket;
import org.zeromq.ZMsg;

/** Answers the requests of front ends: those on the shell channel in turn, control at any time. */
final class Kernel {
  private static final String VERSION = System.getProperty("java.version");
  private static final String INFO =
      """
      {"status": "ok", "protocol_version": "%1$s", "banner": "Java %2$s", "debugger": false,
       "implementation": "distill4j", "implementation_version": "0.1",
       "language_info": {"name": "java", "version": "%2$s", "file_extension": ".java",
         "mimetype": "text/x-java-source", "pygments_lexer": "java",
         "codemirror_mode": "text/x-java"},
       "help_links": [{"text": "Java API", "url": "https://docs.oracle.com/en/java/javase/"}]}
      """;

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
      @Nullable ZMsg frames = ZMsg.recvMsg(socket);
      request = frames == null ? null : wire.decode(frames);
      if (request != null) {
        answer(socket, request);
      }
    } while (request == null || !request.type().equals("shutdown_request"));
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
      wire.send(socket, request.reply(replyType, internal(e).content()));
    } finally {
      publisher.status(request, "idle");
    }
  }

  /** The content of a reply; null if there is nothing to say. */
  private @Nullable JsonObject content(String type, JsonObject content) {
    return switch (type) {
      case "kernel_info_request" -> info();
      case "complete_request" -> assistant().complete(Json.text(content, "code"), cursor(content));
      case "inspect_request" -> assistant().inspect(Json.text(content, "code"), cursor(content));
      case "is_complete_request" -> assistant().isComplete(Json.text(content, "code"));
      case "history_request" -> history.reply(content);
      case "comm_info_request" -> Json.ok("comms", new JsonObject());
      case "interrupt_request" -> interrupt();
      case "shutdown_request" -> Json.ok("restart", Json.flag(content, "restart", false));
      default -> null;
    };
  }

  private static Assistant assistant() {
    return new Assistant(session().shell.sourceCodeAnalysis());
  }

  private static int cursor(JsonObject content) {
    return Json.number(content, "cursor_pos", Integer.MAX_VALUE);
  }

  private static JsonObject info() {
    return JsonParser.parseString(INFO.formatted(Message.PROTOCOL, VERSION)).getAsJsonObject();
  }

  private JsonObject interrupt() {
    @Nullable Cell cell = running;
    if (cell != null) {
      cell.askToStop();
    }
    return Json.ok();
  }

  private void execute(Socket socket, Message request) {
    JsonObject content = request.content();
    String code = Json.text(content, "code");
    var cell = new Cell(request, publisher);
    if (!cell.silent && Json.flag(content, "store_history", true)) {
      count++;
      history.add(count, code);
    }
    cell.publish("execute_input", Json.object("code", code, "execution_count", count));
    JsonObject reply = run(cell, code);
    reply.addProperty("execution_count", count);
    boolean failed = !Json.text(reply, "status").equals("ok");
    // Cells that wait now were sent by somebody who did not know of the error.
    boolean stop = failed && Json.flag(content, "stop_on_error", true);
    List<Message> waiting = stop ? waiting(socket) : List.of();
    wire.send(socket, request.reply("execute_reply", reply));
    for (Message message : waiting) {
      if (message.type().equals("execute_request")) {
        publisher.status(message, "busy");
        var aborted = Json.object("status", "aborted", "execution_count", count);
        wire.send(socket, message.reply("execute_reply", aborted));
        publisher.status(message, "idle");
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
      if (value != null && !cell.silent && !CellFunctions.isDisplayId(value)) {
        JsonObject shown = shown(value);
        shown.addProperty("execution_count", count);
        cell.publish("execute_result", shown);
      }
      JsonObject expressions = expressions(cell.request.content());
      return Json.ok("payload", List.of(), "user_expressions", expressions);
    } catch (Throwable e) {
      JsonObject content = (e instanceof CellFailure known ? known : internal(e)).content();
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

  private static JsonObject expressions(JsonObject content) {
    var results = new JsonObject();
    if (content.has("user_expressions") && content.get("user_expressions").isJsonObject()) {
      JsonObject asked = content.getAsJsonObject("user_expressions");
      for (String name : asked.keySet()) {
        try {
          @Nullable Object value = session().run(Json.text(asked, name), 0);
          JsonObject result = shown(value == null ? "null" : value);
          result.addProperty("status", "ok");
          results.add(name, result);
        } catch (CellFailure failure) {
          results.add(name, failure.content());
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

  /** A failure that is not the cell's: of the compiler, or of the kernel itself. */
  private static CellFailure internal(Throwable thrown) {
    List<String> frames = new ArrayList<>();
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (frames.size() < 8) {
        frames.add("  at " + frame);
      }
    }
    String name = thrown.getClass().getName();
    return new CellFailure(name, String.valueOf(thrown.getMessage()), frames);
  }
}
