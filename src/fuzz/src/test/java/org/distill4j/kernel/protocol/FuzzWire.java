package org.distill4j.kernel.protocol;

import com.google.gson.JsonObject;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.distill4j.fuzz.Input;
import org.zeromq.ZFrame;

/** Frames that a front end might send: a message, or none; the kernel lives on. */
public final class FuzzWire {

  private static final Wire WIRE = wire();

  private FuzzWire() {}

  private static Wire wire() {
    JsonObject connection = new JsonObject();
    connection.addProperty("transport", "tcp");
    connection.addProperty("signature_scheme", "hmac-sha256");
    connection.addProperty("key", ""); // nothing to be signed, so that the fuzzer gets further
    try {
      return new Wire(connection);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Called by the fuzzer before its clock starts. */
  public static void fuzzerInitialize() throws Exception {
    Input.corpus(FuzzWire::fuzzerTestOneInput);
  }

  /** Called by the fuzzer, with frames parted by line feeds. */
  public static void fuzzerTestOneInput(byte[] input) {
    List<ZFrame> frames = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= input.length; i++) {
      if (i == input.length || input[i] == '\n') {
        frames.add(new ZFrame(Arrays.copyOfRange(input, start, i)));
        start = i + 1;
      }
    }
    Message message = WIRE.decode(frames);
    if (message != null && message.type().isEmpty()) {
      throw new AssertionError("a message of no type");
    }
  }
}
