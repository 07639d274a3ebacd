package org.distill4j.kernel;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.distill4j.kernel.protocol.Message;
import org.distill4j.kernel.protocol.Wire;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZFrame;
import org.zeromq.ZMQ.Socket;
import org.zeromq.ZMsg;

/** Speaks with a kernel of this JVM as Jupyter does. */
final class FrontEnd {

  /** A message and the id of what it answers. */
  private record Told(String type, String about, JsonObject content) {}

  /** What came of a cell: the reply, and what was published about it until idle. */
  record Answer(JsonObject reply, String id, List<JsonObject> shown, String printed) {
    List<String> texts() {
      return shown.stream()
          .map(content -> content.getAsJsonObject("data").get("text/plain").getAsString())
          .toList();
    }
  }

  private final ZContext context = new ZContext();
  private final Wire wire;
  private final Socket shell;
  private final Socket control;
  private final Socket published;
  private final Set<String> heard = new HashSet<>();

  private FrontEnd(JsonObject connection) throws Exception {
    wire = new Wire(connection);
    shell = connect(SocketType.DEALER, connection, "shell");
    control = connect(SocketType.DEALER, connection, "control");
    published = connect(SocketType.SUB, connection, "iopub");
    published.subscribe("");
    await("iopub_welcome");
  }

  /** Starts a kernel on free ports and waits until it is heard. */
  static FrontEnd ofNewKernel() throws Exception {
    var connection = new JsonObject();
    connection.addProperty("ip", "127.0.0.1");
    connection.addProperty("transport", "tcp");
    connection.addProperty("signature_scheme", "hmac-sha256");
    connection.addProperty("key", "secret");
    for (String channel : List.of("shell", "control", "iopub", "stdin")) {
      connection.addProperty(channel + "_port", freePort());
    }
    var wire = new Wire(connection);
    var kernel = new Kernel(wire);
    for (String channel : List.of("shell", "control")) {
      Socket socket = wire.bind(SocketType.ROUTER, channel);
      Wire.daemon(channel, () -> kernel.serve(socket)).start();
    }
    return new FrontEnd(connection);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Socket connect(SocketType type, JsonObject connection, String channel) {
    Socket socket = context.createSocket(type);
    socket.connect("tcp://127.0.0.1:" + connection.get(channel + "_port").getAsInt());
    return socket;
  }

  /** Runs a cell to its end. */
  Answer run(String code) {
    send(shell, "execute_request", Map.of("code", code, "allow_stdin", false));
    return reply();
  }

  /** Sends a cell and returns once it runs. */
  void start(String code) {
    send(shell, "execute_request", Map.of("code", code, "allow_stdin", false));
    await("execute_input");
  }

  /** What came of the cell that was sent last. */
  Answer reply() {
    Told reply = receive(shell);
    List<JsonObject> shown = new ArrayList<>();
    StringBuilder printed = new StringBuilder();
    while (true) {
      Told told = next();
      if (told.about.equals(reply.about)) {
        if (told.content.has("execution_state")
            && told.content.get("execution_state").getAsString().equals("idle")) {
          return new Answer(reply.content, reply.about, shown, printed.toString());
        } else if (told.type.equals("stream")) {
          printed.append(told.content.get("text").getAsString());
        } else if (told.content.has("data")) {
          shown.add(told.content);
        }
      }
    }
  }

  String value(String code) {
    return String.join("", run(code).texts());
  }

  int count(String code) {
    return run(code).reply.get("execution_count").getAsInt();
  }

  void interrupt() {
    send(control, "interrupt_request", Map.of());
    receive(control);
  }

  void shutDown() {
    for (Socket channel : List.of(control, shell)) {
      send(channel, "shutdown_request", Map.of());
      receive(channel);
    }
    context.close();
  }

  /** Whether anything that was published here so far was about this cell. */
  boolean heardOf(Answer answer) {
    return heard.contains(answer.id);
  }

  private void send(Socket channel, String type, Map<String, ?> content) {
    wire.send(channel, List.of(), type, Message.NONE, content);
  }

  /** Waits until something of this type is told. */
  private void await(String type) {
    String told = "";
    while (!told.equals(type)) {
      told = next().type;
    }
  }

  private Told next() {
    Told told = receive(published);
    heard.add(told.about);
    return told;
  }

  private static Told receive(Socket channel) {
    List<ZFrame> frames = List.copyOf(ZMsg.recvMsg(channel));
    int at = frames.indexOf(new ZFrame("<IDS|MSG>"));
    JsonObject parent = json(frames.get(at + 3));
    String about = parent.has("msg_id") ? parent.get("msg_id").getAsString() : "";
    String type = json(frames.get(at + 2)).get("msg_type").getAsString();
    return new Told(type, about, json(frames.get(at + 5)));
  }

  private static JsonObject json(ZFrame frame) {
    return JsonParser.parseString(frame.getString(StandardCharsets.UTF_8)).getAsJsonObject();
  }
}
