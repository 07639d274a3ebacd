package org.distill4j.data;

import java.nio.file.Path;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Brings numbers to mean 0 and standard deviation 1, as they are in the data that it was fitted on.
 *
 * <p>Fit it on the training part alone: what is known of validation and test data must not reach
 * the model. Categories stay 0 and 1; a number that never changes becomes 0.
 */
public final class Standardizer {

  /** Of a mean of equal numbers: deviations below this share of it are 0. */
  private static final double ROUNDING = 1e-9;

  private final INDArray means;
  private final INDArray deviations;

  private Standardizer(INDArray means, INDArray deviations) {
    this.means = means;
    this.deviations = deviations;
  }

  /**
   * Measures means and standard deviations (of the population: squares divided by N).
   *
   * @param train the training part
   * @return a standardizer for these examples and others like them
   */
  public static Standardizer fit(Dataset train) {
    INDArray means = Nd4j.zeros(DataType.DOUBLE, 1, train.width());
    Chunks.forEach(train, chunk -> means.addi(chunk.castTo(DataType.DOUBLE).sum(true, 0)));
    means.divi(train.size());
    INDArray squares = means.like();
    Chunks.forEach(
        train,
        chunk -> {
          INDArray distances = chunk.castTo(DataType.DOUBLE).subRowVector(means);
          squares.addi(distances.muli(distances).sum(true, 0));
        });
    INDArray deviations = Transforms.sqrt(squares.divi(train.size()), false);
    deviations.muli(deviations.gt(Transforms.abs(means).muli(ROUNDING)).castTo(DataType.DOUBLE));
    INDArray numbers = Attribute.areNumbers(train.attributes());
    return new Standardizer(means.muli(numbers), deviations.muli(numbers).addi(numbers.rsub(1)));
  }

  /**
   * Standardizes a data set.
   *
   * @param data examples with the same features as those it was fitted on
   * @return the same examples; they do not share the memory of the given ones
   * @throws IllegalArgumentException if there are more features or fewer
   */
  public Dataset apply(Dataset data) {
    DataType type = data.store.features.type();
    return Chunks.map(data, type.isFPType() ? type : DataType.FLOAT, this::apply);
  }

  /**
   * Standardizes features.
   *
   * @param features {@code [N, d]}, of any type; not modified
   * @return {@code [N, d]}, of the same type, or FLOAT for whole numbers; computed in DOUBLE
   * @throws IllegalArgumentException if there are more features or fewer
   */
  public INDArray apply(INDArray features) {
    if (features.rank() != 2 || features.size(1) != means.size(1)) {
      throw new IllegalArgumentException(
          "there must be %d features, as in the data it was fitted on, but the shape is %s"
              .formatted(means.size(1), Arrays.toString(features.shape())));
    }
    INDArray scale = deviations.add(deviations.eq(0).castTo(DataType.DOUBLE)); // 1 in place of 0
    return features
        .castTo(DataType.DOUBLE)
        .subRowVector(means)
        .diviRowVector(scale)
        .castTo(features.dataType().isFPType() ? features.dataType() : DataType.FLOAT);
  }

  /**
   * Writes means and deviations, which a model of standardized numbers needs wherever it is used:
   * all of the file or nothing.
   *
   * @param file whose folder must exist; replaced if it is there
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public void save(Path file) {
    StandardizerFile.write(means.toDoubleVector(), deviations.toDoubleVector(), file);
  }

  /**
   * Reads a standardizer.
   *
   * @param file that {@link #save} wrote
   * @return the standardizer, equal to the bit
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is damaged or no standardizer
   */
  public static Standardizer load(Path file) {
    double[][] numbers = StandardizerFile.read(file);
    return new Standardizer(row(numbers[0]), row(numbers[1]));
  }

  private static INDArray row(double[] numbers) {
    return Nd4j.create(numbers, new long[] {1, numbers.length}, 'c');
  }

  /**
   * Means of the data it was fitted on.
   *
   * @return {@code [1, d]}, of type DOUBLE, made for the caller; 0 for categories
   */
  public INDArray means() {
    return means.dup();
  }

  /**
   * Standard deviations of the data it was fitted on.
   *
   * @return {@code [1, d]}, of type DOUBLE, made for the caller; 1 for categories
   */
  public INDArray deviations() {
    return deviations.dup();
  }

  @Override
  public String toString() {
    return "means and standard deviations of %d features".formatted(means.size(1));
  }
}
