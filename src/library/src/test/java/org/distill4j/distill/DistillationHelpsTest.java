package org.distill4j.distill;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.model.Student;
import org.distill4j.model.Teacher;
import org.distill4j.model.network.Classifier;
import org.distill4j.model.train.Plan;
import org.junit.jupiter.api.Test;

/** What all this is for: a teacher's answers are worth more than a few labels. */
class DistillationHelpsTest {

  private static final int LABELLED = 30;

  private final Dataset many = Toy.points(800, 1);
  private final Dataset test = Toy.points(1_000, 2);

  private int errors(Classifier classifier) {
    int[] predicted = classifier.predict(test.features());
    return (int) IntStream.range(0, test.size()).filter(i -> predicted[i] != test.label(i)).count();
  }

  @Test
  void aStudentLearnsMoreFromUnlabelledExamplesThanFromAFewLabels() {
    Teacher teacher = Teacher.mlp(Toy.WIDTH).hidden(24, 24).classes(3).seed(1).build();
    teacher.fit(many, Plan.epochs(15).withBatchSize(20).withLearningRate(0.03));
    assertTrue(errors(teacher) < 80, "teacher: " + errors(teacher));
    TransferSet few = TransferSet.label(many.head(LABELLED), teacher);
    TransferSet unlabelled = TransferSet.label(many.withoutLabels(), teacher);

    for (int seed = 0; seed < 3; seed++) {
      Student alone = Toy.student(seed);
      Distiller.of(
              SoftTargetLoss.at(1).hard(1).soft(0),
              Plan.epochs(200).withBatchSize(LABELLED).withLearningRate(0.02).withSeed(seed))
          .fit(alone, few);
      Student distilled = Toy.student(seed);
      Distiller.of(
              SoftTargetLoss.at(2).hard(0).soft(1),
              Plan.epochs(25).withBatchSize(50).withLearningRate(0.05).withSeed(seed))
          .fit(distilled, unlabelled);
      int[] both = {errors(alone), errors(distilled)};
      assertTrue(both[1] < both[0] / 3, "alone %d, distilled %d".formatted(both[0], both[1]));
    }
  }
}
