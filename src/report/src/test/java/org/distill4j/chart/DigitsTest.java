package org.distill4j.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    Dataset data = images(4, ImageShape.gray(28, 28));
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
        () -> Charts.digits(images(60, ImageShape.gray(8, 8)), IntStream.range(0, 60).toArray()));
    Pictures.whole(() -> Charts.digits(images(3, ImageShape.color(10, 30)), 0, 1, 2));
    Pictures.whole(() -> Charts.digits(images(2, ImageShape.gray(200, 200)), 0, 1));
  }

  @Test
  void longCaptionsAreShortened() {
    String caption = "a caption that nobody wants to read to its very end, surely";
    Pictures.whole(
        () -> Charts.digits(images(2, ImageShape.gray(8, 8)), new int[] {0, 1}, r -> caption));
  }

  @Test
  void inkIsDarkOnPaper() {
    Figure figure = Charts.digits(images(1, ImageShape.gray(8, 8)), 0);
    int middle = figure.image().getWidth() / 2;
    int first = figure.image().getRGB(middle, 16) & 0xff;
    int last = figure.image().getRGB(middle, 120) & 0xff;
    assertEquals(true, first > 200 && last < 50, () -> first + " to " + last);
  }

  /** Four pixels: red, green, blue and white, their reds first, then their greens, then blues. */
  @Test
  void colorsAreDrawnAsTheyAre() {
    INDArray pixels = Nd4j.createFromArray(new float[][] {{1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1}});
    Dataset data = Dataset.images(pixels, new int[1], CLASSES, ImageShape.color(2, 2));
    BufferedImage image = Charts.digits(data, 0).image();
    Map<Integer, Integer> found = new HashMap<>();
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        found.merge(image.getRGB(x, y) & 0xffffff, 1, Integer::sum);
      }
    }
    for (int color : new int[] {0xff0000, 0x00ff00, 0x0000ff}) {
      assertEquals(true, found.getOrDefault(color, 0) > 500, found::toString);
    }
    assertEquals(0, found.getOrDefault(0x00ffff, 0) + found.getOrDefault(0xffff00, 0));
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
    Dataset data = images(2, ImageShape.gray(8, 8));
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
