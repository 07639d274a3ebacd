package org.distill4j.tree;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Grows a tree from the top, each question the one that brings the examples' distributions closest
 * to the mean on their side: CART (Breiman et al. 1984) with squared error, which for hard labels
 * is Gini's impurity.
 *
 * @param bins of the features
 * @param targets distributions, row-major
 * @param leaf fewest examples in a leaf
 */
record Grower(Bins bins, Targets targets, int leaf) {

  /** Distributions of the examples, row-major. */
  static final class Targets {

    private final double[] values;
    private final int classes;

    Targets(int classes, double... values) {
      this.values = values;
      this.classes = classes;
    }

    int size() {
      return values.length / classes;
    }

    void addTo(double[] sums, int start, int example) {
      for (int k = 0; k < classes; k++) {
        sums[start + k] += values[example * classes + k];
      }
    }
  }

  Node grow(int depth) {
    return grow(IntStream.range(0, targets.size()).toArray(), depth);
  }

  private Node grow(int[] examples, int depth) {
    Optional<Split> found = depth == 0 ? Optional.empty() : best(examples);
    if (found.isEmpty()) {
      double[] sums = new double[targets.classes];
      Arrays.stream(examples).forEach(example -> targets.addTo(sums, 0, example));
      return Leaf.ofSums(examples.length, sums);
    }
    Split split = found.get();
    byte[] bin = bins.of(split.feature());
    int[] yes = Arrays.stream(examples).filter(i -> bin[i] > split.bin()).toArray();
    int[] no = Arrays.stream(examples).filter(i -> bin[i] <= split.bin()).toArray();
    return new Question(
        split.feature(),
        bins.edge(split.feature(), split.bin()),
        grow(yes, depth - 1),
        grow(no, depth - 1));
  }

  private Optional<Split> best(int... examples) {
    if (examples.length < 2 * leaf) {
      return Optional.empty();
    }
    return IntStream.range(0, bins.features())
        .parallel()
        .filter(feature -> bins.count(feature) > 1)
        .mapToObj(feature -> best(feature, examples))
        .flatMap(Optional::stream)
        .max(Split.BY_GAIN);
  }

  private Optional<Split> best(int feature, int... examples) {
    byte[] bin = bins.of(feature);
    int[] counts = new int[bins.count(feature)];
    double[] sums = new double[counts.length * targets.classes];
    for (int example : examples) {
      counts[bin[example]]++;
      targets.addTo(sums, bin[example] * targets.classes, example);
    }
    return Optional.ofNullable(Split.best(feature, sums, counts, leaf));
  }
}
