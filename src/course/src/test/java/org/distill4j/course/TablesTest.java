package org.distill4j.course;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.distill4j.data.Attribute;
import org.distill4j.data.Dataset;
import org.distill4j.data.ImageShape;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class TablesTest {

  @Test
  void letters() {
    Dataset set = Tables.letter();
    assertEquals("20,000 examples of 16 features, 26 classes", set.toString());
    assertArrayEquals(new double[] {2, 8, 3, 5, 1, 8, 13, 0, 6, 6, 10, 8, 0, 8, 0, 8}, row(set, 0));
    assertEquals("T", set.classes().get(set.label(0)));
    int[] counts = counts(set);
    assertEquals(789, counts[0]);
    assertEquals(766, counts[1]);
    assertEquals(15, set.features().maxNumber().intValue());
  }

  @Test
  void satellite() {
    Dataset set = Tables.satellite();
    assertEquals("6,435 examples of 36 features, 6 classes", set.toString());
    assertEquals(92, row(set, 0)[0]);
    assertEquals(87, row(set, 0)[35]);
    assertArrayEquals(new int[] {1533, 703, 1358, 626, 707, 1508}, counts(set));
  }

  @Test
  void shuttle() {
    Dataset set = Tables.shuttle();
    assertEquals("58,000 examples of 9 features, 7 classes", set.toString());
    assertArrayEquals(new double[] {50, 21, 77, 0, 28, 0, 27, 48, 22}, row(set, 0));
    assertArrayEquals(new int[] {45586, 50, 171, 8903, 3267, 10, 13}, counts(set));
  }

  @Test
  void bankWithoutWhatIsKnownOnlyAfterwards() {
    Dataset set = Tables.bank();
    assertEquals("45,211 examples of 50 features, 2 classes", set.toString());
    assertArrayEquals(new int[] {39922, 5289}, counts(set));
    assertFalse(set.attributes().stream().anyMatch(a -> a.name().equals("duration")));
    assertEquals(15, set.attributes().size());
    assertOneOfEachCategory(set);
  }

  @Test
  void penguinsWithoutMissingValues() {
    Dataset set = Tables.penguins();
    assertEquals("333 examples of 9 features, 3 classes", set.toString());
    assertArrayEquals(new int[] {146, 68, 119}, counts(set));
    float[] first = {39.1f, 18.7f, 181, 3750, 0, 0, 1, 0, 1}; // Torgersen, male
    assertArrayEquals(first, set.features(0).data().asFloat());
    assertOneOfEachCategory(set);
  }

  private static void assertOneOfEachCategory(Dataset set) {
    INDArray features = set.features();
    int column = 0;
    for (Attribute attribute : set.attributes()) {
      INDArray sum = features.getColumn(column).dup().assign(0);
      for (int i = 0; i < attribute.width(); i++) {
        sum.addi(features.getColumn(column + i));
      }
      if (attribute.category()) {
        assertTrue(sum.eq(1).all(), attribute::name);
      }
      column += attribute.width();
    }
    assertEquals(set.width(), column);
  }

  @Test
  void smallDigits() {
    Dataset set = OptDigits.load();
    assertEquals("1,797 examples of 64 features, 10 classes", set.toString());
    assertEquals(ImageShape.gray(8, 8), set.image().orElseThrow());
    double[] first = {0, 0, 5 / 16.0, 13 / 16.0, 9 / 16.0, 1 / 16.0, 0, 0};
    assertArrayEquals(first, Arrays.copyOf(row(set, 0), 8));
    assertArrayEquals(new int[] {178, 182, 177, 183, 181, 182, 181, 179, 174, 180}, counts(set));
  }

  @Test
  void clothes() {
    FashionMnist clothes = FashionMnist.load();
    assertEquals(
        """
        train  30,000 examples of 784 features, 10 classes
        test   10,000 examples of 784 features, 10 classes""",
        clothes.toString());
    assertEquals("Ankle boot", clothes.train().classes().get(clothes.train().label(0)));
    assertArrayEquals(
        new int[] {9, 2, 1, 1, 6}, IntStream.range(0, 5).map(clothes.test()::label).toArray());
    assertArrayEquals(IntStream.generate(() -> 1000).limit(10).toArray(), counts(clothes.test()));
  }

  private static double[] row(Dataset set, int example) {
    return set.features(example).data().asDouble();
  }

  private static int[] counts(Dataset set) {
    int[] counts = new int[set.classes().size()];
    IntStream.range(0, set.size()).forEach(i -> counts[set.label(i)]++);
    return counts;
  }
}
