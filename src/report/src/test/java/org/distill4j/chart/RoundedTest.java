package org.distill4j.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RoundedTest {

  @Test
  void keepsSomeDigitsAndNoTrailingZeros() {
    assertEquals("0", Rounded.to(3, 0));
    assertEquals("0.0123", Rounded.to(3, 0.012345));
    assertEquals("4", Rounded.to(3, 4.0));
    assertEquals("57", Rounded.to(2, 56.7));
    assertEquals("12300", Rounded.to(3, 12345));
    assertEquals("-0.5", Rounded.to(3, -0.5));
  }

  @Test
  void verySmallAndVeryLargeNumbersHaveAnExponent() {
    assertEquals("1.23e-9", Rounded.to(3, 1.234e-9));
    assertEquals("5e-5", Rounded.to(1, 0.00005));
    assertEquals("2.5e8", Rounded.to(3, 2.5e8));
    assertEquals("0.0001", Rounded.to(1, 0.00009999));
  }

  @Test
  void probabilitiesHaveTwoDecimalsOrOneDigit() {
    assertEquals("1.00", Rounded.probability(0.999));
    assertEquals("0.10", Rounded.probability(0.1));
    assertEquals("0.004", Rounded.probability(0.0042));
  }

  @Test
  void powersOfTenAreWrittenAsSuch() {
    assertEquals("1", Rounded.power(0));
    assertEquals("0.01", Rounded.power(-2));
    assertEquals("10⁻¹²", Rounded.power(-12));
    assertEquals("10³", Rounded.power(3));
  }
}
