package org.distill4j.kernel.protocol;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZFrame;
import org.zeromq.ZMQ.Socket;
import org.zeromq.ZMsg;

/** The channels of a connection file, and messages as signed frames of JSON. */
public final class Wire {
  /** Reads and writes what travels. */
  public static final Gson JSON = new Gson();

  /** The version of Jupyter's protocol that is spoken. */
  public static final String PROTOCOL = "5.4";

  private static final int REMEMBERED = 10_000;

  private static final String DELIMITER = "<IDS|MSG>";

  private final String session = UUID.randomUUID().toString();
  private final ZContext context = new ZContext();
  private final JsonObject connection;
  private final @Nullable Mac mac;

  /** The signatures of the last messages: one that comes again was recorded by somebody. */
  private final Set<String> seen =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  /**
   * The channels that a connection file names; none is open yet.
   *
   * @param connection the content of the file
   * @throws GeneralSecurityException if nobody here can sign as the file says
   */
  public Wire(JsonObject connection) throws GeneralSecurityException {
    this.connection = connection;
    if (!text("transport").equals("tcp")) {
      throw new IllegalArgumentException("transport must be tcp, but was " + text("transport"));
    }
    String algorithm = text("signature_scheme").replace("hmac-", "Hmac");
    byte[] key = text("key").getBytes(StandardCharsets.UTF_8);
    mac = key.length == 0 ? null : Mac.getInstance(algorithm);
    if (mac != null) {
      mac.init(new SecretKeySpec(key, algorithm));
    }
    // Without its network threads the kernel would be there and never answer.
    context.setUncaughtExceptionHandler((thread, e) -> Runtime.getRuntime().halt(1));
  }

  private String text(String field) {
    if (!connection.has(field)) {
      throw new IllegalArgumentException("the connection file has no field '" + field + "'");
    }
    return connection.get(field).getAsString();
  }

  /** Listens on a channel: shell, control, iopub, stdin or hb. */
  public Socket bind(SocketType type, String channel) {
    Socket socket = context.createSocket(type);
    socket.setHWM(0);
    socket.setLinger(1000);
    socket.bind("tcp://" + text("ip") + ":" + text(channel + "_port"));
    return socket;
  }

  /** Sends a message about another to these identities. */
  public void send(
      Socket socket, List<byte[]> to, String type, Message about, Map<String, ?> content) {
    Map<String, String> header =
        Map.of(
            "msg_type",
            type,
            "msg_id",
            UUID.randomUUID().toString(),
            "date",
            Instant.now().toString(),
            "session",
            session,
            "username",
            "kernel",
            "version",
            PROTOCOL);
    List<ZFrame> body =
        Stream.of(header, about.header(), Map.of(), content)
            .map(part -> new ZFrame(JSON.toJson(part).getBytes(StandardCharsets.UTF_8)))
            .toList();
    var frames = new ZMsg();
    to.forEach(frames::add);
    frames.add(DELIMITER);
    frames.add(signature(body));
    frames.addAll(body);
    frames.send(socket);
  }

  /** Answers a request on the channel that it came by. */
  public void reply(Socket socket, Message request, Map<String, ?> content) {
    String type = request.type().replace("_request", "_reply");
    send(socket, request.identities(), type, request, content);
  }

  /** The next message; null if none has come, or what came is none or not signed with our key. */
  public @Nullable Message receive(Socket socket, int flags) {
    @Nullable ZMsg frames = ZMsg.recvMsg(socket, flags);
    return frames == null ? null : decode(List.copyOf(frames));
  }

  @Nullable Message decode(List<ZFrame> frames) {
    int at = frames.indexOf(new ZFrame(DELIMITER));
    if (at < 0 || frames.size() < at + 6) {
      return null;
    }
    String signature = signature(frames.subList(at + 2, at + 6));
    byte[] expected = signature.getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(expected, frames.get(at + 1).getData())
        || (mac != null && !isFirst(signature))) {
      return null;
    }
    try {
      List<byte[]> identities = frames.subList(0, at).stream().map(ZFrame::getData).toList();
      var message = new Message(identities, json(frames.get(at + 2)), json(frames.get(at + 5)));
      return message.type().isEmpty() ? null : message;
    } catch (RuntimeException notAMessage) {
      return null;
    }
  }

  private synchronized boolean isFirst(String signature) {
    return seen.add(signature);
  }

  /** A thread that does not keep the process alive: each socket belongs to one thread. */
  public static Thread daemon(String name, Runnable task) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private static JsonObject json(ZFrame frame) {
    return JSON.fromJson(frame.getString(StandardCharsets.UTF_8), JsonObject.class);
  }

  /** The signature of these frames; an empty one if the connection file has no key. */
  private synchronized String signature(List<ZFrame> body) {
    if (mac == null) {
      return "";
    }
    body.forEach(frame -> mac.update(frame.getData()));
    return HexFormat.of().formatHex(mac.doFinal());
  }
}
