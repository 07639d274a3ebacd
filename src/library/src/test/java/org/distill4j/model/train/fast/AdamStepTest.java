package org.distill4j.model.train.fast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

class AdamStepTest {

  @Test
  void theMomentsAreFreedWhenTheStepsAreOver() {
    INDArray weights = Nd4j.zeros(1, 1000);
    INDArray gradient = Nd4j.ones(1, 1000);
    long before = Pointer.totalBytes();
    for (int i = 0; i < 3; i++) {
      try (AdamStep adam = new AdamStep(new Adam(0.1), weights, gradient)) {
        adam.step(0, 0, 1);
        assertEquals(before + 2 * 1000 * Float.BYTES, Pointer.totalBytes());
      }
    }
    assertEquals(before, Pointer.totalBytes());
    assertEquals(-0.3, weights.getDouble(7), 1e-5, "the first step is as long as the rate");
  }
}
