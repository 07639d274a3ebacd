package org.distill4j.model.train.fast;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.distill4j.Refused;
import org.junit.jupiter.api.Test;

class TestedBlasTest {

  @Test
  void productsAreRightHere() {
    assertTrue(TestedBlas.error() < 1e-12);
    TestedBlas.require();
  }

  @Test
  void aBlasThatComputesWronglyIsRefusedWithWhatToSet() {
    String text =
        "OpenBLAS computes wrongly on this processor: a product of doubles, 137 x 286 by 286 x 165,"
            + " is off by %s; set the environment variable OPENBLAS_CORETYPE=HASWELL before Java"
            + " starts";
    Refused.state(text.formatted("6.8"), () -> TestedBlas.require(6.8));
    Refused.state(text.formatted("NaN"), () -> TestedBlas.require(Double.NaN));
  }
}
