package org.distill4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.distill4j.Refused;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Colors are channels, one after another: each must be moved and mirrored as the others are. */
class JitterTest {

  private static final int HEIGHT = 4;
  private static final int WIDTH = 5;
  private static final ImageShape SHAPE = ImageShape.color(HEIGHT, WIDTH);

  /** Red is 1 + row, green 11 + column, blue the pixel's number from 100 on. */
  private static INDArray picture() {
    float[] numbers = new float[SHAPE.size()];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        numbers[y * WIDTH + x] = 1 + y;
        numbers[SHAPE.pixels() + y * WIDTH + x] = 11 + x;
        numbers[2 * SHAPE.pixels() + y * WIDTH + x] = 100 + y * WIDTH + x;
      }
    }
    return Nd4j.create(numbers, new long[] {1, SHAPE.size()}, 'c');
  }

  @Test
  void colorsMoveTogether() {
    Jitter jitter = new Jitter(SHAPE, 2, true);
    Random random = new Random(1);
    boolean[] seen = new boolean[2];
    for (int i = 0; i < 60; i++) {
      INDArray moved = jitter.move(picture(), random);
      int steps = 0;
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          float red = moved.getFloat(0, y * WIDTH + x);
          float green = moved.getFloat(0, SHAPE.pixels() + y * WIDTH + x);
          float blue = moved.getFloat(0, 2 * SHAPE.pixels() + y * WIDTH + x);
          float expected = red == 0 ? 0 : 100 + (red - 1) * WIDTH + (green - 11);
          assertEquals(expected, blue, "a pixel keeps its three numbers");
          if (x > 0 && red > 0 && moved.getFloat(0, y * WIDTH + x - 1) > 0) {
            steps += green > moved.getFloat(0, SHAPE.pixels() + y * WIDTH + x - 1) ? 1 : -1;
          }
        }
      }
      seen[steps > 0 ? 1 : 0] = true;
    }
    assertEquals(true, seen[0] && seen[1], "some are mirrored, some are not");
  }

  @Test
  void withoutPixelsAndFlipsNothingChanges() {
    assertEquals(picture(), new Jitter(SHAPE, 0, false).move(picture(), new Random(1)));
  }

  @Test
  void imagesOfAnotherSizeAreRefused() {
    Refused.argument(
        "images must be rows of 60 numbers for 4 x 5 pixels in 3 channels, but have shape [2, 20]",
        () -> new Jitter(SHAPE, 1, false).move(Nd4j.zeros(2, 20), new Random(1)));
  }
}
