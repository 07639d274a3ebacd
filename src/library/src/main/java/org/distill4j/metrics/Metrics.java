package org.distill4j.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.distill4j.data.Dataset;
import org.distill4j.internal.MatrixRows;
import org.distill4j.model.network.Classifier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How well a classifier does on labelled examples, and how near it is to a teacher. All of it is
 * computed in double precision from logits at temperature 1; of equal logits the first wins.
 */
public final class Metrics {

  private final double[][] logP; // [N][C]
  private final int[] predicted;
  private final int[] labels;
  private final List<String> names;

  private Metrics(double[][] logits, int[] labels, List<String> names) {
    this.logP = Arrays.stream(logits).map(Scores::logSoftmax).toArray(double[][]::new);
    this.predicted = Arrays.stream(logits).mapToInt(Scores::highest).toArray();
    this.labels = labels;
    this.names = names;
  }

  /**
   * Runs a classifier on a data set, once.
   *
   * @param model what to measure
   * @param examples labelled examples, best such that no training has seen
   * @return the metrics
   * @throws IllegalArgumentException if the logits do not fit the data set's classes or are not
   *     finite
   * @throws IllegalStateException if the data set is unlabelled
   */
  public static Metrics of(Classifier model, Dataset examples) {
    int[] labels = examples.labelIndices();
    return new Metrics(Evaluation.logits(model, examples), labels, examples.classes());
  }

  /**
   * Measures given logits.
   *
   * @param logits {@code [N, C]}, finite
   * @param labels class index of each example
   * @return the metrics
   * @throws IllegalArgumentException if there is not one label, from 0 to C - 1, for each example,
   *     or a logit is not finite
   */
  public static Metrics of(INDArray logits, int... labels) {
    if (logits.rank() != 2 || logits.size(0) != labels.length || labels.length == 0) {
      throw new IllegalArgumentException(
          "logits must be a matrix with one row for each label, but have shape %s for %d labels"
              .formatted(Arrays.toString(logits.shape()), labels.length));
    }
    for (int label : labels) {
      if (label < 0 || label >= logits.size(1)) {
        throw new IllegalArgumentException(
            "labels must be from 0 to %d, but one is %d".formatted(logits.size(1) - 1, label));
      }
    }
    List<String> names = LongStream.range(0, logits.size(1)).mapToObj(k -> "class " + k).toList();
    return new Metrics(MatrixRows.of(logits), labels.clone(), names);
  }

  /**
   * Number of examples measured.
   *
   * @return N
   */
  public int examples() {
    return labels.length;
  }

  /**
   * Share of the examples classified correctly.
   *
   * @return from 0 to 1
   */
  public double accuracy() {
    return (double) (examples() - errors()) / examples();
  }

  /**
   * Number of examples classified wrongly.
   *
   * @return from 0 to N
   */
  public int errors() {
    return Arrays.stream(errorsByClass()).sum();
  }

  /**
   * How many examples of each class are classified wrongly.
   *
   * @return one count for each class
   */
  public int[] errorsByClass() {
    int[] errors = new int[classes()];
    for (int i = 0; i < labels.length; i++) {
      errors[labels[i]] += predicted[i] == labels[i] ? 0 : 1;
    }
    return errors;
  }

  /**
   * How many examples of each class are classified as each class; {@link #byClass} shows them with
   * the names of the classes.
   *
   * @return counts, the first index the true class, the second the predicted one
   */
  public int[][] confusion() {
    int[][] counts = new int[classes()][classes()];
    for (int i = 0; i < labels.length; i++) {
      counts[labels[i]][predicted[i]]++;
    }
    return counts;
  }

  /**
   * Precision, recall and F1 of each class, beside the confusion of classes, under their names.
   *
   * @return what the data set calls the classes; {@code class 0}, {@code class 1}, ... if the
   *     logits were given
   */
  public ByClass byClass() {
    return new ByClass(names, confusion());
  }

  /**
   * Negative log-likelihood: the mean of {@code -log p(label)}, in nats.
   *
   * @return 0 or more
   */
  public double nll() {
    return mean(i -> -logP[i][labels[i]]);
  }

  /**
   * Brier score: the mean over the examples of the squared distance, summed over the classes,
   * between the probabilities and the one-hot label.
   *
   * @return from 0 to 2
   */
  public double brier() {
    return mean(
        i ->
            IntStream.range(0, logP[i].length)
                .mapToDouble(k -> Math.exp(logP[i][k]) - (k == labels[i] ? 1 : 0))
                .map(d -> d * d)
                .sum());
  }

  /**
   * Expected calibration error: the distance between accuracy and confidence in 15 bins of equal
   * width, weighted by the number of examples in each.
   *
   * @return from 0 to 1
   */
  public double ece() {
    return bins().stream().mapToDouble(bin -> bin.examples() * bin.gap()).sum() / examples();
  }

  /**
   * The bins behind {@link #ece}, for a reliability diagram.
   *
   * @return those of 15 that are not empty, by rising confidence
   */
  public List<ReliabilityBin> bins() {
    return ReliabilityBin.of(
        IntStream.range(0, examples()).mapToDouble(i -> Math.exp(logP[i][predicted[i]])).toArray(),
        i -> predicted[i] == labels[i]);
  }

  /**
   * How many examples this classifier gets wrong and another one right, for a test of their
   * difference.
   *
   * @param other another classifier's metrics on the same examples
   * @return from 0 to {@link #errors}
   * @throws IllegalArgumentException if the other examples are not the same ones
   */
  public int onlyWrong(Metrics other) {
    requireSameExamples(other);
    return (int)
        IntStream.range(0, examples())
            .filter(i -> predicted[i] != labels[i] && other.predicted[i] == labels[i])
            .count();
  }

  /**
   * Share of the examples that this classifier and the teacher put in the same class, right or
   * wrong.
   *
   * @param teacher the teacher's metrics on the same examples
   * @return from 0 to 1
   */
  public double fidelityTo(Metrics teacher) {
    requireSameExamples(teacher);
    return mean(i -> predicted[i] == teacher.predicted[i] ? 1 : 0);
  }

  /**
   * Mean Kullback-Leibler divergence from the teacher's probabilities to this classifier's, {@code
   * KL(teacher || this)}, in nats.
   *
   * @param teacher the teacher's metrics on the same examples
   * @return 0 or more, but for rounding
   */
  public double divergenceFrom(Metrics teacher) {
    requireSameExamples(teacher);
    return mean(
        i ->
            IntStream.range(0, logP[i].length)
                .mapToDouble(k -> Math.exp(teacher.logP[i][k]) * (teacher.logP[i][k] - logP[i][k]))
                .sum());
  }

  private double mean(IntToDoubleFunction ofExample) {
    return IntStream.range(0, examples()).mapToDouble(ofExample).sum() / examples();
  }

  private void requireSameExamples(Metrics teacher) {
    if (!Arrays.equals(labels, teacher.labels) || classes() != teacher.classes()) {
      throw new IllegalArgumentException(
          "the teacher must be measured on the same %d examples of %d classes, but was on %d of %d"
              .formatted(examples(), classes(), teacher.examples(), teacher.classes()));
    }
  }

  private int classes() {
    return logP[0].length;
  }

  @Override
  public String toString() {
    return "%,d errors of %,d (accuracy %.2f %%), NLL %.4f, Brier %.4f, ECE %.4f"
        .formatted(errors(), examples(), 100 * accuracy(), nll(), brier(), ece());
  }
}
