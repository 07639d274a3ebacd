package org.distill4j.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.distill4j.internal.Ranges;

/**
 * How well each class is recognized, and for which others it is taken. Its text is a table with a
 * row for each true class.
 *
 * <p>A macro average counts each class once, however many examples it has: van Rijsbergen,
 * Information Retrieval, 1979, chapter 7. Where precision, recall or F1 would divide by 0, it is 0.
 */
public final class ByClass {

  private final List<String> classes;
  private final int[][] counts; // [C][C], true class, then predicted class

  ByClass(List<String> classes, int[][] counts) {
    this.classes = classes;
    this.counts = counts;
  }

  /**
   * Names of the classes, in the order of the logits.
   *
   * @return C names
   */
  public List<String> classes() {
    return classes;
  }

  /**
   * How many examples of each class are classified as each class.
   *
   * @return counts, the first index the true class, the second the predicted one; made for the
   *     caller
   */
  public int[][] counts() {
    return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
  }

  /**
   * Share of the examples classified as this class that belong to it.
   *
   * @param label class index, from 0 to C - 1
   * @return from 0 to 1; 0 if no example is classified as this class
   * @throws IllegalArgumentException if there is no such class
   */
  public double precision(int label) {
    return share(right(label), Arrays.stream(counts).mapToInt(row -> row[label]).sum());
  }

  /**
   * Share of the examples of this class that are classified as it.
   *
   * @param label class index, from 0 to C - 1
   * @return from 0 to 1; 0 if there are no examples of this class
   * @throws IllegalArgumentException if there is no such class
   */
  public double recall(int label) {
    return share(right(label), Arrays.stream(counts[label]).sum());
  }

  /**
   * Harmonic mean of precision and recall.
   *
   * @param label class index, from 0 to C - 1
   * @return from 0 to 1; 0 if no example of this class is classified correctly
   * @throws IllegalArgumentException if there is no such class
   */
  public double f1(int label) {
    double sum = precision(label) + recall(label);
    return sum == 0 ? 0 : 2 * precision(label) * recall(label) / sum;
  }

  /**
   * Mean precision of the classes.
   *
   * @return from 0 to 1
   */
  public double macroPrecision() {
    return mean(this::precision);
  }

  /**
   * Mean recall of the classes, also called balanced accuracy.
   *
   * @return from 0 to 1
   */
  public double macroRecall() {
    return mean(this::recall);
  }

  /**
   * Mean F1 of the classes.
   *
   * @return from 0 to 1
   */
  public double macroF1() {
    return mean(this::f1);
  }

  private int right(int label) {
    Ranges.requireFromTo("label", label, 0, classes.size() - 1);
    return counts[label][label];
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private double mean(IntToDoubleFunction ofClass) {
    return IntStream.range(0, classes.size()).mapToDouble(ofClass).average().orElseThrow();
  }

  @Override
  public String toString() {
    return ByClassText.of(this);
  }
}
