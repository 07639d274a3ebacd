package org.distill4j.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.distill4j.data.Dataset;
import org.distill4j.data.ImageShape;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AnswersTest {

  private static final int VERMILLION = 0xd55e00;
  private static final int BLUE = 0x0072b2;

  private static Dataset data() {
    INDArray features = Nd4j.linspace(0, 1, 32).reshape(2, 16);
    return Dataset.images(
        features, new int[] {1, 0}, List.of("cat", "dog", "cow"), ImageShape.gray(4, 4));
  }

  private static INDArray p(double... values) {
    return Nd4j.create(new double[][] {values});
  }

  @Test
  void seriesAreTheProbabilitiesOfEachModel() {
    Figure figure =
        Pictures.whole(
            () ->
                Charts.answers(data(), 0)
                    .of("teacher", p(0.25, 0.5, 0.25))
                    .of("student", p(0.5, 0.375, 0.125))
                    .draw());
    assertEquals(
        List.of("teacher", "student"), figure.series().stream().map(Series::name).toList());
    assertEquals(List.of(0.5, 0.375, 0.125), figure.series().get(1).y());
  }

  @Test
  void altTextNamesTheTwoHighestOfEachModel() {
    assertEquals(
        "An image, label: dog. teacher: dog 0.50, then cat 0.30; student: cow 0.60, then cat 0.40.",
        Charts.answers(data(), 0)
            .of("teacher", p(0.3, 0.5, 0.2))
            .of("student", p(0.4, 0, 0.6))
            .draw()
            .alt());
  }

  @Test
  void aWrongAnswerIsVermillionAndARightOneBlue() {
    Figure right = Charts.answers(data(), 0).of("it", p(0, 1, 0)).draw();
    Figure wrong = Charts.answers(data(), 0).of("it", p(1, 0, 0)).draw();
    assertEquals(List.of(true, false), List.of(has(right, BLUE), has(right, VERMILLION)));
    assertEquals(List.of(false, true), List.of(has(wrong, BLUE), has(wrong, VERMILLION)));
  }

  @Test
  void withoutALabelNoAnswerIsWrong() {
    Figure figure = Charts.answers(data().withoutLabels(), 0).of("it", p(1, 0, 0)).draw();
    assertEquals(List.of(true, false), List.of(has(figure, BLUE), has(figure, VERMILLION)));
    assertEquals("An image, without a label. it: cat 1.00, then dog 0.", figure.alt());
  }

  @Test
  void fourModelsFitThePage() {
    Pictures.whole(
        () -> {
          Answers answers = Charts.answers(data(), 1);
          for (String name :
              List.of("one", "two", "a name that is too long for its room", "four")) {
            answers.of(name, p(0.2, 0.3, 0.5));
          }
          assertEquals(
              "there is room for 4 models only",
              refused(() -> answers.of("five", p(0.2, 0.3, 0.5))));
          return answers.draw();
        });
  }

  @Test
  void refusesWhatIsNoAnswer() {
    Answers answers = Charts.answers(data(), 0);
    assertEquals(
        "probabilities must be those of one example [1, 3], but have shape [1, 2]",
        refused(() -> answers.of("it", p(0.5, 0.5))));
    assertEquals(
        "probabilities must be 0 or more with the sum 1, but are [1.0, 2.0, 3.0]",
        refused(() -> answers.of("it", p(1, 2, 3))));
    assertEquals("row must be 0 to 1, but is 2", refused(() -> Charts.answers(data(), 2)));
    assertEquals(
        "no model has answered: call of(model, probabilities) first",
        assertThrows(IllegalStateException.class, answers::draw).getMessage());
  }

  private static String refused(Runnable call) {
    return assertThrows(IllegalArgumentException.class, call::run).getMessage();
  }

  private static boolean has(Figure figure, int color) {
    return IntStream.range(0, figure.image().getHeight())
        .anyMatch(
            y ->
                IntStream.range(0, figure.image().getWidth())
                    .anyMatch(x -> (figure.image().getRGB(x, y) & 0xffffff) == color));
  }
}
