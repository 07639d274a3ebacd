package org.distill4j.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Whether two forms of a network say the same. */
public final class Alike {

  private Alike() {}

  /** Differences of at most a share of the largest number. */
  public static void require(INDArray wanted, INDArray found, double share) {
    assertEquals(
        Arrays.toString(wanted.shape()), Arrays.toString(found.shape()), "shapes must be equal");
    double[] right = wanted.dup('c').data().asDouble();
    double[] other = found.dup('c').data().asDouble();
    double bound = share * Arrays.stream(right).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < right.length; i++) {
      double difference = Math.abs(right[i] - other[i]);
      assertTrue(
          difference <= bound, "%s is not %s within %s".formatted(other[i], right[i], bound));
    }
  }
}
