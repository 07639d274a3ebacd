package org.distill4j.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.distill4j.data.Dataset;
import org.distill4j.data.ImageShape;
import org.distill4j.model.network.Classifier;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FlowTest {

  private static final Classifier TEACHER = always(0, 4 * Math.log(2), 0);
  private static final Classifier STUDENT = always(0, 0, 0);

  private static Classifier always(double... scores) {
    return features -> Nd4j.create(new double[][] {scores});
  }

  private static Dataset data() {
    INDArray features = Nd4j.linspace(0, 1, 32).reshape(2, 16);
    return Dataset.images(
        features, new int[] {1, 0}, List.of("cat", "dog", "cow"), ImageShape.gray(4, 4));
  }

  @Test
  void seriesAreTheProbabilitiesAtTheTemperature() {
    Figure figure = Pictures.whole(() -> Charts.flow(data(), 0, 4, TEACHER, STUDENT).draw());
    List<Double> p = figure.series().get(0).y();
    assertEquals(0.25, p.get(0), 1e-12);
    assertEquals(0.5, p.get(1), 1e-12);
    assertEquals(1.0 / 3, figure.series().get(1).y().get(2), 1e-12);
  }

  @Test
  void altTextSaysWhatIsLit() {
    assertEquals(
        "Distillation as a drawing: an image goes to the teacher and to the student; the scores of"
            + " both are divided by the temperature 4 and become probabilities; the loss compares"
            + " them, and its gradient changes the student. Lit: teacher, loss.",
        Charts.flow(data(), 0, 4, TEACHER, STUDENT)
            .lit(Flow.Part.LOSS, Flow.Part.TEACHER)
            .draw()
            .alt());
  }

  @Test
  void everyPartChangesThePictureWhenItIsLit() {
    byte[] one = Charts.flow(data(), 0, 4, TEACHER, STUDENT).lit(Flow.Part.IMAGE).draw().png();
    for (Flow.Part part : Flow.Part.values()) {
      Flow flow = Charts.flow(data(), 0, 4, TEACHER, STUDENT).lit(part);
      byte[] png = Pictures.whole(flow::draw).png();
      assertEquals(part == Flow.Part.IMAGE, Arrays.equals(one, png), part.toString());
    }
  }

  @Test
  void scoresThatAreAllZeroAndSetsWithoutLabelsAreDrawn() {
    Figure with = Charts.flow(data(), 0, 1, STUDENT, STUDENT).draw();
    Figure without =
        Pictures.whole(() -> Charts.flow(data().withoutLabels(), 0, 1, STUDENT, STUDENT).draw());
    assertFalse(Arrays.equals(with.png(), without.png()));
  }

  @Test
  void refusesWhatCannotBeDrawn() {
    assertEquals(
        "row must be 0 to 1, but is -1",
        refused(() -> Charts.flow(data(), -1, 4, TEACHER, STUDENT)));
    assertEquals(
        "the student must give 3 scores, one for each class, but gives 2",
        refused(() -> Charts.flow(data(), 0, 4, TEACHER, always(1, 2))));
    refused(() -> Charts.flow(data(), 0, 0, TEACHER, STUDENT));
  }

  private static String refused(Runnable call) {
    return assertThrows(IllegalArgumentException.class, call::run).getMessage();
  }
}
