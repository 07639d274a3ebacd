package org.distill4j.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.distill4j.course.Mnist;
import org.distill4j.model.Student;
import org.distill4j.model.network.Classifier;
import org.distill4j.onnx.OnnxTeacher;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * ND4J and ONNX Runtime in one process, loaded in the order asked for: how many digits a second
 * each labels alone, and while the other labels, too. Both have as many threads as there are cores,
 * so the best that two of them can do at once is half as much each.
 */
final class Together {

  private static final double SECONDS = 5;

  private Together() {}

  /**
   * Measures.
   *
   * @param args what is loaded first, {@code nd4j} or {@code onnx}, and the ONNX file of the
   *     teacher, which {@code nd4j} writes and {@code onnx} finds
   */
  public static void main(String[] args) {
    Path file = Path.of(args[1]);
    if (args[0].equals("onnx")) {
      try (OnnxTeacher onnx = OnnxTeacher.load(file)) {
        measure("onnx", network(), onnx);
      }
    } else {
      Student nd4j = network();
      nd4j.saveOnnx(file);
      try (OnnxTeacher onnx = OnnxTeacher.load(file)) {
        measure("nd4j", nd4j, onnx);
      }
    }
  }

  private static Student network() {
    return Student.mlp(784).hidden(1200, 1200).classes(10).seed(1).build();
  }

  private static void measure(String first, Classifier nd4j, Classifier onnx) {
    INDArray digits = Mnist.load().test().head(1_000).features();
    for (Classifier each : List.of(onnx, nd4j, onnx, nd4j)) {
      rate(each, digits); // Java compiles, and nothing of it counts
    }
    Work.report("nd4j-alone-" + first, rate(nd4j, digits));
    Work.report("onnx-alone-" + first, rate(onnx, digits));
    CompletableFuture<Double> beside = CompletableFuture.supplyAsync(() -> rate(onnx, digits));
    Work.report("nd4j-beside-" + first, rate(nd4j, digits));
    Work.report("onnx-beside-" + first, beside.join());
  }

  /** Digits a second, for some seconds. */
  private static double rate(Classifier classifier, INDArray digits) {
    long start = System.nanoTime();
    int answers = 0;
    for (; Work.seconds(start) < SECONDS; answers++) {
      Objects.requireNonNull(classifier.logits(digits));
    }
    return answers * digits.rows() / Work.seconds(start);
  }
}
