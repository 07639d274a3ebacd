package example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.distill4j.data.Dataset;
import org.distill4j.model.Teacher;
import org.distill4j.model.train.Plan;
import org.nd4j.linalg.factory.Nd4j;

/** Trains, saves and loads a network with nothing on the class path but the library. */
public final class LibraryAlone {

  public static void main(String[] args) throws IOException {
    Random random = new Random(1);
    float[][] points = new float[1_000][2];
    int[] labels = new int[points.length];
    for (int i = 0; i < points.length; i++) {
      points[i] = new float[] {random.nextFloat(), random.nextFloat()};
      labels[i] = points[i][0] > points[i][1] ? 1 : 0;
    }
    Dataset data = Dataset.of(Nd4j.create(points), labels, List.of("above", "below"));

    Teacher teacher = Teacher.mlp(2).hidden(8).classes(2).seed(1).build();
    teacher.fit(data, Plan.epochs(5));
    Path file = Files.createDirectories(Path.of("target")).resolve("teacher.zip");
    teacher.save(file);
    boolean alike =
        Teacher.load(file).logits(data.features()).equals(teacher.logits(data.features()));
    System.out.println("the loaded teacher answers alike: " + alike);
    System.out.println("class path: " + System.getProperty("java.class.path"));
  }
}
