package org.distill4j.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LinearDecayTest {

  @Test
  void fallsInEqualStepsToZeroAndStaysThere() {
    LinearDecay decay = new LinearDecay(0.4, 4);
    assertEquals(0.4, decay.valueAt(0, 0));
    assertEquals(0.3, decay.valueAt(1, 0), 1e-15);
    assertEquals(0.1, decay.valueAt(3, 9), 1e-15);
    assertEquals(0, decay.valueAt(4, 0));
    assertEquals(0, decay.valueAt(5, 0));
  }
}
