package org.distill4j.bench;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.course.Mnist;
import org.distill4j.course.MnistTeacher;
import org.distill4j.data.Dataset;
import org.distill4j.distill.Distiller;
import org.distill4j.distill.TransferSet;
import org.distill4j.export.Origin;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.metrics.Metrics;
import org.distill4j.model.Student;
import org.distill4j.model.train.Plan;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One student in each form that it leaves in: what they say of 10,000 examples, and how long they
 * take for one and for a thousand, in turn. Medians are printed, and the least.
 */
final class Forms {

  private static final int ROUNDS = 101;

  private final Student student;
  private final Map<String, Form> all = new LinkedHashMap<>();

  /** Writes a student in all forms, and reads them again; ONNX Runtime gets so many threads. */
  private Forms(Student student, Dataset examples, int threads) throws IOException, OrtException {
    this.student = student;
    Path folder = Files.createTempDirectory("forms");
    student.saveOnnx(folder.resolve("whole.onnx"));
    student.saveEightBitOnnx(folder.resolve("eight.onnx"), Origin.unknown(), examples);
    student.saveJava(folder, "Whole");
    student.saveEightBitJava(folder, "Eight", Origin.unknown(), examples);
    all.put("dl4j", Form.dl4j(student));
    all.put("onnx", Form.onnx(folder.resolve("whole.onnx"), threads));
    all.put("onnx8", Form.onnx(folder.resolve("eight.onnx"), threads));
    all.put("java", Form.java(folder, "Whole"));
    all.put("java8", Form.java(folder, "Eight"));
  }

  public static void main(String[] args) throws IOException, OrtException {
    Dataset digits = Mnist.load().train();
    Dataset test = Mnist.load().test();
    Student small = Student.mlp(784).hidden(30, 30).classes(10).seed(1).build();
    Distiller.of(SoftTargetLoss.at(8), Plan.epochs(5))
        .fit(small, TransferSet.label(digits.head(20_000), MnistTeacher.load()));
    new Forms(small, digits, 1).agreement("digits", test);
    new Forms(small, digits, 1).latency("1", test.head(1).features());
    int threads = Runtime.getRuntime().availableProcessors();
    new Forms(small, digits, threads).latency("1000", test.head(1_000).features());

    Dataset colors = Shapes.of(2_000, 1);
    Student cnn =
        Student.cnn(Shapes.SHAPE).convolutions(8, 16).hidden(32).classes(6).seed(2).build();
    cnn.fit(colors, Plan.epochs(8).withBatchSize(32).withLearningRate(3e-3));
    Forms ofColors = new Forms(cnn, colors, 1);
    ofColors.agreement("colors", Shapes.of(10_000, 2));
    ofColors.latency("color", Shapes.of(1, 3).features());
  }

  /** Largest differences from the stock network's logits, by the largest logit, and accuracies. */
  private void agreement(String set, Dataset test) {
    INDArray stock = stock((MultiLayerNetwork) student.network(), test.features());
    double largest = stock.amaxNumber().doubleValue();
    Work.report("stock-accuracy-" + set, accuracy(stock, test));
    all.forEach(
        (name, form) -> {
          INDArray logits = form.logits(test.features());
          double difference = logits.sub(stock).amaxNumber().doubleValue();
          Work.report(name + "-difference-" + set, difference / largest);
          Work.report(name + "-accuracy-" + set, accuracy(logits, test));
        });
  }

  private static double accuracy(INDArray logits, Dataset test) {
    return Metrics.of(logits, test.labelIndices()).accuracy();
  }

  /** By DL4J alone, a thousand at a time, because it keeps the outputs of all layers. */
  private static INDArray stock(MultiLayerNetwork network, INDArray features) {
    long examples = features.size(0);
    return Nd4j.vstack(
        LongStream.iterate(0, first -> first < examples, first -> first + 1_000)
            .mapToObj(first -> interval(first, Math.min(examples, first + 1_000)))
            .map(rows -> logits(network, features.get(rows)))
            .toArray(INDArray[]::new));
  }

  /** What the last layer reads, times its weights. */
  private static INDArray logits(MultiLayerNetwork network, INDArray features) {
    List<INDArray> activations =
        network.feedForwardToLayer(network.getnLayers() - 2, features, false);
    INDArray read = activations.get(activations.size() - 1);
    return read.mmul(network.getOutputLayer().getParam("W"))
        .addRowVector(network.getOutputLayer().getParam("b"));
  }

  private void latency(String examples, INDArray features) {
    Map<String, Supplier<Object>> ready = new LinkedHashMap<>();
    all.forEach((name, form) -> ready.put(name, form.ready(features)));
    Map<String, double[]> times = new LinkedHashMap<>();
    all.keySet().forEach(name -> times.put(name, new double[ROUNDS]));
    int each = features.size(0) == 1 ? 20 : 1;
    for (int round = -ROUNDS; round < ROUNDS; round++) { // the first half does not count
      for (Map.Entry<String, Supplier<Object>> form : ready.entrySet()) {
        long start = System.nanoTime();
        for (int i = 0; i < each; i++) {
          Objects.requireNonNull(form.getValue().get());
        }
        times.get(form.getKey())[Math.max(0, round)] = 1e6 * Work.seconds(start) / each;
      }
    }
    times.forEach(
        (name, micros) -> {
          Arrays.sort(micros);
          Work.report(name + "-median-" + examples, micros[ROUNDS / 2]);
          Work.report(name + "-least-" + examples, micros[0]);
        });
  }
}
