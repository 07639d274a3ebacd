package org.distill4j.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** The arithmetic of arrays above 2 GiB, without the arrays. */
class DirectMemoryTest {

  private static final long TWO_GIB = 1L << 31;

  @Test
  void aBufferCountsBytesNotNumbers() {
    assertEquals(536_870_911, DirectMemory.most(DataType.FLOAT));
    assertTrue(DirectMemory.holds(TWO_GIB / 4 - 1, DataType.FLOAT));
    assertFalse(DirectMemory.holds(TWO_GIB / 4, DataType.FLOAT));
    assertFalse(DirectMemory.holds(TWO_GIB / 8, DataType.DOUBLE));
    assertTrue(DirectMemory.holds(TWO_GIB - 1, DataType.UINT8));
    assertFalse(DirectMemory.holds(700_000L * 784, DataType.FLOAT));
    assertFalse(DirectMemory.holds(Long.MAX_VALUE, DataType.UINT8));
  }

  @Test
  void partsFollowEachOtherAndEachFits() {
    for (long width : new long[] {1, 3, 256, 784, 1 << 20, 1 << 29, 1 << 30}) {
      int rows = width < 256 ? Integer.MAX_VALUE : 3_000_000;
      int from = 0;
      while (from < rows) {
        int end = DirectMemory.end(from, rows, width, DataType.FLOAT);
        assertTrue(end > from && end <= rows);
        assertTrue(end == from + 1 || DirectMemory.holds((end - from) * width, DataType.FLOAT));
        from = end;
      }
      assertEquals(rows, from);
    }
    assertEquals(50, DirectMemory.end(20, 50, 784, DataType.FLOAT));
    assertEquals(684_784, DirectMemory.end(0, 700_000, 784, DataType.FLOAT));
  }
}
