package example;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Asks a service: a thousand times by HTTP, many times without. */
final class Requests {

  private static final int BY_HTTP = 1_000;
  private static final int WARM_UP = 20_000;

  private Requests() {}

  static void byHttp(int port) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:%d/classify".formatted(port)));
    Random random = new Random(1);
    int right = 0;
    for (int i = 0; i < BY_HTTP; i++) {
      float x = 2 * random.nextFloat() - 1;
      float y = 2 * random.nextFloat() - 1;
      HttpRequest post = request.POST(HttpRequest.BodyPublishers.ofString(x + "," + y)).build();
      String answer = client.send(post, HttpResponse.BodyHandlers.ofString()).body();
      String wanted = x * x + y * y < 0.5 ? "disc" : y > 0 ? "above" : "below";
      right += answer.startsWith("{\"class\": \"" + wanted) ? 1 : 0;
    }
    System.out.printf("by HTTP: %d of %d right%n", right, BY_HTTP);
  }

  /** What stays in memory after many answers, beside what was there after the first ones. */
  static void inProcess(UnaryOperator<byte[]> answer, int times) {
    byte[] body = "0.25,-0.75".getBytes(StandardCharsets.UTF_8);
    long before = 0;
    long bytes = 0;
    for (int i = 0; i < WARM_UP + times; i++) {
      if (i == WARM_UP) {
        before = heap();
      }
      bytes += answer.apply(body).length;
    }
    System.out.printf(
        "in process: %d requests, %d KB answered, heap grew by %d KB%n",
        times, bytes / 1024, (heap() - before) / 1024);
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
