package org.distill4j.model;

import java.util.Random;
import org.distill4j.data.ImageShape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Moves images by a few pixels, each in a direction of its own; what moves in is 0.
 *
 * @param shape of the images
 * @param pixels at most, in each direction
 * @param random where chance comes from
 */
record Jitter(ImageShape shape, int pixels, Random random) {

  INDArray move(INDArray images) {
    int n = Math.toIntExact(images.size(0));
    float[] from = new float[n * shape.size()];
    float[] to = new float[from.length];
    Columns.floats(images.castTo(DataType.FLOAT)).get(from);
    int row = shape.width() * shape.channels();
    for (int image = 0; image < n; image++) {
      int down = random.nextInt(2 * pixels + 1) - pixels;
      int right = (random.nextInt(2 * pixels + 1) - pixels) * shape.channels();
      for (int y = Math.max(0, down); y < Math.min(shape.height(), shape.height() + down); y++) {
        int source = image * shape.size() + (y - down) * row + Math.max(0, -right);
        int target = image * shape.size() + y * row + Math.max(0, right);
        System.arraycopy(from, source, to, target, row - Math.abs(right));
      }
    }
    return Nd4j.create(to, images.shape(), 'c');
  }
}
