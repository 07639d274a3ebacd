package org.distill4j.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.data.Dataset;
import org.distill4j.data.ImageShape;
import org.distill4j.model.network.Classifier;
import org.distill4j.model.train.Plan;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Colored shapes on noise, told apart by color and by form, and what a filter sees of them. */
class ColorImagesTest {

  private static final int SIDE = 16;
  private static final ImageShape SHAPE = ImageShape.color(SIDE, SIDE);
  private static final List<String> CLASSES =
      List.of(
          "red square", "red cross", "green square", "green cross", "blue square", "blue cross");

  /**
   * A filled square or a cross in one color, at a random place, all over dim noise of any color.
   */
  private static Dataset shapes(int n, long seed) {
    Random random = new Random(seed);
    byte[] pixels = new byte[n * SHAPE.size()];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = random.nextInt(CLASSES.size());
      int channel = labels[i] / 2;
      boolean cross = labels[i] % 2 == 1;
      int centerX = 5 + random.nextInt(SIDE - 10);
      int centerY = 5 + random.nextInt(SIDE - 10);
      for (int j = 0; j < SHAPE.size(); j++) {
        int x = j % SIDE - centerX;
        int y = j / SIDE % SIDE - centerY;
        boolean square = Math.max(Math.abs(x), Math.abs(y)) <= 4;
        boolean inside = square && (!cross || Math.min(Math.abs(x), Math.abs(y)) <= 1);
        boolean painted = inside && j / SHAPE.pixels() == channel;
        pixels[i * SHAPE.size() + j] = (byte) (random.nextInt(100) + (painted ? 155 : 0));
      }
    }
    INDArray array = Nd4j.create(pixels, new long[] {n, SHAPE.size()}, DataType.UINT8);
    return Dataset.images(array, labels, CLASSES, SHAPE);
  }

  private static double accuracy(Classifier model, Dataset data) {
    int[] predicted = model.predict(data.features());
    int right = 0;
    for (int i = 0; i < predicted.length; i++) {
      right += predicted[i] == data.label(i) ? 1 : 0;
    }
    return (double) right / predicted.length;
  }

  @Test
  void aStudentLearnsColorsAndForms() {
    Dataset train = shapes(1_000, 1);
    Student student = Student.cnn(SHAPE).convolutions(8, 16).hidden(32).classes(6).seed(2).build();
    Plan plan = Plan.epochs(8).withBatchSize(32).withLearningRate(3e-3).withJitter(1).withFlips();
    Teacher.of((MultiLayerNetwork) student.network()).fit(train, plan.withSeed(3));
    double reached = accuracy(student, shapes(300, 4));
    assertTrue(reached > 0.95, () -> "accuracy on new shapes: " + reached);
  }

  /** In each of the three ways to a network. */
  @Test
  void aFilterThatReadsRedReadsRed() {
    Dataset data = shapes(50, 5);
    MultiLayerNetwork own =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list(
                    new ConvolutionLayer.Builder(3, 3)
                        .name("convolution1")
                        .padding(1, 1)
                        .nOut(1)
                        .activation(Activation.RELU)
                        .build(),
                    new OutputLayer.Builder(new LossMCXENT())
                        .nOut(6)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutionalFlat(SIDE, SIDE, 3))
                .build());
    own.init();
    List<Student> students =
        List.of(
            Student.cnn(16, 16, 3).convolutions(1).classes(6).build(),
            Student.cnn(SHAPE).convolutions(1).classes(6).dataType(DataType.DOUBLE).build(),
            Student.of(own));
    INDArray all = data.features();
    for (Student student : students) {
      INDArray filter = ((MultiLayerNetwork) student.network()).getLayer(0).getParam("W");
      for (int channel = 0; channel < 3; channel++) {
        filter.assign(0).putScalar(new int[] {0, channel, 1, 1}, 1);
        INDArray seen = student.activations("convolution1", all).reshape(50, SHAPE.pixels());
        INDArray expected =
            all.get(
                NDArrayIndex.all(),
                NDArrayIndex.interval(channel * SHAPE.pixels(), (channel + 1) * SHAPE.pixels()));
        assertEquals(0, seen.castTo(DataType.FLOAT).distance2(expected), 1e-5);
      }
    }
    assertEquals("student 768-1-6, 418 parameters", students.get(0).toString());
    assertEquals(768, students.get(0).inputs());
  }
}
