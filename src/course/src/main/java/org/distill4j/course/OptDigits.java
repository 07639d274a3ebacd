package org.distill4j.course;

import java.util.stream.IntStream;
import org.distill4j.data.Dataset;
import org.distill4j.data.ImageShape;
import org.distill4j.table.Csv;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Small handwritten digits: 1,797 images of 8 x 8 pixels, each the share of ink in 4 x 4 points,
 * written by 13 people (Alpaydin and Kaynak 1998; the test part). Small enough for experiments that
 * take seconds.
 */
public final class OptDigits {

  private static final int SIDE = 8;
  private static final int MOST_INK = 16;

  private OptDigits() {}

  /**
   * Reads the shipped file, found by {@link DataFolder#find}.
   *
   * @return 1,797 images, their pixels from 0 to 1 in steps of 1/16
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is not what it should be
   */
  public static Dataset load() {
    String[] pixels =
        IntStream.range(0, SIDE * SIDE)
            .mapToObj(i -> "p%d%d".formatted(i / SIDE, i % SIDE))
            .toArray(String[]::new);
    String[] digits = IntStream.range(0, 10).mapToObj(Integer::toString).toArray(String[]::new);
    Dataset table =
        Csv.at(DataFolder.find("optdigits").resolve("optdigits.csv.gz"))
            .numbers(pixels)
            .label("digit")
            .classes(digits)
            .expectRows(1_797)
            .load();
    INDArray images = table.features().divi(MOST_INK);
    ImageShape shape = ImageShape.gray(SIDE, SIDE);
    return Dataset.images(images, table.labelIndices(), table.classes(), shape);
  }
}
