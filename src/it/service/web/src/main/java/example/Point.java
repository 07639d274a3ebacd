package example;

import java.nio.charset.StandardCharsets;

/** How a point comes in, as {@code 0.25,-0.75}, and an answer goes out, as JSON. */
public final class Point {

  private Point() {}

  /** Two features. */
  public static float[] features(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    int comma = text.indexOf(',');
    return new float[] {
      Float.parseFloat(text.substring(0, comma)), Float.parseFloat(text.substring(comma + 1))
    };
  }

  /** A class and its probability. */
  public static byte[] json(String name, float probability) {
    return "{\"class\": \"%s\", \"probability\": %s}"
        .formatted(name, probability)
        .getBytes(StandardCharsets.UTF_8);
  }
}
