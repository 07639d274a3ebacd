package org.distill4j.kernel.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zeromq.ZFrame;

class WireTest {
  private static JsonObject connection(String key) {
    var connection = new JsonObject();
    connection.addProperty("ip", "127.0.0.1");
    connection.addProperty("transport", "tcp");
    connection.addProperty("key", key);
    connection.addProperty("signature_scheme", "hmac-sha256");
    return connection;
  }

  private static List<ZFrame> frames(String signature) {
    return frames(signature, "{}");
  }

  private static List<ZFrame> frames(String signature, String content) {
    return Stream.of("id", "<IDS|MSG>", signature, "{\"msg_type\":\"a\"}", "{}", "{}", content)
        .map(ZFrame::new)
        .toList();
  }

  @Test
  void acceptsASignatureMadeElsewhere() throws GeneralSecurityException {
    // echo -n '{"msg_type":"a"}{}{}{}' | openssl dgst -sha256 -hmac key
    String signature = "cb1d3df993c8d5e96e4430d55293bbc54ca70b0c2a603bb86f4a02e549c7cf09";
    var wire = new Wire(connection("key"));
    assertNotNull(wire.decode(frames(signature)));
    assertNull(wire.decode(frames(signature)), "recorded and sent again");
    assertNull(wire.decode(frames(signature.replace('0', '1'))));
    assertNull(wire.decode(frames("")));
  }

  @Test
  void needsNoSignatureOnlyIfTheKeyIsEmpty() throws GeneralSecurityException {
    assertNotNull(new Wire(connection("")).decode(frames("")));
    JsonObject noKey = connection("");
    noKey.remove("key");
    var error = assertThrows(IllegalArgumentException.class, () -> new Wire(noKey));
    assertEquals("the connection file has no field 'key'", error.getMessage());
  }

  @Test
  void dropsWhatIsNotAMessage() throws GeneralSecurityException {
    var wire = new Wire(connection(""));
    assertNull(wire.decode(List.of()));
    assertNull(wire.decode(frames("", "{")));
  }

  @Test
  void refusesATransportThatItCannotSpeak() {
    JsonObject ipc = connection("");
    ipc.addProperty("transport", "ipc");
    var error = assertThrows(IllegalArgumentException.class, () -> new Wire(ipc));
    assertEquals("transport must be tcp, but was ipc", error.getMessage());
  }
}
