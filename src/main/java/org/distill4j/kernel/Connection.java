package org.distill4j.kernel;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The connection file: where Jupyter wants the kernel to listen, and the key both sign with. */
record Connection(JsonObject file) {

  Connection {
    for (String field : List.of("ip", "key", "transport", "signature_scheme")) {
      if (!file.has(field)) {
        throw new IllegalArgumentException("the connection file has no field '" + field + "'");
      }
    }
    String transport = Json.text(file, "transport");
    if (!transport.equals("tcp")) {
      throw new IllegalArgumentException("transport must be tcp, but was " + transport);
    }
  }

  static Connection read(Path path) throws IOException {
    return new Connection(JsonParser.parseString(Files.readString(path)).getAsJsonObject());
  }

  /** The address of a channel: shell, control, iopub, stdin or hb. */
  String address(String channel) {
    return "tcp://" + Json.text(file, "ip") + ":" + file.get(channel + "_port").getAsInt();
  }

  /** The signing key; empty only if the file says so: then nothing is signed. */
  String key() {
    return Json.text(file, "key");
  }

  /** The name Java gives to a scheme such as hmac-sha256. */
  String algorithm() {
    String scheme = Json.text(file, "signature_scheme");
    return "Hmac" + scheme.replace("hmac-", "").toUpperCase(Locale.ROOT);
  }
}
