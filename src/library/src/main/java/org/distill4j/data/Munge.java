package org.distill4j.data;

import java.util.List;
import java.util.Random;
import org.distill4j.internal.DirectMemory;
import org.distill4j.internal.Ranges;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Makes examples from neighbours, so that they follow the distribution of the data (MUNGE: Bucila,
 * Caruana, Niculescu-Mizil 2006, Model Compression, algorithm 1).
 *
 * <p>Each example e meets its nearest neighbour e'. Each attribute a is, by chance, left alone or
 * mixed: categories are swapped; of a number, e gets a draw from {@code Normal(e'_a, |e_a - e'_a| /
 * s)} and e' one from {@code Normal(e_a, |e_a - e'_a| / s)}. Nearest is by the Euclidean distance
 * of standardised numbers, where two different categories are 1 apart. Unlike the paper's, a
 * neighbour is looked for once, among the examples as they were, not again after each change.
 *
 * @param probability that an attribute of a pair is mixed, from 0 to 1
 * @param s divides the distance of two numbers to give the deviation of the draws, above 0;
 *     infinite to swap numbers as well
 */
public record Munge(double probability, double s) {

  /** Checks the ranges. */
  public Munge {
    Ranges.requireFraction("probability", probability);
    Ranges.requireAboveZero("s", s);
  }

  /**
   * Makes examples.
   *
   * @param data at least two examples; their labels are not looked at
   * @param passes through the data, each from the original examples, at least 1
   * @param seed of every choice
   * @return {@code passes} times as many examples, unlabelled, of type FLOAT
   */
  public Dataset examples(Dataset data, int passes, long seed) {
    if (data.size() < 2 || passes < 1) {
      throw new IllegalArgumentException(
          "there must be at least two examples and one pass, but were %d and %d"
              .formatted(data.size(), passes));
    }
    int width = data.width();
    if (!DirectMemory.holds((long) data.size() * width, DataType.FLOAT)) {
      throw new IllegalArgumentException(
          "there must be at most %,d numbers to mix, but %,d examples have %,d each"
              .formatted(DirectMemory.most(DataType.FLOAT), data.size(), width));
    }
    float[] original = new float[data.size() * width];
    try (INDArray features = data.features().castTo(DataType.FLOAT).dup('c')) {
      features.data().asNioFloat().get(original);
    }
    int[] nearest = Neighbours.nearest(data);
    Random random = new Random(seed);
    INDArray all = Nd4j.createUninitialized(DataType.FLOAT, passes, data.size(), width);
    for (int pass = 0; pass < passes; pass++) {
      float[] values = original.clone();
      for (int e = 0; e < nearest.length; e++) {
        mix(values, e * width, nearest[e] * width, data.attributes(), random);
      }
      all.slice(pass).assign(Nd4j.create(values, new long[] {data.size(), width}, 'c'));
    }
    return Dataset.all(data.store.unlabelled(all.reshape((long) passes * data.size(), width)));
  }

  /** Mixes two rows, which start at e and f. */
  private void mix(float[] values, int e, int f, List<Attribute> attributes, Random random) {
    int column = 0;
    for (Attribute attribute : attributes) {
      if (random.nextDouble() < probability) {
        if (attribute.category()) {
          for (int i = column; i < column + attribute.width(); i++) {
            float mine = values[e + i];
            values[e + i] = values[f + i];
            values[f + i] = mine;
          }
        } else {
          float mine = values[e + column];
          float other = values[f + column];
          double deviation = Math.abs(mine - other) / s;
          values[e + column] = (float) (other + deviation * random.nextGaussian());
          values[f + column] = (float) (mine + deviation * random.nextGaussian());
        }
      }
      column += attribute.width();
    }
  }
}
