package example;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A service with the JDK's own server, and the requests that try it. */
public final class Service {

  private static final int THREADS = 4;

  private Service() {}

  /** Serves bytes for bytes, asks by HTTP, stops, and asks so many times more without. */
  public static void tryOut(UnaryOperator<byte[]> answer, int times)
      throws IOException, InterruptedException {
    // Or each answer waits 40 ms until the client has confirmed its head.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.setExecutor(threads);
    server.createContext("/classify", exchange -> handle(exchange, answer));
    server.start();
    Requests.byHttp(server.getAddress().getPort());
    server.stop(0);
    threads.shutdown();
    Requests.inProcess(answer, times);
  }

  private static void handle(HttpExchange exchange, UnaryOperator<byte[]> answer)
      throws IOException {
    try (exchange) {
      byte[] bytes = answer.apply(exchange.getRequestBody().readAllBytes());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
