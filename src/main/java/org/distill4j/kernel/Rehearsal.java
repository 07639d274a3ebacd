package org.distill4j.kernel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Does once what every kernel does at its start, for an archive of the classes that this loads. */
public final class Rehearsal {
  private Rehearsal() {}

  /**
   * Starts a kernel that nobody speaks with, runs a cell and ends.
   *
   * @param arguments not used
   * @throws Exception if the kernel does not work
   */
  public static void main(String[] arguments) throws Exception {
    var connection =
        Json.object("ip", "127.0.0.1", "transport", "tcp", "signature_scheme", "hmac-sha256");
    connection.addProperty("key", "rehearsal");
    for (String channel : List.of("shell", "control", "iopub", "stdin", "hb")) {
      connection.addProperty(channel + "_port", 0); // any that is free
    }
    Path file = Files.createTempFile("connection", ".json");
    Files.writeString(file, connection.toString());
    Main.main(new String[] {file.toString()});
    Files.delete(file);
    Object value = Kernel.session().run("int one = 1;\none + 1", 1);
    Display.data(Rendering.of(value));
    System.exit(0);
  }
}
