package org.distill4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class DatasetTest {

  private static final List<String> NAMES = List.of("cat", "dog", "owl");

  private final INDArray features = Nd4j.arange(12).castTo(DataType.FLOAT).reshape(6, 2);
  private final Dataset set = Dataset.of(features, new int[] {0, 1, 2, 0, 1, 2}, NAMES);

  @Test
  void itTellsWhatItHolds() {
    assertEquals(6, set.size());
    assertEquals(2, set.width());
    assertEquals(NAMES, set.classes());
    assertEquals(Optional.empty(), set.image());
    assertTrue(set.labelled());
    assertEquals(2, set.label(5));
    assertEquals("6 examples of 2 features, 3 classes", set.toString());
  }

  @Test
  void featuresComeInTheOrderAskedFor() {
    assertEquals(Nd4j.create(new float[][] {{6, 7}, {0, 1}, {6, 7}}), set.features(3, 0, 3));
    assertEquals(features, set.features());
  }

  @Test
  void featuresAreMadeForTheCaller() {
    set.features().addi(1);
    set.features(0, 1).addi(1);
    assertEquals(0, set.features(0).getDouble(0));
  }

  @Test
  void labelsAreOneHot() {
    assertEquals(Nd4j.create(new float[][] {{0, 0, 1}, {1, 0, 0}}), set.labels(2, 3));
    assertArrayEquals(new long[] {6, 3}, set.labels().shape());
    assertEquals(set.labels(0, 1, 2, 3, 4, 5), set.labels());
  }

  @Test
  void laterChangesOfTheLabelsDoNotReachIt() {
    int[] labels = {0, 1, 2, 0, 1, 2};
    Dataset mine = Dataset.of(features, labels, NAMES);
    labels[0] = 2;
    assertEquals(0, mine.label(0));
  }

  @Test
  void bytesBecomeNumbersFromZeroToOne() {
    INDArray pixels = Nd4j.createFromArray(0, 51, 128, 255).castTo(DataType.UINT8).reshape(2, 2);
    Dataset images = Dataset.images(pixels, new int[] {0, 1}, NAMES, ImageShape.gray(1, 2));
    INDArray read = images.features(1, 0);
    assertEquals(DataType.FLOAT, read.dataType());
    assertArrayEquals(new float[] {128 / 255f, 1, 0, 51 / 255f}, read.data().asFloat());
    assertEquals(Optional.of(ImageShape.gray(1, 2)), images.image());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UBYTE", "BYTE", "INT", "LONG", "BOOL"})
  void wholeNumbersAreConvertedAndKeepTheirValues(String type) {
    INDArray whole =
        Nd4j.createFromArray(new int[][] {{0, 1}, {1, 1}, {1, 0}}).castTo(DataType.valueOf(type));
    INDArray expected = Nd4j.create(new float[][] {{0, 1}, {1, 1}, {1, 0}});
    assertEquals(expected, Dataset.of(whole, new int[3], NAMES).features());
    assertEquals(expected, Dataset.unlabelled(whole, NAMES).features());
  }

  @Test
  void pixelsThatAreNeitherBytesNorNumbersAreRefused() {
    INDArray ints = Nd4j.zeros(DataType.INT32, 2, 4);
    assertRefused(
        "pixels must be of type UINT8, from 0 to 255, or floating-point numbers, but are INT",
        () -> Dataset.images(ints, new int[2], NAMES, ImageShape.gray(2, 2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UBYTE", "FLOAT", "DOUBLE"})
  void rowsAreRightWhateverTheStorageIs(String type) {
    INDArray numbers = Nd4j.arange(120).castTo(DataType.valueOf(type)).reshape(12, 10);
    for (INDArray stored :
        List.of(
            numbers,
            numbers.dup('f'),
            numbers.get(NDArrayIndex.interval(2, 9), NDArrayIndex.interval(3, 7)),
            numbers.transpose())) {
      ImageShape row = ImageShape.gray(1, (int) stored.size(1));
      Dataset images = Dataset.images(stored, new int[(int) stored.size(0)], NAMES, row);
      INDArray read = images.features(3, 0, 5);
      double scale = stored.dataType() == DataType.UINT8 ? 255 : 1;
      for (int column = 0; column < stored.size(1); column++) {
        assertEquals(stored.getDouble(3, column) / scale, read.getDouble(0, column), 1e-6);
        assertEquals(stored.getDouble(0, column) / scale, read.getDouble(1, column), 1e-6);
        assertEquals(stored.getDouble(5, column) / scale, read.getDouble(2, column), 1e-6);
      }
    }
  }

  @Test
  void subsetsOfSubsetsKeepTheirOrder() {
    Dataset chosen = set.rows(5, 3, 1, 0).rows(2, 0).head(2);
    assertEquals(Nd4j.create(new float[][] {{2, 3}, {10, 11}}), chosen.features());
    assertEquals(1, chosen.label(0));
    assertEquals(2, chosen.label(1));
  }

  @Test
  void classesCanBeLeftOut() {
    Dataset noDogs = set.where(label -> label != 1);
    assertEquals(4, noDogs.size());
    assertEquals(NAMES, noDogs.classes());
    assertEquals(0, noDogs.label(2));
  }

  @Test
  void aSplitIsDisjointCompleteAndSeeded() {
    Dataset.Split split = set.split(4, 7);
    assertEquals(4, split.first().size());
    assertEquals(2, split.rest().size());
    int[] all =
        IntStream.concat(firstColumn(split.first()), firstColumn(split.rest())).sorted().toArray();
    assertArrayEquals(new int[] {0, 2, 4, 6, 8, 10}, all);
    assertEquals(split.first().features(), set.split(4, 7).first().features());
    assertNotEquals(split.first().features(), set.split(4, 8).first().features());
  }

  private static IntStream firstColumn(Dataset set) {
    return Arrays.stream(set.features().getColumn(0).toIntVector());
  }

  @Test
  void aStratifiedSplitKeepsTheSharesOfTheClasses() {
    int[] labels = IntStream.range(0, 100).map(i -> i < 70 ? 0 : i < 97 ? 1 : 2).toArray();
    INDArray numbers = Nd4j.arange(100).castTo(DataType.FLOAT).reshape(100, 1);
    Dataset uneven = Dataset.of(numbers, labels, NAMES);
    for (int n : new int[] {1, 10, 33, 50, 99}) {
      Dataset.Split split = uneven.stratifiedSplit(n, 5);
      assertEquals(n, split.first().size());
      assertEquals(100 - n, split.rest().size());
      int[] counts = new int[3];
      Arrays.stream(split.first().labelIndices()).forEach(label -> counts[label]++);
      assertEquals(0.70 * n, counts[0], 1);
      assertEquals(0.27 * n, counts[1], 1);
      assertEquals(0.03 * n, counts[2], 1);
      int[] all =
          IntStream.concat(firstColumn(split.first()), firstColumn(split.rest()))
              .sorted()
              .toArray();
      assertArrayEquals(IntStream.range(0, 100).toArray(), all);
      for (int i = 0; i < n; i++) {
        int row = split.first().features(i).getInt(0);
        assertEquals(labels[row], split.first().label(i));
      }
    }
    INDArray once = uneven.stratifiedSplit(50, 5).first().features();
    assertEquals(once, uneven.stratifiedSplit(50, 5).first().features());
    assertNotEquals(once, uneven.stratifiedSplit(50, 6).first().features());
    assertThrows(IllegalStateException.class, () -> uneven.withoutLabels().stratifiedSplit(50, 5));
  }

  @Test
  void labelsAreIndicesToo() {
    assertArrayEquals(new int[] {2, 0}, set.rows(2, 3).labelIndices());
    set.labelIndices()[0] = 2;
    assertEquals(0, set.label(0));
    assertThrows(IllegalStateException.class, () -> set.withoutLabels().labelIndices());
  }

  @Test
  void labelsCanBeForgotten() {
    Dataset unknown = set.rows(1, 2).withoutLabels();
    assertFalse(unknown.labelled());
    assertEquals("2 examples of 2 features, 3 classes, unlabelled", unknown.toString());
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> unknown.label(0));
    assertEquals("the data set is unlabelled; only a teacher can label it", refusal.getMessage());
    assertThrows(IllegalStateException.class, unknown::labels);
  }

  @Test
  void refusesFeaturesThatAreNoExamples() {
    assertRefused(
        "features must be a matrix [N, d] of at least one example, but have shape [12]",
        () -> Dataset.unlabelled(features.reshape(12), NAMES));
    assertRefused(
        "features must be a matrix [N, d] of at least one example, but have shape [0, 2]",
        () -> Dataset.unlabelled(Nd4j.empty(DataType.FLOAT).reshape(0, 2), NAMES));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void refusesFeaturesThatAreNotFinite(float wrong) {
    float[][] numbers = {{1, wrong}, {wrong, 2}};
    assertRefused(
        "features must be finite, but 2 of them are NaN or infinite",
        () -> Dataset.unlabelled(Nd4j.create(numbers), NAMES));
  }

  @Test
  void acceptsFeaturesWhoseSumOverflows() {
    assertEquals(
        2, Dataset.unlabelled(Nd4j.create(new float[][] {{3e38f}, {3e38f}}), NAMES).size());
  }

  @Test
  void refusesLabelsThatDoNotFit() {
    assertRefused(
        "there must be one label for each of the 6 examples, but there are 2",
        () -> Dataset.of(features, new int[] {0, 1}, NAMES));
    assertRefused(
        "label 3 of example 4 is no class: labels go from 0 to 2",
        () -> Dataset.of(features, new int[] {0, 1, 2, 0, 3, 0}, NAMES));
    assertRefused(
        "label -1 of example 0 is no class: labels go from 0 to 2",
        () -> Dataset.of(features, new int[] {-1, 1, 2, 0, 0, 0}, NAMES));
    assertRefused(
        "classes must be at least two, but are [cat]",
        () -> Dataset.unlabelled(features, List.of("cat")));
  }

  @Test
  void refusesAnImageShapeThatDoesNotFit() {
    assertRefused(
        "an image of 1 x 3 pixels has 3 numbers, but a row of features has 2",
        () -> Dataset.images(features, new int[6], NAMES, ImageShape.gray(1, 3)));
    assertRefused(
        "height, width and channels must be at least 1, but were 0 x 3 x 1",
        () -> ImageShape.gray(0, 3));
  }

  @Test
  void refusesExamplesThatItDoesNotHave() {
    assertRefused("example must be from 0 to 5, but was 6", () -> set.features(0, 6));
    assertRefused("example must be from 0 to 5, but was -1", () -> set.label(-1));
    assertRefused("example must be from 0 to 1, but was 2", () -> set.head(2).labels(2));
    assertRefused("the number of examples must be from 1 to 6, but was 7", () -> set.head(7));
    assertRefused("the number of examples must be from 1 to 5, but was 6", () -> set.split(6, 1));
    String none = "at least one example must be chosen, but none was";
    assertRefused(none, set::rows);
    assertRefused(none, () -> set.features(new int[0]));
    assertRefused(none, () -> set.labels(new int[0]));
    assertRefused(
        "some label must be one to keep, but none is", () -> set.where(label -> label > 2));
  }

  private static void assertRefused(String text, Executable call) {
    assertEquals(text, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
