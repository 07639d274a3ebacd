package org.distill4j.kernel;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ.Socket;
import org.zeromq.ZMsg;

/** Turns messages into signed frames and back. */
final class Wire {
  private static final String DELIMITER = "<IDS|MSG>";

  private final String algorithm;
  private final @Nullable SecretKeySpec key;

  Wire(Connection connection) {
    algorithm = connection.algorithm();
    byte[] bytes = connection.key().getBytes(StandardCharsets.UTF_8);
    key = bytes.length == 0 ? null : new SecretKeySpec(bytes, algorithm);
  }

  void send(Socket socket, Message message) {
    var none = new JsonObject();
    List<byte[]> body = new ArrayList<>();
    for (var part : List.of(message.header(), message.parent(), none, message.content())) {
      body.add(part.toString().getBytes(StandardCharsets.UTF_8));
    }
    var frames = new ZMsg();
    message.identities().forEach(frames::add);
    frames.add(DELIMITER);
    frames.add(signature(body));
    body.forEach(frames::add);
    frames.send(socket);
  }

  /** The message in these frames; null if it is malformed or not signed with our key. */
  @Nullable Message decode(ZMsg frames) {
    List<byte[]> parts = new ArrayList<>();
    frames.forEach(frame -> parts.add(frame.getData()));
    int at = 0;
    while (at < parts.size() && !DELIMITER.equals(text(parts.get(at)))) {
      at++;
    }
    if (parts.size() < at + 6) {
      return null;
    }
    byte[] expected = signature(parts.subList(at + 2, at + 6)).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(expected, parts.get(at + 1))) {
      return null;
    }
    try {
      List<byte[]> identities = List.copyOf(parts.subList(0, at));
      JsonObject header = json(parts.get(at + 2));
      JsonObject parent = json(parts.get(at + 3));
      var message = new Message(identities, header, parent, json(parts.get(at + 5)));
      return message.type().isEmpty() ? null : message;
    } catch (RuntimeException notAMessage) {
      return null;
    }
  }

  private static JsonObject json(byte[] bytes) {
    return JsonParser.parseString(text(bytes)).getAsJsonObject();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String signature(List<byte[]> body) {
    if (key == null) {
      return "";
    }
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(key);
      body.forEach(mac::update);
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("signature scheme " + algorithm + " is not available", e);
    }
  }
}
