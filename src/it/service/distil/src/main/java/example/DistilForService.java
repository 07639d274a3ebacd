package example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.distill4j.data.Dataset;
import org.distill4j.distill.Distiller;
import org.distill4j.distill.TransferSet;
import org.distill4j.export.Origin;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.metrics.Contract;
import org.distill4j.model.Student;
import org.distill4j.model.Teacher;
import org.distill4j.model.train.Plan;
import org.nd4j.linalg.factory.Nd4j;

/** Distils a student, holds it to a contract, and writes it as Java source and as ONNX. */
public final class DistilForService {

  public static void main(String[] args) throws IOException {
    Dataset train = points(4_000, 1);
    Dataset heldOut = points(4_000, 2);
    Teacher teacher = Teacher.mlp(2).hidden(64, 64).classes(3).seed(1).build();
    teacher.fit(train, Plan.epochs(20).withBatchSize(50).withLearningRate(0.01));

    TransferSet set = TransferSet.label(train.withoutLabels(), teacher);
    Student student = Student.mlp(2).hidden(12, 8).classes(3).seed(1).build();
    Plan plan = Plan.epochs(20).withBatchSize(50).withLearningRate(0.02);
    Distiller.of(SoftTargetLoss.at(2).hard(0).soft(1), plan).fit(student, set);

    Contract contract =
        Contract.of(teacher).accuracyWithin(0.02).fidelityAtLeast(0.95).smallerThan(10);
    contract.require(student, heldOut);
    System.out.println(contract.check(student, heldOut));

    Path folder = Files.createDirectories(Path.of(args[0]));
    Origin origin = set.origin().withTemperature(2);
    student.saveJava(folder, "com.acme.PointStudent", origin);
    student.saveOnnx(folder.resolve("points.onnx"), origin);
    System.out.println("written to " + folder.normalize());
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
