package org.distill4j.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ConvolutionsTest {

  private final Student student =
      Student.cnn(28, 28, 1).convolutions(8, 16).hidden(64).classes(10).seed(7).build();

  @Test
  void sizesAreCounted() {
    assertEquals(784, student.inputs());
    assertEquals(10, student.classes());
    assertEquals(
        9 * 8 + 8 + 72 * 16 + 16 + 784 * 64 + 64 + 64 * 10 + 10, student.parameters().getAsLong());
    assertEquals(784 * 9 * 8 + 196 * 72 * 16 + 784 * 64 + 640, student.multiplyAdds().getAsLong());
    assertEquals("student 784-8-16-64-10, 52,138 parameters", student.toString());
  }

  @Test
  void everyLayerHasANameAndAShape() {
    Student small = Student.cnn(4, 6, 1).convolutions(2, 3).hidden(5).classes(10).build();
    INDArray features = Nd4j.rand(1_003, 24);
    INDArray maps = small.activations("convolution1", features);
    assertArrayEquals(new long[] {1_003, 2, 4, 6}, maps.shape());
    INDArray last = features.getRows(1_001, 1_002);
    assertEquals(
        small.activations("convolution1", last).sum(1, 2, 3),
        maps.get(NDArrayIndex.interval(1_001, 1_003)).sum(1, 2, 3));
    assertArrayEquals(new long[] {1_003, 3, 1, 1}, small.activations("pooling2", features).shape());
    assertArrayEquals(new long[] {1_003, 5}, small.activations("hidden1", features).shape());
    assertArrayEquals(new long[] {1_003, 10}, small.logits(features).shape());
  }

  @Test
  void theFirstConvolutionSeesThePixelsInTheirRows() {
    Student tiny = Student.cnn(2, 4, 1).convolutions(1).classes(2).build();
    MultiLayerNetwork network = (MultiLayerNetwork) tiny.network();
    network.getLayer(0).getParam("W").assign(0).putScalar(new int[] {0, 0, 1, 2}, 1); // the right
    INDArray pixels = Nd4j.createFromArray(new float[][] {{1, 2, 3, 4, 5, 6, 7, 8}});
    assertEquals(
        Nd4j.createFromArray(2f, 3, 4, 0, 6, 7, 8, 0),
        tiny.activations("convolution1", pixels).reshape(8));
    assertEquals(Nd4j.createFromArray(7f, 8), tiny.activations("pooling1", pixels).reshape(2));
  }

  @Test
  void theFileOfAConvolutionalStudentIsRead(@TempDir Path folder) {
    student.save(folder.resolve("student.zip"));
    INDArray features = Nd4j.rand(5, 784);
    Student read = Student.load(folder.resolve("student.zip"));
    assertEquals(student.logits(features), read.logits(features));
    assertEquals(student.toString(), read.toString());
  }

  @Test
  void whatCannotBeBuiltIsRefused() {
    assertEquals(
        "height, width and channels must be at least 1, but were 32 x 32 x 0",
        assertThrows(IllegalArgumentException.class, () -> Teacher.cnn(32, 32, 0)).getMessage());
    assertEquals(
        "images of 8 x 8 pixels cannot be halved 4 times",
        assertThrows(
                IllegalArgumentException.class, () -> Student.cnn(8, 8, 1).convolutions(1, 2, 3, 4))
            .getMessage());
    assertEquals(
        "convolutions must be at least 1, but was 0",
        assertThrows(IllegalArgumentException.class, () -> Student.cnn(8, 8, 1).convolutions(0))
            .getMessage());
    assertEquals(
        "convolutions need images: start with cnn instead of mlp",
        assertThrows(IllegalStateException.class, () -> Student.mlp(64).convolutions(4))
            .getMessage());
    assertEquals(
        "say the convolutions before you build",
        assertThrows(IllegalStateException.class, () -> Student.cnn(8, 8, 1).classes(10).build())
            .getMessage());
  }
}
