package org.distill4j.kernel;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ.Socket;
import org.zeromq.ZMsg;

/** A kernel in a process of its own, and a front end that speaks the protocol with it. */
final class KernelProcess implements AutoCloseable {
  static final int PATIENCE = 60_000;

  final Process process;
  final Socket shell;
  final Socket control;
  final Socket stdin;
  final Socket iopub;
  final Socket heartbeat;
  final Wire wire;
  private final ZContext context = new ZContext();
  private final Path folder;

  /** What came of a request: the reply, and what was published about it until idle. */
  record Answer(JsonObject reply, List<Message> published) {
    String status() {
      return Json.text(reply, "status");
    }

    int count() {
      return reply.get("execution_count").getAsInt();
    }

    List<JsonObject> contents(String type) {
      return published.stream().filter(m -> m.type().equals(type)).map(Message::content).toList();
    }

    String stream(String name) {
      return contents("stream").stream()
          .filter(content -> Json.text(content, "name").equals(name))
          .map(content -> Json.text(content, "text"))
          .collect(Collectors.joining());
    }

    String shown(String type, String mime) {
      List<JsonObject> found = contents(type);
      JsonElement data = found.isEmpty() ? null : found.get(0).getAsJsonObject("data").get(mime);
      return data == null ? "" : data.isJsonPrimitive() ? data.getAsString() : data.toString();
    }

    /** The value as text; empty if none was shown. */
    String result() {
      return shown("execute_result", "text/plain");
    }

    /** What a person reads about an error. */
    String traceback() {
      List<String> lines = new ArrayList<>();
      contents("error")
          .forEach(
              e -> e.getAsJsonArray("traceback").forEach(line -> lines.add(line.getAsString())));
      return String.join("\n", lines);
    }
  }

  KernelProcess(String... options) throws IOException {
    this(connectionFile -> new ProcessBuilder(command(connectionFile, options)));
  }

  /** Starts it by a command made for the connection file. */
  KernelProcess(Function<Path, ProcessBuilder> starter) throws IOException {
    folder = Files.createTempDirectory("kernel");
    Path file = folder.resolve("connection.json");
    var connection =
        new Connection(
            Json.object(
                "ip",
                "127.0.0.1",
                "transport",
                "tcp",
                "key",
                "secret",
                "signature_scheme",
                "hmac-sha256",
                "shell_port",
                freePort(),
                "control_port",
                freePort(),
                "stdin_port",
                freePort(),
                "iopub_port",
                freePort(),
                "hb_port",
                freePort()));
    Files.writeString(file, connection.file().toString());
    var builder = starter.apply(file).redirectErrorStream(true);
    process = builder.redirectOutput(folder.resolve("log").toFile()).start();
    wire = new Wire(connection);
    shell = connect(connection, SocketType.DEALER, "shell");
    control = connect(connection, SocketType.DEALER, "control");
    stdin = connect(connection, SocketType.DEALER, "stdin");
    iopub = connect(connection, SocketType.SUB, "iopub");
    heartbeat = connect(connection, SocketType.REQ, "hb");
    iopub.subscribe("");
    while (!receive(iopub).type().equals("iopub_welcome")) {
      // the kernel also says that it starts
    }
  }

  static List<String> command(Path connectionFile, String... options) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("kernel.java", java));
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-Dfile.encoding=UTF-8"));
    command.add("-Djava.awt.headless=true");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), connectionFile.toString()));
    return command;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Socket connect(Connection connection, SocketType type, String channel) {
    Socket socket = context.createSocket(type);
    socket.setHWM(0);
    socket.setReceiveTimeOut(PATIENCE);
    socket.setLinger(0);
    if (type == SocketType.DEALER) {
      socket.setIdentity("front-end".getBytes(StandardCharsets.UTF_8));
    }
    socket.connect(connection.address(channel));
    return socket;
  }

  Message receive(Socket socket) {
    ZMsg frames = ZMsg.recvMsg(socket);
    if (frames == null) {
      throw new AssertionError("the kernel did not answer in " + PATIENCE + " ms");
    }
    Message message = wire.decode(frames);
    if (message == null) {
      throw new AssertionError("the kernel sent what is not a signed message");
    }
    return message;
  }

  Message send(Socket socket, String type, JsonObject content) {
    Message named = Message.NONE.reply(type, content);
    Message request = new Message(List.of(), named.header(), new JsonObject(), content);
    wire.send(socket, request);
    return request;
  }

  /** Waits for what comes of a request. */
  Answer answer(Socket socket, Message request) {
    JsonObject reply = replyTo(socket, request);
    List<Message> published = new ArrayList<>();
    while (true) {
      Message message = receive(iopub);
      if (message.parent().get("msg_id") == null
          || !id(message.parent()).equals(id(request.header()))) {
        continue;
      }
      if (message.type().equals("status")) {
        if (Json.text(message.content(), "execution_state").equals("idle")) {
          return new Answer(reply, published);
        }
      } else {
        published.add(message);
      }
    }
  }

  JsonObject replyTo(Socket socket, Message request) {
    while (true) {
      Message reply = receive(socket);
      if (id(reply.parent()).equals(id(request.header()))) {
        return reply.content();
      }
    }
  }

  Answer ask(Socket socket, String type, Object... content) {
    return answer(socket, send(socket, type, Json.object(content)));
  }

  /** Runs a cell. */
  Answer run(String code) {
    return ask(shell, "execute_request", "code", code, "allow_stdin", false);
  }

  /** The value of a cell as text; empty if it has none. */
  String value(String code) {
    return run(code).result();
  }

  /** Starts a cell and returns once it says that it runs. */
  Message start(String code) {
    var content = Json.object("code", code, "allow_stdin", false);
    Message request = send(shell, "execute_request", content);
    while (true) {
      Message message = receive(iopub);
      if (message.type().equals("execute_input")
          && id(message.parent()).equals(id(request.header()))) {
        return request;
      }
    }
  }

  /** Milliseconds of processor time the kernel used in this time. */
  long busyFor(long milliseconds) throws InterruptedException {
    long before = process.info().totalCpuDuration().orElseThrow().toMillis();
    Thread.sleep(milliseconds);
    return process.info().totalCpuDuration().orElseThrow().toMillis() - before;
  }

  boolean endsWithin(int seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }

  private static String id(JsonObject header) {
    return header.has("msg_id") ? Json.text(header, "msg_id") : "";
  }

  @Override
  public void close() {
    context.close();
    process.destroyForcibly();
    for (File file : folder.toFile().listFiles()) {
      file.delete();
    }
    folder.toFile().delete();
  }
}
