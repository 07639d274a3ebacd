package org.distill4j.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest {

  @Test
  void endsWhenAskedToThoughThreadsGoOn() throws Exception {
    try (var kernel = new KernelProcess()) {
      kernel.run("new Thread(() -> { while (true) {} }).start();");
      kernel.run("Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) {} }));");
      var reply =
          kernel.replyTo(
              kernel.control,
              kernel.send(kernel.control, "shutdown_request", Json.object("restart", true)));
      assertTrue(Json.flag(reply, "restart", false));
      assertTrue(kernel.endsWithin(20));
    }
  }

  @Test
  void endsWhileACellRuns() throws Exception {
    try (var kernel = new KernelProcess()) {
      kernel.start("while (true) {}");
      kernel.send(kernel.control, "shutdown_request", Json.object("restart", false));
      assertTrue(kernel.endsWithin(20));
      assertEquals(0, kernel.process.exitValue());
    }
  }

  @Test
  void endsWhenItsParentIsKilled(@TempDir Path folder) throws Exception {
    Path connection = folder.resolve("connection.json");
    Files.writeString(
        connection,
        Json.object(
                "ip",
                "127.0.0.1",
                "transport",
                "tcp",
                "key",
                "",
                "signature_scheme",
                "hmac-sha256",
                "shell_port",
                0,
                "control_port",
                0,
                "stdin_port",
                0,
                "iopub_port",
                0,
                "hb_port",
                0)
            .toString());
    Process parent = startThroughAParent(connection, folder.resolve("log"));
    ProcessHandle child = firstChild(parent);
    Thread.sleep(8000); // until it surely knows who its parent is
    assertTrue(child.isAlive());
    parent.destroyForcibly();
    child.onExit().get(60, TimeUnit.SECONDS);
  }

  /** A JVM that starts the kernel and waits, as a Jupyter server does. */
  private static Process startThroughAParent(Path connection, Path log) throws IOException {
    List<String> command = new ArrayList<>(KernelProcess.command(connection));
    String java = command.get(0);
    Path source = connection.resolveSibling("Parent.java");
    Files.writeString(
        source,
        """
        class Parent {
          public static void main(String[] command) throws Exception {
            new ProcessBuilder(command).inheritIO().start().waitFor();
          }
        }
        """);
    command.addAll(0, List.of(java, source.toString()));
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("JPY_PARENT_PID", "1");
    return builder.start();
  }

  private static ProcessHandle firstChild(Process parent) throws InterruptedException {
    while (parent.isAlive() && parent.children().findAny().isEmpty()) {
      Thread.sleep(50);
    }
    return parent.children().findAny().orElseThrow();
  }
}
