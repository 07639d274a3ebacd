package org.distill4j.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.distill4j.chart.Figure;
import org.distill4j.chart.Series;
import org.distill4j.data.Dataset;
import org.distill4j.kernel.Display;
import org.distill4j.model.network.Classifier;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class DoubtfulDigitsTest {

  private static final Dataset TEST = Mnist.load().test();

  private static final Classifier EVEN = x -> Nd4j.zeros(x.size(0), 10);

  private static double[] softmax(double[] logits) {
    double highest = Arrays.stream(logits).max().orElseThrow();
    double[] e = Arrays.stream(logits).map(z -> Math.exp(z - highest)).toArray();
    double sum = Arrays.stream(e).sum();
    return Arrays.stream(e).map(v -> v / sum).toArray();
  }

  private static double entropy(double[] p) {
    return -Arrays.stream(p).filter(v -> v > 0).map(v -> v * Math.log(v)).sum();
  }

  @Test
  void theyAreTheThreeAboutWhichTheTeacherIsLeastCertain() {
    double[][] logits = MnistTeacher.load().logits(TEST.features()).toDoubleMatrix();
    double[] doubt = Arrays.stream(logits).mapToDouble(v -> entropy(softmax(v))).toArray();
    List<Integer> most =
        IntStream.range(0, doubt.length)
            .boxed()
            .sorted(Comparator.comparing(i -> -doubt[i]))
            .limit(3)
            .toList();
    Figure figure = DoubtfulDigits.in(TEST).of("teacher", MnistTeacher.load()).draw();
    for (int i = 0; i < 3; i++) {
      double[] expected = softmax(logits[most.get(i)]);
      for (int k = 0; k < 10; k++) {
        assertEquals(expected[k], figure.series().get(i).y().get(k), 1e-4);
      }
    }
  }

  @Test
  void barsAreTheSoftmaxOfEachModelsLogits() {
    Classifier rising = x -> Nd4j.arange(10).reshape(1, 10).castTo(x.dataType());
    Figure figure = DoubtfulDigits.in(TEST).of("a", EVEN).of("b", rising).draw();
    double[] expected = softmax(IntStream.range(0, 10).asDoubleStream().toArray());
    assertEquals(
        List.of("a", "b", "a", "b", "a", "b"), figure.series().stream().map(Series::name).toList());
    for (int k = 0; k < 10; k++) {
      assertEquals(expected[k], figure.series().get(5).y().get(k), 1e-6);
    }
  }

  @Test
  void wordsSayDigitsLabelsAndAnswers() {
    Classifier seven = x -> Nd4j.create(new double[][] {{0, 0, 0, 0, 0, 0, 0, 9, 8, 0}});
    assertEquals(
        "Digit 1: An image, label: 8. it: 7 0.73, then 8 0.27."
            + " Digit 2: An image, label: 7. it: 7 0.73, then 8 0.27."
            + " Digit 3: An image, label: 5. it: 7 0.73, then 8 0.27.",
        DoubtfulDigits.in(TEST).of("it", seven).draw().alt());
  }

  @Test
  void theImageIsTwiceAsLargeAsItIsShownAndFitsThePage() {
    Figure figure =
        DoubtfulDigits.in(TEST).of("teacher", EVEN).of("alone", EVEN).of("taught", EVEN).draw();
    assertEquals(2 * figure.width(), figure.image().getWidth());
    assertEquals(2 * figure.height(), figure.image().getHeight());
    assertTrue(figure.width() <= 800, () -> "wider than a notebook: " + figure.width());
  }

  @Test
  void namesAreEscaped() {
    Figure figure = DoubtfulDigits.in(TEST).of("<b> & \"c\"", EVEN).draw();
    String html = Display.render(figure).bundle().get("text/html");
    assertTrue(html.contains("&lt;b&gt; &amp; &quot;c&quot;: "), html.substring(0, 200));
  }

  @Test
  void otherDigitsAreRefused() {
    assertEquals(
        "test must be the 10,000 labelled test digits of MNIST,"
            + " but is 1,000 examples of 784 features, 10 classes",
        refused(TEST.head(1_000)));
    refused(TEST.withoutLabels());
    refused(Mnist.load().train().head(10_000));
  }

  private static String refused(Dataset digits) {
    return assertThrows(IllegalArgumentException.class, () -> DoubtfulDigits.in(digits))
        .getMessage();
  }
}
