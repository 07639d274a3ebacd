package org.distill4j.course;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.distill4j.data.Dataset;
import org.distill4j.data.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class MnistTest {

  private static final Mnist MNIST = Mnist.load();

  @Test
  void itHasSixtyThousandAndTenThousandDigits() {
    assertEquals(60_000, MNIST.train().size());
    assertEquals(10_000, MNIST.test().size());
    assertEquals(784, MNIST.train().width());
    assertEquals(Optional.of(ImageShape.gray(28, 28)), MNIST.test().image());
    assertEquals(
        """
        train  60,000 examples of 784 features, 10 classes
        test   10,000 examples of 784 features, 10 classes""",
        MNIST.toString());
  }

  @Test
  void theFirstDigitsAreThePublishedOnes() {
    assertArrayEquals(new int[] {5, 0, 4, 1, 9}, labels(MNIST.train(), 5));
    assertArrayEquals(new int[] {7, 2, 1, 0, 4}, labels(MNIST.test(), 5));
  }

  private static int[] labels(Dataset set, int n) {
    return IntStream.range(0, n).map(set::label).toArray();
  }

  @Test
  void theTestLabelsAreCountedAsPublished() {
    int[] counts = new int[10];
    IntStream.range(0, 10_000).forEach(i -> counts[MNIST.test().label(i)]++);
    assertArrayEquals(new int[] {980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009}, counts);
  }

  @Test
  void meanAndLargestPixelAreThePublishedOnes() {
    INDArray pixels = MNIST.test().features();
    assertEquals(0.1325, pixels.castTo(DataType.DOUBLE).meanNumber().doubleValue(), 1e-4);
    assertEquals(1, pixels.maxNumber().doubleValue());
    assertEquals(0, pixels.minNumber().doubleValue());
  }

  @Test
  void aFolderWithoutTheFilesIsRefused(@TempDir Path folder) {
    UncheckedIOException refusal =
        assertThrows(UncheckedIOException.class, () -> Mnist.load(folder));
    assertEquals(
        folder.resolve("train-labels-idx1-ubyte")
            + ": expected this file, or it with .gz, but found none",
        refusal.getMessage());
  }
}
