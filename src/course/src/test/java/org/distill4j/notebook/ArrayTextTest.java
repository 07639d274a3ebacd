package org.distill4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class ArrayTextTest {

  @Test
  void valuesAreRoundedAndAligned() {
    assertEquals(
        "[2, 3] DOUBLE\n 0.9800  1.0e-05        0\n-0.3000   0.3000  12.4000",
        ArrayText.of(Nd4j.create(new double[][] {{0.98, 1e-5, 0}, {-.3, .3, 12.4}})));
  }

  @Test
  void wholeNumbersHaveNoDecimals() {
    assertEquals("[3] INT\n0  1  12", ArrayText.of(Nd4j.createFromArray(0, 1, 12)));
    assertEquals("[2] FLOAT\n-3  0", ArrayText.of(Nd4j.createFromArray(-3f, 0f)));
    assertEquals("[2] BOOL\n1  0", ArrayText.of(Nd4j.createFromArray(true, false)));
  }

  @Test
  void largeArraysAreShownInPart() {
    String text = ArrayText.of(Nd4j.zeros(DataType.FLOAT, 1000, 784));
    assertEquals(13, text.lines().count());
    assertTrue(text.lines().allMatch(line -> line.length() < 60), text);
    assertTrue(text.startsWith("[1000, 784] FLOAT\n0  0"), text);
    assertTrue(text.contains("…"));
  }

  @Test
  void scalarsVectorsAndHigherRanksAreShown() {
    assertEquals("[] DOUBLE\n2.5000", ArrayText.of(Nd4j.scalar(2.5)));
    assertEquals("[0] FLOAT, empty", ArrayText.of(Nd4j.create(DataType.FLOAT, 0)));
    assertEquals("[2, 1, 2] DOUBLE\n1  1\n1  1", ArrayText.of(Nd4j.ones(DataType.DOUBLE, 2, 1, 2)));
  }

  @Test
  void viewsShowTheirOwnValues() {
    assertEquals(
        "[2] DOUBLE\n2  4",
        ArrayText.of(Nd4j.create(new double[][] {{1, 2}, {3, 4}}).getColumn(1)));
  }

  @Test
  void numbersThatAreNoneAreNamed() {
    assertEquals(
        "[2] DOUBLE\nNaN  Infinity",
        ArrayText.of(Nd4j.createFromArray(Double.NaN, Double.POSITIVE_INFINITY)));
  }

  @Test
  void theLocaleChangesNothing() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertEquals("[1] DOUBLE\n1.5000", ArrayText.of(Nd4j.createFromArray(1.5)));
    } finally {
      Locale.setDefault(before);
    }
  }
}
