package org.distill4j.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What must hold for every picture, whatever it shows. */
final class Pictures {

  private static final int WHITE = 0xffffff;

  private Pictures() {}

  /**
   * Draws, and requires a picture that ends, has its size, shows something and cuts nothing off.
   */
  static Figure whole(Supplier<Figure> drawing) {
    Figure figure = assertTimeoutPreemptively(Duration.ofSeconds(60), drawing::get);
    BufferedImage image = figure.image();
    assertEquals(2 * figure.width(), image.getWidth());
    assertEquals(2 * figure.height(), image.getHeight());
    assertTrue(figure.width() <= 800, () -> "wider than a notebook: " + figure.width());
    assertTrue(colours(image) > 2, "blank");
    for (int x = 0; x < image.getWidth(); x++) {
      requirePaper(image, x, 0);
      requirePaper(image, x, image.getHeight() - 1);
    }
    for (int y = 0; y < image.getHeight(); y++) {
      requirePaper(image, 0, y);
      requirePaper(image, image.getWidth() - 1, y);
    }
    return figure;
  }

  private static long colours(BufferedImage image) {
    return IntStream.range(0, image.getHeight())
        .flatMap(y -> IntStream.range(0, image.getWidth()).map(x -> image.getRGB(x, y)))
        .distinct()
        .count();
  }

  private static void requirePaper(BufferedImage image, int x, int y) {
    assertEquals(WHITE, image.getRGB(x, y) & WHITE, () -> "cut off at (%d, %d)".formatted(x, y));
  }
}
