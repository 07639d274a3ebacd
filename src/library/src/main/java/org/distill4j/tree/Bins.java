package org.distill4j.tree;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Every feature cut into at most 64 ranges, so that the best of its thresholds is found in one pass
 * over the examples, without sorting them again at each question.
 */
final class Bins {

  static final int MOST = 64;

  private final byte[][] bins; // of each feature, of each example
  private final float[][] edges; // of each feature, rising; a value above edge b is in bin b + 1

  private Bins(byte[][] bins, float[][] edges) {
    this.bins = bins;
    this.edges = edges;
  }

  /** Cuts the features of a row-major matrix. */
  static Bins of(float[] matrix, int width) {
    byte[][] bins = new byte[width][];
    float[][] edges = new float[width][];
    IntStream.range(0, width)
        .parallel()
        .forEach(
            feature -> {
              float[] values = column(matrix, width, feature);
              edges[feature] = edges(values);
              bins[feature] = bins(values, edges[feature]);
            });
    return new Bins(bins, edges);
  }

  private static float[] column(float[] matrix, int width, int feature) {
    float[] values = new float[matrix.length / width];
    for (int i = 0; i < values.length; i++) {
      values[i] = matrix[i * width + feature];
    }
    return values;
  }

  /** Half-way between neighbouring values, or some of them, evenly spread over the values. */
  private static float[] edges(float... values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    int distinct = 0;
    for (float value : sorted) {
      if (distinct == 0 || value > sorted[distinct - 1]) {
        sorted[distinct++] = value;
      }
    }
    float[] edges = new float[Math.min(distinct, MOST) - 1];
    for (int b = 0; b < edges.length; b++) {
      int above = (int) ((b + 1L) * distinct / (edges.length + 1));
      edges[b] = between(sorted[above - 1], sorted[above]);
    }
    return edges;
  }

  private static float between(float below, float above) {
    float middle = (float) ((below + (double) above) / 2);
    return middle < above ? middle : below;
  }

  private static byte[] bins(float[] values, float... edges) {
    byte[] bins = new byte[values.length];
    for (int i = 0; i < bins.length; i++) {
      int found = Arrays.binarySearch(edges, values[i]);
      bins[i] = (byte) (found >= 0 ? found : -found - 1); // an edge itself is not above
    }
    return bins;
  }

  int features() {
    return edges.length;
  }

  int count(int feature) {
    return edges[feature].length + 1;
  }

  /** The bin of each example. */
  byte[] of(int feature) {
    return bins[feature];
  }

  /** The threshold between a bin and the next. */
  float edge(int feature, int bin) {
    return edges[feature][bin];
  }
}
