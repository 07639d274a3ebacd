package org.distill4j.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.model.train.Plan;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

class NetworkBuilderTest {

  private static NetworkBuilder<Student> builder() {
    return Student.mlp(4).hidden(3, 2).classes(2);
  }

  private static MultiLayerNetwork plain(NetworkBuilder<Student> builder) {
    return (MultiLayerNetwork) builder.build().network();
  }

  @Test
  void theSeedDecidesTheFirstWeights() {
    assertEquals(plain(builder().seed(1)).params(), plain(builder().seed(1)).params());
    assertNotEquals(plain(builder().seed(1)).params(), plain(builder().seed(2)).params());
  }

  @Test
  void zeroIsASeedLikeAnyOther() {
    assertEquals(plain(builder().seed(0)).params(), plain(builder().seed(0)).params());
    assertEquals(plain(builder()).params(), plain(builder().seed(0)).params());
    assertNotEquals(plain(builder().seed(0)).params(), plain(builder().seed(1)).params());
  }

  @Test
  void biasesStartAtZeroAndWeightsAsHeAdvises() {
    MultiLayerNetwork wide = plain(Student.mlp(200).hidden(300).classes(2));
    assertEquals(0, wide.getParam("0_b").amaxNumber().doubleValue());
    double deviation = wide.getParam("0_W").stdNumber().doubleValue();
    assertEquals(Math.sqrt(2.0 / 200), deviation, 0.002);
  }

  @Test
  void inputsAndHiddenUnitsAreDroppedAsAsked() {
    MultiLayerNetwork network = plain(builder().inputDropout(0.25).dropout(0.5));
    assertEquals(new Dropout(0.75), network.getLayer(0).conf().getLayer().getIDropout());
    assertEquals(new Dropout(0.5), network.getLayer(1).conf().getLayer().getIDropout());
    assertEquals(new Dropout(0.5), network.getLayer(2).conf().getLayer().getIDropout());
    assertEquals(null, plain(builder()).getLayer(0).conf().getLayer().getIDropout());
  }

  @Test
  void everySettingReachesTheNetwork() {
    String json =
        plain(
                builder()
                    .activation(Activation.TANH)
                    .maxNorm(3.5)
                    .weightDecay(0.125)
                    .updater(new Sgd(0.0625))
                    .dataType(DataType.DOUBLE))
            .getLayerWiseConfigurations()
            .toJson();
    for (String part :
        new String[] {"ActivationTanH", "\"maxNorm\" : 3.5", "0.125", "0.0625", "\"DOUBLE\""}) {
      assertEquals(true, json.contains(part), part);
    }
  }

  @Test
  void maxNormBoundsEveryUnitAndEveryFilter() {
    Student student =
        Student.cnn(4, 4, 2).convolutions(6, 5).hidden(7).classes(3).maxNorm(0.5).seed(1).build();
    Teacher teacher = Teacher.of((MultiLayerNetwork) student.network());
    int[] labels = new Random(2).ints(40, 0, 3).toArray();
    teacher.fit(
        Dataset.of(Toy.random(3, 40, 32), labels, Toy.CLASSES),
        Plan.epochs(3).withBatchSize(10).withLearningRate(0.05));
    Map<String, INDArray> weights = student.network().paramTable();
    for (String convolution : List.of("0_W", "2_W")) {
      double longest = weights.get(convolution).norm2(1, 2, 3).maxNumber().doubleValue();
      assertEquals(0.5, longest, 1e-3, "the bound is reached by a filter of " + convolution);
    }
    for (String dense : List.of("4_W", "5_W")) {
      double longest = weights.get(dense).norm2(0).maxNumber().doubleValue();
      assertEquals(0.5, longest, 1e-3, "the bound is reached by a unit of " + dense);
    }
  }

  @Test
  void linearNetworksHaveOneLayer() {
    Student student = Student.linear(4).classes(3).build();
    INDArray x = Toy.random(1, 5, 4).castTo(DataType.FLOAT);
    assertTrue(student.logits(x).equalsWithEps(x.mmul(student.weights()), 1e-5));
    Refused.state(
        "only a linear network has weights for each class, but this one has the layers [hidden1,"
            + " hidden2, out]",
        () -> Toy.student(1).weights());
    assertEquals("student 4-3, 15 parameters", student.toString());
    assertEquals(4 * 3, student.multiplyAdds().getAsLong());
  }

  @Test
  void wrongSettingsAreRefused() {
    Refused.argument("inputs must be at least 1, but was 0", () -> Student.mlp(0));
    Refused.argument("hidden must be at least 1, but was -3", () -> builder().hidden(5, -3));
    Refused.argument("classes must be at least 2, but was 1", () -> builder().classes(1));
    Refused.argument("dropout must be from 0 to below 1, but was 1.0", () -> builder().dropout(1));
    Refused.argument(
        "dropout must be from 0 to below 1, but was NaN", () -> builder().dropout(Double.NaN));
    Refused.argument(
        "inputDropout must be from 0 to below 1, but was -0.1", () -> builder().inputDropout(-0.1));
    Refused.argument(
        "maxNorm must be 0 or more and finite, but was -1.0", () -> builder().maxNorm(-1));
    Refused.argument(
        "weightDecay must be 0 or more and finite, but was Infinity",
        () -> builder().weightDecay(Double.POSITIVE_INFINITY));
    Refused.argument(
        "dataType must be FLOAT or DOUBLE, but was INT", () -> builder().dataType(DataType.INT32));
    Refused.state(
        "say how many classes there are before you build", () -> Student.mlp(4).hidden(3).build());
  }
}
