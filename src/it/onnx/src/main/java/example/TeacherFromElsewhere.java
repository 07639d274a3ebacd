package example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.distill4j.data.Dataset;
import org.distill4j.distill.Distiller;
import org.distill4j.distill.TransferSet;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.model.Student;
import org.distill4j.model.train.Plan;
import org.distill4j.onnx.OnnxSettings;
import org.distill4j.onnx.OnnxTeacher;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * A logistic regression that another library has trained and written as an ONNX file teaches a
 * network that does not see the squares which it reads.
 */
public final class TeacherFromElsewhere {

  private static final String[] NAMES = {"x", "xx", "y", "yy"}; // Tribuo sorts them
  private static final String[] LABELS = {"disc", "above", "below"};

  public static void main(String[] args) throws IOException {
    float[][] points = points(4_000, 1);
    LinearSGDModel model = (LinearSGDModel) new LogisticRegressionTrainer().train(examples(points));
    Path file = Files.createDirectories(Path.of("target")).resolve("teacher.onnx");
    model.saveONNXModel("example", 1, file);
    List<String> classes =
        IntStream.range(0, 3)
            .mapToObj(i -> model.getOutputIDInfo().getOutput(i).getLabel())
            .toList();

    Dataset train = seen(points, classes);
    Dataset read = read(points, classes);
    OnnxSettings settings = OnnxSettings.defaults().withProbabilities("output").withClasses(3);
    try (OnnxTeacher teacher = OnnxTeacher.load(file, settings)) {
      System.out.println(teacher);
      double difference = 0;
      INDArray probabilities = teacher.probabilities(read.features());
      for (int i = 0; i < 100; i++) {
        var scores = model.predict(example(points[i])).getOutputScores();
        for (int k = 0; k < 3; k++) {
          double other = scores.get(classes.get(k)).getScore();
          difference = Math.max(difference, Math.abs(other - probabilities.getDouble(i, k)));
        }
      }
      System.out.println("the file answers as the library that wrote it: " + (difference < 1e-5));

      TransferSet set = TransferSet.label(train.withoutLabels(), teacher.reading(read));
      Student student = Student.mlp(2).hidden(12, 8).classes(3).seed(1).build();
      Distiller.of(
              SoftTargetLoss.at(1).hard(0).soft(1),
              Plan.epochs(20).withBatchSize(50).withLearningRate(0.02))
          .fit(student, set);
      float[][] others = points(4_000, 2);
      System.out.printf(
          "teacher %.3f, student %.3f%n",
          teacher.accuracy(read(others, classes)), student.accuracy(seen(others, classes)));
    }
  }

  /** Points of a square, two numbers each. */
  private static float[][] points(int n, long seed) {
    Random random = new Random(seed);
    float[][] points = new float[n][2];
    for (float[] point : points) {
      point[0] = 2 * random.nextFloat() - 1;
      point[1] = 2 * random.nextFloat() - 1;
    }
    return points;
  }

  /** In a disc, above it or below it. */
  private static String label(float[] point) {
    boolean inside = point[0] * point[0] + point[1] * point[1] < 0.5;
    return LABELS[inside ? 0 : point[1] > 0 ? 1 : 2];
  }

  private static int[] labels(float[][] points, List<String> classes) {
    return IntStream.range(0, points.length).map(i -> classes.indexOf(label(points[i]))).toArray();
  }

  private static Dataset seen(float[][] points, List<String> classes) {
    return Dataset.of(Nd4j.create(points), labels(points, classes), classes);
  }

  private static Dataset read(float[][] points, List<String> classes) {
    float[][] features = new float[points.length][];
    for (int i = 0; i < points.length; i++) {
      double[] values = values(points[i]);
      features[i] =
          new float[] {(float) values[0], (float) values[1], (float) values[2], (float) values[3]};
    }
    return Dataset.of(Nd4j.create(features), labels(points, classes), classes);
  }

  private static double[] values(float[] point) {
    double x = point[0];
    double y = point[1];
    return new double[] {x, x * x, y, y * y};
  }

  private static ArrayExample<Label> example(float[] point) {
    return new ArrayExample<>(new Label(label(point)), NAMES, values(point));
  }

  private static MutableDataset<Label> examples(float[][] points) {
    LabelFactory factory = new LabelFactory();
    MutableDataset<Label> examples =
        new MutableDataset<>(
            new SimpleDataSourceProvenance("points of a square", factory), factory);
    for (float[] point : points) {
      examples.add(example(point));
    }
    return examples;
  }
}
