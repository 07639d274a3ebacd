package org.distill4j.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.distill4j.data.Dataset;
import org.distill4j.data.ImageShape;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DigitsTest {

  private static final List<String> CLASSES = List.of("dark", "bright");

  private static Dataset images(int n, ImageShape shape) {
    INDArray pixels =
        Nd4j.linspace(DataType.FLOAT, 0, 1.0 / (n * shape.size()), (long) n * shape.size())
            .reshape(n, shape.size());
    int[] labels = IntStream.range(0, n).map(i -> i % 2).toArray();
    return Dataset.images(pixels, labels, CLASSES, shape);
  }

  @Test
  void captionsAreTheClassesUnlessGiven() {
    Dataset data = images(4, new ImageShape(28, 28, 1));
    assertEquals(
        "2 images of 28 x 28 pixels, captions: bright; dark.",
        Pictures.whole(() -> Charts.digits(data, 3, 0)).alt());
    assertEquals(
        "2 images of 28 x 28 pixels, captions: row 3 of 4; row 0 of 4.",
        Pictures.whole(() -> Charts.digits(data, new int[] {3, 0}, r -> "row " + r + "\nof 4"))
            .alt());
    assertEquals(
        "1 images of 28 x 28 pixels, captions: a.",
        Charts.digits(data, new int[] {1}, List.of("a")).alt());
  }

  @Test
  void imagesOfAnyShapeAndNumberFit() {
    Pictures.whole(
        () -> Charts.digits(images(60, new ImageShape(8, 8, 1)), IntStream.range(0, 60).toArray()));
    Pictures.whole(() -> Charts.digits(images(3, new ImageShape(10, 30, 3)), 0, 1, 2));
    Pictures.whole(() -> Charts.digits(images(2, new ImageShape(200, 200, 1)), 0, 1));
  }

  @Test
  void longCaptionsAreShortened() {
    String caption = "a caption that nobody wants to read to its very end, surely";
    Pictures.whole(
        () -> Charts.digits(images(2, new ImageShape(8, 8, 1)), new int[] {0, 1}, r -> caption));
  }

  @Test
  void inkIsDarkOnPaper() {
    Figure figure = Charts.digits(images(1, new ImageShape(8, 8, 1)), 0);
    int middle = figure.image().getWidth() / 2;
    int first = figure.image().getRGB(middle, 16) & 0xff;
    int last = figure.image().getRGB(middle, 120) & 0xff;
    assertEquals(true, first > 200 && last < 50, () -> first + " to " + last);
  }

  @Test
  void refusesWhatIsNoImage() {
    Dataset table = Dataset.of(Nd4j.ones(2, 3), new int[] {0, 1}, CLASSES);
    assertEquals(
        "data must be a set of images, but is 2 examples of 3 features, 2 classes without an image"
            + " shape",
        assertThrows(IllegalArgumentException.class, () -> Charts.digits(table, 0)).getMessage());
  }

  @Test
  void refusesRowsThatDoNotExistAndCaptionsThatDoNotFit() {
    Dataset data = images(2, new ImageShape(8, 8, 1));
    assertThrows(IllegalArgumentException.class, () -> Charts.digits(data, 2));
    assertThrows(IllegalArgumentException.class, () -> Charts.digits(data));
    assertEquals(
        "there must be one caption for each of the 2 rows, but there are 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> Charts.digits(data, new int[] {0, 1}, List.of("a")))
            .getMessage());
  }
}
