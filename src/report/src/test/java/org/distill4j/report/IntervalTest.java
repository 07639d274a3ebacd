package org.distill4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IntervalTest {

  @Test
  void isTheIntervalOfClopperAndPearson() {
    Interval half = Interval.ofErrors(5, 10); // their table: 0.187 to 0.813
    assertEquals(1.87, half.low(), 5e-3);
    assertEquals(8.13, half.high(), 5e-3);
    Interval none = Interval.ofErrors(0, 133);
    assertEquals(0, none.low());
    assertEquals(133 * (1 - Math.pow(0.025, 1 / 133.0)), none.high(), 1e-9);
    assertEquals(10, Interval.ofErrors(10, 10).high());
  }

  @Test
  void containsItsEnds() {
    Interval interval = new Interval(-1, 2);
    assertTrue(interval.contains(-1) && interval.contains(2));
    assertFalse(interval.contains(2.1));
    assertEquals("-1 to 2", interval.toString());
  }

  @Test
  void refusesWhatIsNoCountOfErrors() {
    String expected =
        "errors must be from 0 to the number of examples, at least 1, but were 11 of 10";
    assertEquals(
        expected,
        assertThrows(IllegalArgumentException.class, () -> Interval.ofErrors(11, 10)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> Interval.ofErrors(-1, 10));
    assertThrows(IllegalArgumentException.class, () -> Interval.ofErrors(0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Interval(2, 1));
  }
}
