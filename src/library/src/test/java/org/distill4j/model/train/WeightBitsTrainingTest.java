package org.distill4j.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.distill.Distiller;
import org.distill4j.distill.TransferSet;
import org.distill4j.loss.HintLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.metrics.Metrics;
import org.distill4j.model.Student;
import org.distill4j.model.Teacher;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Training for weights of few bits. */
class WeightBitsTrainingTest {

  private static final int BITS = 3;

  /** In whole multiples of the largest number's 255th part, which rounding of inputs leaves. */
  private static Dataset wholePoints(int n) {
    INDArray features = Toy.random(3, n, Toy.WIDTH).castTo(DataType.FLOAT);
    INDArray whole = features.muli(63).castTo(DataType.INT32).castTo(DataType.FLOAT);
    whole.putScalar(0, 0, -127).putScalar(1, 0, 128);
    return Dataset.of(whole.divi(128), Toy.points(n, 1).labelIndices(), Toy.CLASSES);
  }

  /**
   * The straight-through estimator: a step changes the weights behind rounding by the gradient at
   * the rounded ones. Those are read where 8 bits hardly round.
   */
  @Test
  void theGradientAtRoundedWeightsGoesStraightThrough() {
    Dataset points = wholePoints(50);
    Student straight = linear();
    INDArray start = Toy.weights(straight);
    Student there = straight.rounded(BITS);
    INDArray rounded = Toy.weights(there);
    Plan plan =
        Plan.epochs(1).withBatchSize(50).withLearningRate(0.5).withSchedule(Schedule.constant());
    there.fit(points, plan);
    INDArray step = Toy.weights(there).sub(rounded);
    straight.fit(points, plan.withWeightBits(BITS));
    Student wanted = linear();
    wanted.network().setParams(start.add(step));
    assertArrayEquals(
        Toy.weights(wanted.rounded(BITS)).toFloatVector(),
        Toy.weights(straight).toFloatVector(),
        1e-5f);
  }

  private static Student linear() {
    return Student.linear(Toy.WIDTH).classes(3).updater(new Sgd(0.5)).seed(5).build();
  }

  @Test
  void theStudentHasFewValuesAfterwards() {
    Student student = Toy.student(1);
    INDArray before = Toy.weights(student);
    student.fit(Toy.points(200, 1), Plan.epochs(2).withWeightBits(BITS));
    assertTrue(Toy.weights(student).distance2(before) > 0.1);
    assertEquals(0, Toy.weights(student.rounded(BITS)).distance2(Toy.weights(student)), 1e-5);
  }

  @Test
  void convolutionsLearnWithFewBits() {
    Student student =
        Student.cnn(6, 6, 1).convolutions(3).hidden(4).classes(2).dropout(0.2).seed(1).build();
    INDArray pixels = Toy.random(1, 64, 36).castTo(DataType.FLOAT);
    int[] labels = new int[64];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = pixels.getFloat(i, 14) > 0 ? 1 : 0;
    }
    Dataset data = Dataset.of(pixels, labels, List.of("dark", "light"));
    History history =
        student.fit(
            data,
            Plan.epochs(40).withBatchSize(16).withLearningRate(0.01).withWeightBits(BITS),
            data);
    assertTrue(history.last().validationAccuracy() > 0.75, history::toString);
    assertEquals(0, Toy.weights(student.rounded(BITS)).distance2(Toy.weights(student)), 1e-4);
  }

  @Test
  void inputsHave256StepsAndTheirGradientIsLeftAlone() {
    INDArray input = Nd4j.create(new float[][] {{-0.5f, 0, 2.05f}, {0.012f, 0.004f, 1}});
    RoundedInput rounding = new RoundedInput(null);
    INDArray found =
        rounding.applyDropout(input, input.ulike(), 0, 0, LayerWorkspaceMgr.noWorkspaces());
    assertArrayEquals(
        new float[] {-0.5f, 0, 2.05f, 0.01f, 0, 1}, found.ravel().toFloatVector(), 1e-6f);
    INDArray gradient = Nd4j.create(new float[][] {{1, 2, 3}});
    assertEquals(gradient, rounding.backprop(gradient.dup(), gradient.ulike(), 0, 0));
  }

  @Test
  void dropoutStaysWhereInputsAreRounded() {
    INDArray ones = Nd4j.ones(DataType.FLOAT, 100, 10);
    RoundedInput rounding = (RoundedInput) new RoundedInput(new Dropout(0.5)).clone();
    INDArray found =
        rounding.applyDropout(ones, ones.ulike(), 0, 0, LayerWorkspaceMgr.noWorkspaces());
    assertEquals(500, found.eq(0).castTo(DataType.INT32).sumNumber().intValue(), 100);
    INDArray gradient = rounding.backprop(ones.dup(), ones.ulike(), 0, 0);
    assertEquals(found, gradient);
    rounding.clear();
  }

  /** A regressor that leads to a hint is none of the student's layers. */
  @Test
  void aStudentOfFewBitsLearnsFromATeacherAndItsHints() {
    Dataset points = Toy.points(300, 1);
    Teacher teacher = Toy.teacher(2);
    TransferSet set = TransferSet.label(points, teacher, "hidden1");
    Student student = Student.mlp(Toy.WIDTH).hidden(5).classes(3).seed(1).build();
    History history =
        Distiller.of(SoftTargetLoss.at(2), Plan.epochs(3).withWeightBits(BITS))
            .match("hidden1", "hidden1", new HintLoss())
            .fit(student, set);
    assertTrue(history.last().loss() < history.epochs().get(0).loss(), history::toString);
    assertEquals(0, Toy.weights(student.rounded(BITS)).distance2(Toy.weights(student)), 1e-5);
  }

  /** With three bits, from the same weights and for as long, on new points. */
  @Test
  void trainingForFewBitsLosesLessThanRoundingAfterwards() {
    Dataset train = Toy.points(2_000, 1);
    Dataset other = Toy.points(2_000, 2);
    Plan plan = Plan.epochs(10).withBatchSize(32).withLearningRate(0.01);
    int after = 0;
    int during = 0;
    for (int seed = 1; seed <= 3; seed++) {
      Student student = hidden(seed);
      student.fit(train, plan.withEpochs(20));
      Student more = Student.of(((MultiLayerNetwork) student.network()).clone());
      student.fit(train, plan);
      after += errors(student.rounded(BITS), other);
      more.fit(train, plan.withWeightBits(BITS));
      during += errors(more, other);
    }
    assertTrue(
        during < 0.7 * after, "rounded afterwards %d, trained for it %d".formatted(after, during));
  }

  private static Student hidden(int seed) {
    return Toy.sized(Student.mlp(Toy.WIDTH), seed).activation(Activation.RELU).build();
  }

  private static int errors(Student student, Dataset data) {
    return Metrics.of(student, data).errors();
  }
}
