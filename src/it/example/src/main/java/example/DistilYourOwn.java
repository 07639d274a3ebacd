package example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.data.Dataset;
import org.distill4j.distill.Distiller;
import org.distill4j.distill.TransferSet;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.model.Student;
import org.distill4j.model.Teacher;
import org.distill4j.model.train.Plan;
import org.distill4j.report.Comparison;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Distils a network into one a twentieth of its size, on data of your own without their labels. */
public final class DistilYourOwn {

  public static void main(String[] args) throws IOException {
    Dataset train = points(4_000, 1);
    Dataset test = points(4_000, 2);

    Teacher teacher = Teacher.mlp(2).hidden(64, 64).classes(3).seed(1).build();
    teacher.fit(train, Plan.epochs(20).withBatchSize(50).withLearningRate(0.01));

    TransferSet set = TransferSet.label(train.withoutLabels(), teacher);
    Student student = Student.mlp(2).hidden(12, 8).classes(3).seed(1).build();
    Distiller.of(
            SoftTargetLoss.at(2).hard(0).soft(1),
            Plan.epochs(20).withBatchSize(50).withLearningRate(0.02))
        .fit(student, set);
    System.out.println(Comparison.on(test).against(teacher).add("student", student));

    Path file = Files.createDirectories(Path.of("target")).resolve("student.zip");
    student.save(file);
    MultiLayerNetwork plain = MultiLayerNetwork.load(file.toFile(), false); // DL4J alone reads it
    INDArray saved = plain.output(test.features()).argMax(1);
    INDArray trained = student.logits(test.features()).argMax(1);
    System.out.println("the saved student answers alike: " + saved.equals(trained));
  }

  /** Points of a square: in a disc, above it or below it. */
  private static Dataset points(int n, long seed) {
    Random random = new Random(seed);
    float[][] features = new float[n][2];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      float x = 2 * random.nextFloat() - 1;
      float y = 2 * random.nextFloat() - 1;
      features[i] = new float[] {x, y};
      labels[i] = x * x + y * y < 0.5 ? 0 : y > 0 ? 1 : 2;
    }
    return Dataset.of(Nd4j.create(features), labels, List.of("disc", "above", "below"));
  }
}
