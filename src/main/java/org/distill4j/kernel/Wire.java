package org.distill4j.kernel;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZFrame;
import org.zeromq.ZMQ.Socket;
import org.zeromq.ZMsg;

/** Turns messages into signed frames and back, the way a connection file says. */
final class Wire {
  private static final String DELIMITER = "<IDS|MSG>";

  private final JsonObject connection;
  private final String algorithm;
  private final byte[] key;

  Wire(JsonObject connection) {
    this.connection = connection;
    for (String field : List.of("ip", "key", "transport", "signature_scheme")) {
      if (!connection.has(field)) {
        throw new IllegalArgumentException("the connection file has no field '" + field + "'");
      }
    }
    String transport = Json.text(connection, "transport");
    if (!transport.equals("tcp")) {
      throw new IllegalArgumentException("transport must be tcp, but was " + transport);
    }
    key = Json.text(connection, "key").getBytes(StandardCharsets.UTF_8);
    String scheme = Json.text(connection, "signature_scheme");
    algorithm = "Hmac" + scheme.replace("hmac-", "").toUpperCase(Locale.ROOT);
  }

  /** Listens on a channel: shell, control, iopub, stdin or hb. */
  Socket bind(ZContext context, SocketType type, String channel) {
    Socket socket = context.createSocket(type);
    socket.setHWM(0);
    socket.setLinger(1000);
    int port = connection.get(channel + "_port").getAsInt();
    socket.bind("tcp://" + Json.text(connection, "ip") + ":" + port);
    return socket;
  }

  void send(Socket socket, Message message) {
    List<ZFrame> body =
        Stream.of(message.header(), message.parent(), new JsonObject(), message.content())
            .map(part -> new ZFrame(part.toString().getBytes(StandardCharsets.UTF_8)))
            .toList();
    var frames = new ZMsg();
    message.identities().forEach(frames::add);
    frames.add(DELIMITER);
    frames.add(signature(body));
    frames.addAll(body);
    frames.send(socket);
  }

  /** The message in these frames; null if it is malformed or not signed with our key. */
  @Nullable Message decode(ZMsg received) {
    List<ZFrame> frames = List.copyOf(received);
    int at = frames.indexOf(new ZFrame(DELIMITER));
    if (at < 0 || frames.size() < at + 6) {
      return null;
    }
    byte[] expected = signature(frames.subList(at + 2, at + 6)).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(expected, frames.get(at + 1).getData())) {
      return null;
    }
    try {
      List<byte[]> identities = frames.subList(0, at).stream().map(ZFrame::getData).toList();
      JsonObject header = json(frames.get(at + 2));
      JsonObject parent = json(frames.get(at + 3));
      var message = new Message(identities, header, parent, json(frames.get(at + 5)));
      return message.type().isEmpty() ? null : message;
    } catch (RuntimeException notAMessage) {
      return null;
    }
  }

  private static JsonObject json(ZFrame frame) {
    return JsonParser.parseString(frame.getString(StandardCharsets.UTF_8)).getAsJsonObject();
  }

  /** The signature of these frames; an empty one if the connection file has no key. */
  private String signature(List<ZFrame> body) {
    if (key.length == 0) {
      return "";
    }
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      body.forEach(frame -> mac.update(frame.getData()));
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("signature scheme " + algorithm + " is not available", e);
    }
  }
}
