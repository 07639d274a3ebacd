package org.distill4j.bench;

import java.util.List;
import java.util.Random;
import org.distill4j.data.Dataset;
import org.distill4j.data.ImageShape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Images in color, since none come with the course: squares and crosses on dim noise. */
final class Shapes {

  private static final int SIDE = 16;
  static final ImageShape SHAPE = ImageShape.color(SIDE, SIDE);
  private static final List<String> CLASSES =
      List.of(
          "red square", "red cross", "green square", "green cross", "blue square", "blue cross");

  private Shapes() {}

  static Dataset of(int n, long seed) {
    Random random = new Random(seed);
    byte[] pixels = new byte[n * SHAPE.size()];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = random.nextInt(CLASSES.size());
      int x = 5 + random.nextInt(SIDE - 10);
      int y = 5 + random.nextInt(SIDE - 10);
      for (int j = 0; j < SHAPE.size(); j++) {
        boolean painted =
            j / SHAPE.pixels() == labels[i] / 2
                && inside(j % SIDE - x, j / SIDE % SIDE - y, labels[i] % 2 == 1);
        pixels[i * SHAPE.size() + j] = (byte) (random.nextInt(100) + (painted ? 155 : 0));
      }
    }
    INDArray array = Nd4j.create(pixels, new long[] {n, SHAPE.size()}, DataType.UINT8);
    return Dataset.images(array, labels, CLASSES, SHAPE);
  }

  private static boolean inside(int x, int y, boolean cross) {
    return Math.max(Math.abs(x), Math.abs(y)) <= 4
        && (!cross || Math.min(Math.abs(x), Math.abs(y)) <= 1);
  }
}
