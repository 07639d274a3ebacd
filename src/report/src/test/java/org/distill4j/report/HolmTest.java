package org.distill4j.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class HolmTest {

  /** 0.01 x 3, 0.04 (at least 0.06 before it), 0.03 x 2, 0.005 x 4. */
  @Test
  void correctsAsTheTextbookDoes() {
    List<Verdict> verdicts =
        DoubleStream.of(0.01, 0.04, 0.03, 0.005)
            .mapToObj(p -> Verdict.of(new double[] {1, 2, 3}).among(1, p))
            .toList();
    double[] corrected = Holm.correct(verdicts).stream().mapToDouble(Verdict::p).toArray();
    assertArrayEquals(new double[] {0.03, 0.06, 0.06, 0.02}, corrected, 1e-12);
  }
}
