package org.distill4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Random;
import org.distill4j.Refused;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ConcatenationTest {

  private static final List<String> NAMES = List.of("a", "b");
  private static final ImageShape SHAPE = ImageShape.gray(1, 2);

  private static Dataset bytes(int n, long seed) {
    byte[] pixels = new byte[2 * n];
    Random random = new Random(seed);
    random.nextBytes(pixels);
    INDArray array = Nd4j.create(pixels, new long[] {n, 2}, DataType.UINT8);
    return Dataset.images(array, random.ints(n, 0, 2).toArray(), NAMES, SHAPE);
  }

  @Test
  void examplesFollowEachOther() {
    Dataset first = bytes(2_100, 1).rows(5, 3, 1_700);
    Dataset second = bytes(2_100, 2);
    Dataset all = Dataset.concat(first, second, first);
    assertEquals(2_106, all.size());
    assertEquals(first.features(), all.features(0, 1, 2));
    assertEquals(second.features(0, 1_999, 2_099), all.features(3, 2_002, 2_102));
    assertEquals(first.features(), all.features(2_103, 2_104, 2_105));
    assertArrayEquals(first.labelIndices(), all.head(3).labelIndices());
    assertEquals(second.label(2_099), all.label(2_102));
    assertEquals(first.image(), all.image());
    assertEquals(DataType.UINT8, all.store.features.type(), "bytes stay bytes");
    assertEquals(first.features(), Dataset.concat(first).features());
  }

  @Test
  void numbersKeepTheirValuesWhereOthersAreStoredOtherwise() {
    Dataset bytes = bytes(3, 3);
    INDArray doubles = Nd4j.createFromArray(new double[][] {{0.1, 0.2}});
    Dataset numbers = Dataset.images(doubles, new int[1], NAMES, SHAPE);
    Dataset all = Dataset.concat(bytes, numbers);
    INDArray found = all.features();
    assertEquals(DataType.DOUBLE, found.dataType());
    assertEquals(0.2, found.getDouble(3, 1));
    assertEquals(bytes.features().getDouble(2, 1), found.getDouble(2, 1), 1e-7);
  }

  @Test
  void attributesStayAndUnlabelledSetsToo() {
    Dataset mixed = Mixed.examples(4, 1).withoutLabels();
    Dataset all = Dataset.concat(mixed, Mixed.examples(5, 2).withoutLabels());
    assertEquals(Mixed.ATTRIBUTES, all.attributes());
    assertFalse(all.labelled());
    assertEquals(9, all.size());
  }

  @Test
  void setsThatDoNotFitAreRefused() {
    Dataset bytes = bytes(3, 1);
    Refused.argument(
        "all sets must have the same number of features, but the first has 2 and another 1",
        () -> Dataset.concat(bytes, bytes, Dataset.of(Nd4j.zeros(2, 1), new int[2], NAMES)));
    Refused.argument(
        "all sets must have the same classes, but the first has [a, b] and another [b, a]",
        () -> Dataset.concat(bytes, Dataset.of(Nd4j.zeros(2, 2), new int[2], List.of("b", "a"))));
    Refused.argument(
        "all sets must have the same image shape, but the first has 1 x 2 pixels and another none",
        () -> Dataset.concat(bytes, Dataset.of(Nd4j.zeros(2, 2), new int[2], NAMES)));
    Refused.argument(
        "all sets must have the same kind of labels, but the first has one for each example and"
            + " another none",
        () -> Dataset.concat(bytes, bytes.withoutLabels()));
  }
}
