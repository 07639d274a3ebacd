package org.distill4j.kernel;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.distill4j.kernel.protocol.Wire;
import org.distill4j.kernel.session.Session;
import org.distill4j.kernel.session.StandardStreams;
import org.distill4j.kernel.stop.Run;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Socket;

/** Starts the kernel: {@code java -cp ... org.distill4j.kernel.Main connection-file}. */
public final class Main {
  private Main() {}

  /**
   * Serves the front ends of one notebook until one of them asks for the end.
   *
   * @param arguments the path of Jupyter's connection file; then, to see that a kernel works, the
   *     code of a cell, after which it ends
   * @throws Exception if the file cannot be read or its channels cannot be opened
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      throw new IllegalArgumentException("the first argument must be Jupyter's connection file");
    }
    String connection = Files.readString(Path.of(arguments[0]));
    var wire = new Wire(Wire.JSON.fromJson(connection, JsonObject.class));
    var kernel = new Kernel(wire);
    StandardStreams.install();
    Socket heartbeat = wire.bind(SocketType.REP, "hb");
    Wire.daemon("heartbeat", () -> ZMQ.proxy(heartbeat, heartbeat, null)).start();
    for (String channel : List.of("control", "shell")) {
      Socket socket = wire.bind(SocketType.ROUTER, channel);
      // Deeply nested source makes the compiler recurse deeply.
      new Thread(null, () -> serve(kernel, socket), channel, 64L << 20).start();
    }
    if (System.getenv("JPY_PARENT_PID") != null) {
      // No process is left behind, also when Jupyter was killed.
      ProcessHandle.current().parent().ifPresent(Main::endWith);
    }
    Session session = kernel.session();
    if (arguments.length > 1) {
      session.renderers().bundle(session.run(new Run(), arguments[1], 1));
      System.exit(0);
    }
  }

  private static void endWith(ProcessHandle parent) {
    var unused = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
  }

  private static void serve(Kernel kernel, Socket socket) {
    kernel.serve(socket);
    // Neither a shutdown hook nor a thread of a cell may keep the process.
    CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS, Runnable::run)
        .execute(() -> Runtime.getRuntime().halt(0));
    kernel.after(100, () -> System.exit(0));
  }
}
