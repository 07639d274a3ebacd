package org.distill4j.data;

import java.util.Random;
import java.util.stream.IntStream;
import org.distill4j.internal.Ranges;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Examples that nobody collected, made from others. Only a teacher can label them, so they come
 * without labels; {@link #jittered} and {@link #flipped} alone keep them. {@link Munge} makes
 * better ones of tables.
 */
public final class PseudoExamples {

  private PseudoExamples() {}

  /**
   * Examples between two others: {@code w a + (1 - w) b} of random examples a and b with a random
   * weight w from 0 to 1 (mixup with its parameter at 1: Zhang, Cisse, Dauphin, Lopez-Paz 2018, <a
   * href="https://arxiv.org/abs/1710.09412">arXiv:1710.09412</a>). Where mixup would mix the labels
   * too, here the teacher is asked. Categories become fractions.
   *
   * @param data at least two examples
   * @param n how many to make, at least 1
   * @param seed of the choice
   * @return n examples, unlabelled
   */
  public static Dataset mixup(Dataset data, int n, long seed) {
    if (data.size() < 2 || n < 1) {
      throw new IllegalArgumentException(
          "at least one example must be mixed from at least two, but was %d from %d"
              .formatted(n, data.size()));
    }
    Random random = new Random(seed);
    int[] first = random.ints(n, 0, data.size()).toArray();
    int[] second =
        IntStream.of(first)
            .map(i -> (i + 1 + random.nextInt(data.size() - 1)) % data.size())
            .toArray();
    Dataset others = data.rows(second).withoutLabels();
    int[] next = {0};
    return Chunks.map(
        data.rows(first).withoutLabels(),
        floating(data),
        a -> {
          int[] rows = IntStream.range(next[0], next[0] += (int) a.size(0)).toArray();
          INDArray weight = column(random.doubles(rows.length).toArray(), a.dataType());
          INDArray b = others.features(rows);
          return a.subi(b).muliColumnVector(weight).addi(b);
        });
  }

  private static INDArray column(double[] numbers, DataType type) {
    return Nd4j.create(numbers, new long[] {numbers.length, 1}, 'c').castTo(type);
  }

  /**
   * Each example once, its numbers a little off: normal noise is added to every number. Categories
   * stay as they are.
   *
   * @param data examples
   * @param share of each number's standard deviation that the noise has, 0 or more and finite
   * @param seed of the noise
   * @return as many examples, unlabelled
   */
  public static Dataset noisy(Dataset data, double share, long seed) {
    Ranges.requireNotNegative("share", share);
    INDArray numbers = Attribute.areNumbers(data.attributes());
    INDArray scale = Standardizer.fit(data).deviations().muli(numbers).muli(share);
    Random random = new Random(seed);
    return Chunks.map(
        data.withoutLabels(),
        floating(data),
        chunk -> {
          double[] normal =
              IntStream.range(0, (int) chunk.length())
                  .mapToDouble(i -> random.nextGaussian())
                  .toArray();
          INDArray noise = Nd4j.create(normal, chunk.shape(), 'c').muliRowVector(scale);
          return chunk.addi(noise.castTo(chunk.dataType()));
        });
  }

  /**
   * Each image once, moved by a few pixels in a random direction; what moves in is 0. A label stays
   * right, but what a teacher said about the image that was not moved does not.
   *
   * @param images to be moved; their labels are kept
   * @param pixels at most, in each direction
   * @param seed of the directions; another one for each pass through the images
   * @return as many images
   */
  public static Dataset jittered(Dataset images, int pixels, long seed) {
    return moved(images, Jitter.of(images, pixels), seed);
  }

  /**
   * Each image once, mirrored left to right with probability 1/2: for things that look alike from
   * both sides, not for digits. A label stays right, but what a teacher said about the image that
   * was not mirrored does not.
   *
   * @param images to be mirrored; their labels are kept
   * @param seed of the choice; another one for each pass through the images
   * @return as many images
   */
  public static Dataset flipped(Dataset images, long seed) {
    return moved(images, Jitter.of(images, 0).withFlips(), seed);
  }

  private static Dataset moved(Dataset images, Jitter jitter, long seed) {
    Random random = new Random(seed);
    return Chunks.map(images, images.store.features.type(), chunk -> jitter.move(chunk, random));
  }

  private static DataType floating(Dataset data) {
    DataType type = data.store.features.type();
    return type.isFPType() ? type : DataType.FLOAT;
  }
}
