package org.distill4j.kernel;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Socket;

/** Starts the kernel: {@code java -cp ... org.distill4j.kernel.Main connection-file}. */
public final class Main {
  private Main() {}

  /**
   * Serves the front ends of one notebook until one of them asks for the end.
   *
   * @param arguments the path of Jupyter's connection file
   * @throws IOException if that file cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("the one argument is Jupyter's connection file; see the class Main");
      System.exit(2);
    }
    String connection = Files.readString(Path.of(arguments[0]));
    var wire = new Wire(JsonParser.parseString(connection).getAsJsonObject());
    var context = new ZContext();
    // Without its network threads the kernel would be there and never answer.
    context.setUncaughtExceptionHandler((thread, e) -> Runtime.getRuntime().halt(1));
    var publisher = new Publisher(wire.bind(context, SocketType.XPUB, "iopub"), wire);
    System.setIn(new CellInput(wire.bind(context, SocketType.ROUTER, "stdin"), wire));
    System.setOut(Cell.output("stdout", System.out));
    System.setErr(Cell.output("stderr", System.err));
    Socket heartbeat = wire.bind(context, SocketType.REP, "hb");
    daemon("heartbeat", () -> ZMQ.proxy(heartbeat, heartbeat, null)).start();
    var kernel = new Kernel(wire, publisher);
    for (String channel : List.of("control", "shell")) {
      Socket socket = wire.bind(context, SocketType.ROUTER, channel);
      // Deeply nested source makes the compiler recurse deeply.
      new Thread(null, () -> serve(kernel, socket, publisher), channel, 64L << 20).start();
    }
    if (System.getenv("JPY_PARENT_PID") != null) {
      // No process is left behind, also when Jupyter was killed.
      ProcessHandle.current().parent().ifPresent(Main::endWith);
    }
    Kernel.session();
  }

  private static void endWith(ProcessHandle parent) {
    var unused = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
  }

  private static void serve(Kernel kernel, Socket socket, Publisher publisher) {
    kernel.serve(socket);
    // Neither a shutdown hook nor a thread of a cell may keep the process.
    CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS, Runnable::run)
        .execute(() -> Runtime.getRuntime().halt(0));
    publisher.drain();
    System.exit(0);
  }

  /** A thread that does not keep the process alive. */
  static Thread daemon(String name, Runnable task) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
