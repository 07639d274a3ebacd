package org.distill4j.kernel;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The connection file: where Jupyter wants the kernel to listen, and the key both sign with. */
record Connection(JsonObject file) {

  Connection {
    for (String field : new String[] {"ip", "key", "transport", "signature_scheme"}) {
      if (!file.has(field)) {
        throw new IllegalArgumentException("the connection file has no field '" + field + "'");
      }
    }
    if (!text(file, "transport").equals("tcp")) {
      throw new IllegalArgumentException(
          "transport must be tcp, but was " + text(file, "transport"));
    }
  }

  static Connection read(Path path) throws IOException {
    return new Connection(JsonParser.parseString(Files.readString(path)).getAsJsonObject());
  }

  /** The address of a channel: shell, control, iopub, stdin or hb. */
  String address(String channel) {
    return "tcp://" + text(file, "ip") + ":" + file.get(channel + "_port").getAsInt();
  }

  /** The signing key; empty only if the file says so: then nothing is signed. */
  String key() {
    return text(file, "key");
  }

  /** The name Java gives to a scheme such as hmac-sha256. */
  String algorithm() {
    return "Hmac" + text(file, "signature_scheme").replace("hmac-", "").toUpperCase(Locale.ROOT);
  }

  private static String text(JsonObject object, String field) {
    return object.get(field).getAsString();
  }
}
