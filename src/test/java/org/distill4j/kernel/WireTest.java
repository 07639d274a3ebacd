package org.distill4j.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zeromq.ZMsg;

class WireTest {
  private static JsonObject connection(String key) {
    return Json.object(
        "ip", "127.0.0.1", "transport", "tcp", "key", key, "signature_scheme", "hmac-sha256");
  }

  private static ZMsg frames(String signature) {
    var frames = new ZMsg();
    List.of("id", "<IDS|MSG>", signature, "{\"msg_type\":\"a\"}", "{}", "{}", "{}")
        .forEach(frames::add);
    return frames;
  }

  @Test
  void acceptsASignatureMadeElsewhere() {
    // echo -n '{"msg_type":"a"}{}{}{}' | openssl dgst -sha256 -hmac key
    String signature = "cb1d3df993c8d5e96e4430d55293bbc54ca70b0c2a603bb86f4a02e549c7cf09";
    var wire = new Wire(connection("key"));
    assertNotNull(wire.decode(frames(signature)));
    assertNull(wire.decode(frames(signature.replace('0', '1'))));
    assertNull(wire.decode(frames("")));
  }

  @Test
  void needsNoSignatureOnlyIfTheKeyIsEmpty() {
    assertNotNull(new Wire(connection("")).decode(frames("")));
    JsonObject noKey = connection("");
    noKey.remove("key");
    var error = assertThrows(IllegalArgumentException.class, () -> new Wire(noKey));
    assertEquals("the connection file has no field 'key'", error.getMessage());
  }

  @Test
  void dropsWhatIsNotAMessage() {
    var wire = new Wire(connection(""));
    assertNull(wire.decode(new ZMsg()));
    var broken = frames("");
    broken.removeLast();
    broken.add("{");
    assertNull(wire.decode(broken));
  }

  @Test
  void refusesATransportThatItCannotSpeak() {
    JsonObject ipc = connection("");
    ipc.addProperty("transport", "ipc");
    var error = assertThrows(IllegalArgumentException.class, () -> new Wire(ipc));
    assertEquals("transport must be tcp, but was ipc", error.getMessage());
  }
}
