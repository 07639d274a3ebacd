package org.distill4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class StandardizerTest {

  private static final List<String> NAMES = List.of("a", "b");

  @Test
  void numbersGetMeanZeroAndDeviationOne() {
    Dataset set = Dataset.unlabelled(Nd4j.create(new float[][] {{1, 5}, {3, 5}, {8, 5}}), NAMES);
    Standardizer standardizer = Standardizer.fit(set);
    double deviation = Math.sqrt((9 + 1 + 16) / 3.0); // about the mean, 4
    assertEquals(4, standardizer.means().getDouble(0), 1e-12);
    assertEquals(deviation, standardizer.deviations().getDouble(0), 1e-12);
    INDArray found = standardizer.apply(set).features();
    assertEquals(-3 / deviation, found.getDouble(0, 0), 1e-6);
    assertEquals(-1 / deviation, found.getDouble(1, 0), 1e-6);
    assertEquals(4 / deviation, found.getDouble(2, 0), 1e-6);
  }

  @Test
  void aNumberThatNeverChangesBecomesZero() {
    float[][] numbers = new float[1_003][1];
    for (float[] row : numbers) {
      row[0] = 0.1f;
    }
    Dataset set = Dataset.unlabelled(Nd4j.create(numbers), NAMES);
    Standardizer standardizer = Standardizer.fit(set);
    assertEquals(0, standardizer.deviations().getDouble(0));
    assertEquals(0, standardizer.apply(set).features().amaxNumber().doubleValue(), 1e-6);
  }

  @Test
  void onlyTheTrainingPartIsMeasured() {
    Dataset.Split split = Mixed.examples(3_000, 1).split(2_000, 2);
    Standardizer standardizer = Standardizer.fit(split.first());
    INDArray train = doubles(standardizer.apply(split.first()));
    assertEquals(0, train.mean(0).getDouble(0), 1e-6);
    assertEquals(1, train.std(false, 0).getDouble(0), 1e-6);
    INDArray rest = doubles(standardizer.apply(split.rest()));
    assertEquals(0, rest.mean(0).getDouble(0), 0.1);
    assertNotEquals(0, rest.mean(0).getDouble(0), 1e-4);
    double first = split.rest().features(0).getDouble(0);
    double expected =
        (first - standardizer.means().getDouble(0)) / standardizer.deviations().getDouble(0);
    assertEquals(expected, rest.getDouble(0, 0), 1e-5);
  }

  private static INDArray doubles(Dataset set) {
    return set.features().castTo(DataType.DOUBLE);
  }

  @Test
  void categoriesLabelsAndMeaningStay() {
    Dataset set = Mixed.examples(1_500, 3);
    Dataset standardised = Standardizer.fit(set).apply(set.rows(7, 1_200));
    for (int column = 1; column <= 3; column++) {
      assertEquals(
          set.features(7, 1_200).getColumn(column), standardised.features().getColumn(column));
    }
    assertEquals(set.labels(7, 1_200), standardised.labels());
    assertEquals(Mixed.ATTRIBUTES, standardised.attributes());
  }

  @Test
  void theTypeStaysAndBytesBecomeNumbers() {
    INDArray numbers = Nd4j.createFromArray(new double[][] {{1}, {1 + 1e-12}});
    Dataset precise = Dataset.unlabelled(numbers, NAMES);
    INDArray found = Standardizer.fit(precise).apply(precise).features();
    assertEquals(DataType.DOUBLE, found.dataType());
    Dataset bytes =
        Dataset.unlabelled(
            Nd4j.createFromArray(0, 255).castTo(DataType.UINT8).reshape(2, 1), NAMES);
    assertEquals(
        Nd4j.create(new float[][] {{-1}, {1}}), Standardizer.fit(bytes).apply(bytes).features());
  }

  /** Deviations of 0.43 must not become 0, by which whole numbers cannot even be divided. */
  @Test
  void wholeNumbersAreStandardizedAsOthers() {
    INDArray ints = Nd4j.createFromArray(new int[][] {{1, 7}, {2, 7}, {3, 8}, {4, 7}});
    INDArray expected = standardized(ints.castTo(DataType.DOUBLE));
    for (DataType type :
        List.of(DataType.INT32, DataType.INT64, DataType.UINT8, DataType.FLOAT, DataType.DOUBLE)) {
      INDArray found = standardized(ints.castTo(type));
      assertEquals(0, expected.sub(found.castTo(DataType.DOUBLE)).amaxNumber().doubleValue(), 1e-6);
      Dataset set = Dataset.unlabelled(ints.castTo(DataType.FLOAT), NAMES);
      INDArray direct = Standardizer.fit(set).apply(ints.castTo(type));
      assertEquals(type == DataType.DOUBLE ? type : DataType.FLOAT, direct.dataType());
      assertEquals(
          0, expected.sub(direct.castTo(DataType.DOUBLE)).amaxNumber().doubleValue(), 1e-6);
    }
    assertEquals(-1.3416, expected.getDouble(0, 0), 1e-4);
    assertEquals(Math.sqrt(3), expected.getDouble(2, 1), 1e-6);
  }

  private static INDArray standardized(INDArray numbers) {
    Dataset set = Dataset.unlabelled(numbers, NAMES);
    return Standardizer.fit(set).apply(set).features();
  }

  /** Means are subtracted in DOUBLE: in FLOAT nothing would be left of such differences. */
  @Test
  void largeNumbersThatDifferLittleKeepTheirDifference() {
    float[][] numbers = new float[101][1];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i][0] = 1.6e7f + i;
    }
    INDArray found = standardized(Nd4j.create(numbers));
    double step = 1 / Math.sqrt((101 * 101 - 1) / 12.0);
    assertEquals(-50 * step, found.getDouble(0, 0), 1e-5);
    assertEquals(25 * step, found.getDouble(75, 0), 1e-5);
  }

  @Test
  void theGivenFeaturesAreNotModified() {
    Dataset set = Mixed.examples(10, 4);
    INDArray features = set.features();
    INDArray before = features.dup();
    Standardizer.fit(set).apply(features);
    assertEquals(before, features);
    assertEquals(before, set.features());
  }

  @Test
  void refusesOtherFeatures() {
    Standardizer standardizer = Standardizer.fit(Mixed.examples(10, 5));
    assertEquals(
        "there must be 5 features, as in the data it was fitted on, but the shape is [2, 3]",
        assertThrows(IllegalArgumentException.class, () -> standardizer.apply(Nd4j.zeros(2, 3)))
            .getMessage());
    assertEquals("means and standard deviations of 5 features", standardizer.toString());
  }
}
