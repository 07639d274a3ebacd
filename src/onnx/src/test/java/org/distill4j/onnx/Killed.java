package org.distill4j.onnx;

import java.nio.file.Path;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A process that uses ND4J and ONNX Runtime, prints what they say, and ends without an end. */
final class Killed {

  private Killed() {}

  /**
   * Runs it.
   *
   * @param args a file with a linear model of ones, [4, 3], and which of "nd4j" and "onnx" is first
   */
  public static void main(String[] args) {
    if (args[1].equals("nd4j")) {
      Nd4j.ones(64, 64).mmul(Nd4j.ones(64, 64));
    }
    double sum = 0;
    try (OnnxTeacher teacher = OnnxTeacher.load(Path.of(args[0]))) {
      for (int i = 0; i < 100; i++) {
        INDArray answers = teacher.answers(Nd4j.ones(100, 4), List.of()).get(0);
        sum += answers.mmul(Nd4j.ones(3, 1)).sumNumber().doubleValue();
      }
      System.out.print("sum " + (long) sum);
      System.out.flush();
      Runtime.getRuntime().halt(137);
    }
  }
}
