package org.distill4j.kernel;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Socket;

/**
 * Starts the kernel: {@code java -cp ... org.distill4j.kernel.Main connection-file}.
 *
 * <p>It needs no option of the JVM and no agent. A kernelspec does well to have {@code
 * "interrupt_mode": "message"} and these: {@code -XX:+UseSerialGC} and {@code -Xmx512m} for memory;
 * {@code -Dfile.encoding=UTF-8} for input on JDK 17; {@code -Djava.awt.headless=true} for images;
 * {@code -ea} for assertions in cells; {@code --enable-native-access=ALL-UNNAMED} where libraries
 * bring native code, or JDK 24 and later complain in the log.
 */
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
    Connection connection = Connection.read(Path.of(arguments[0]));
    var wire = new Wire(connection);
    var context = new ZContext();
    // Without its network threads the kernel would be there and never answer.
    context.setUncaughtExceptionHandler((thread, e) -> Runtime.getRuntime().halt(1));
    var publisher = new Publisher(bind(context, SocketType.XPUB, connection, "iopub"), wire);
    System.setIn(new CellInput(bind(context, SocketType.ROUTER, connection, "stdin"), wire));
    System.setOut(CellOutput.stream("stdout", new FileOutputStream(FileDescriptor.out)));
    System.setErr(CellOutput.stream("stderr", new FileOutputStream(FileDescriptor.err)));
    var kernel = new Kernel(wire, publisher);
    Socket heartbeat = bind(context, SocketType.REP, connection, "hb");
    daemon("heartbeat", () -> ZMQ.proxy(heartbeat, heartbeat, null)).start();
    daemon("iopub", publisher).start();
    for (String channel : new String[] {"control", "shell"}) {
      Socket socket = bind(context, SocketType.ROUTER, connection, channel);
      // Deeply nested source makes the compiler recurse deeply.
      new Thread(null, () -> serve(kernel, socket, publisher), channel, 64L << 20).start();
    }
    if (System.getenv("JPY_PARENT_PID") != null) {
      ProcessHandle.current().parent().ifPresent(Main::endWith);
    }
    Kernel.session();
  }

  private static void serve(Kernel kernel, Socket socket, Publisher publisher) {
    kernel.serve(socket);
    // Neither a shutdown hook nor a thread of a cell may keep the process.
    daemon(
            "end",
            () -> {
              try {
                Thread.sleep(3000);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(0);
            })
        .start();
    try {
      publisher.drain();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(0);
  }

  /** No process is left behind, also when Jupyter was killed. */
  private static void endWith(ProcessHandle parent) {
    var unused = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
  }

  /** A thread that does not keep the process alive. */
  static Thread daemon(String name, Runnable task) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private static Socket bind(
      ZContext context, SocketType type, Connection connection, String channel) {
    Socket socket = context.createSocket(type);
    socket.setHWM(0);
    socket.setLinger(1000);
    socket.bind(connection.address(channel));
    return socket;
  }
}
