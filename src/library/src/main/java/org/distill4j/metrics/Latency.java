package org.distill4j.metrics;

import java.util.Arrays;
import org.distill4j.model.network.Classifier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How long a classifier takes, once the virtual machine has warmed up to it. */
public final class Latency {

  private static final double WARM_UP_MILLIS = 100;
  private static final double MEASURED_MILLIS = 100;
  private static final int FEWEST = 5;
  private static final int MOST = 200;

  private Latency() {}

  /**
   * The median time of at least 5 runs, after a tenth of a second or at least 5 runs that do not
   * count.
   *
   * @param model what to time
   * @param features the examples of each run, {@code [N, d]}
   * @return milliseconds for all N examples together
   */
  public static double milliseconds(Classifier model, INDArray features) {
    repeat(model, features, WARM_UP_MILLIS, Integer.MAX_VALUE);
    double[] times = repeat(model, features, MEASURED_MILLIS, MOST);
    Arrays.sort(times);
    return times[times.length / 2];
  }

  private static double[] repeat(
      Classifier model, INDArray features, double enoughMillis, int most) {
    double[] times = new double[FEWEST];
    int runs = 0;
    for (double sum = 0; runs < FEWEST || (sum < enoughMillis && runs < most); runs++) {
      long start = System.nanoTime();
      model.logits(features);
      double millis = (System.nanoTime() - start) / 1e6;
      sum += millis;
      if (runs == times.length) {
        times = Arrays.copyOf(times, 2 * runs);
      }
      times[runs] = millis;
    }
    return Arrays.copyOf(times, runs);
  }
}
