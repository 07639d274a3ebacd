package org.distill4j.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.data.ImageShape;
import org.distill4j.data.Jitter;
import org.distill4j.model.network.internal.LayerChoice;
import org.distill4j.model.network.internal.Network;
import org.distill4j.model.train.History;
import org.distill4j.model.train.LabelledBatches;
import org.distill4j.model.train.Plan;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

class TeacherTest {

  private static final Plan PLAN = Plan.epochs(3).withBatchSize(16).withSeed(4);
  private static final Dataset TRAIN = Toy.points(100, 1);

  private static INDArray trained(Dataset train, Plan plan) {
    Teacher teacher =
        Toy.sized(Teacher.mlp(train.width()), 2).inputDropout(0.1).dropout(0.3).build();
    teacher.fit(train, plan);
    return teacher.logits(train.features());
  }

  private static Dataset images() {
    return Dataset.images(Toy.random(8, 40, 12), new int[40], Toy.CLASSES, ImageShape.gray(4, 3));
  }

  @Test
  void theSameSeedGivesTheSameTeacherToTheBit() {
    assertEquals(trained(TRAIN, PLAN), trained(TRAIN, PLAN));
    assertNotEquals(trained(TRAIN, PLAN), trained(TRAIN, PLAN.withSeed(5)));
  }

  @Test
  void jitteredTrainingIsRepeatableToo() {
    Plan jittered = PLAN.withJitter(1);
    assertEquals(trained(images(), jittered), trained(images(), jittered));
    assertNotEquals(trained(images(), jittered), trained(images(), PLAN));
  }

  @Test
  void flippedTrainingIsRepeatableToo() {
    Plan flipped = PLAN.withFlips();
    assertEquals(trained(images(), flipped), trained(images(), flipped));
    assertNotEquals(trained(images(), flipped), trained(images(), PLAN));
    assertNotEquals(trained(images(), flipped), trained(images(), PLAN.withJitter(1)));
  }

  /** Chance of the moves must not be that of the order, which the same seed begins. */
  @Test
  void theOrderDoesNotTellWhereAnImageMoves() {
    Network network =
        new Network(Toy.sized(Student.mlp(12), 1).build().network(), LayerChoice.PLAIN);
    int[] rows = IntStream.range(0, 40).toArray();
    for (long seed : new long[] {0, 4, -1}) {
      Plan plan = PLAN.withJitter(1).withSeed(seed);
      INDArray moved = LabelledBatches.of(images(), plan, network).features(rows);
      Jitter jitter = Jitter.of(images(), 1);
      assertNotEquals(jitter.move(images().features(), new Random(seed)), moved);
    }
  }

  @Test
  void jitterMovesAnImageAndFillsWithZero() {
    float[] pixels = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    INDArray image = Nd4j.create(pixels, new long[] {1, 9}, 'c');
    Jitter jitter = new Jitter(ImageShape.gray(3, 3), 2, false);
    Random random = new Random(0);
    Random same = new Random(0);
    for (int i = 0; i < 50; i++) {
      int down = same.nextInt(5) - 2;
      int right = same.nextInt(5) - 2;
      INDArray moved = jitter.move(image, random);
      for (int y = 0; y < 3; y++) {
        for (int x = 0; x < 3; x++) {
          boolean inside = y >= down && y - down < 3 && x >= right && x - right < 3;
          float expected = inside ? pixels[3 * (y - down) + x - right] : 0;
          assertEquals(expected, moved.getFloat(0, 3L * y + x));
        }
      }
    }
  }

  @Test
  void aBatchLargerThanTheDataIsAllOfThem() {
    assertEquals(
        trained(TRAIN, PLAN.withBatchSize(100)), trained(TRAIN, PLAN.withBatchSize(5_000)));
  }

  @Test
  void trainingLearnsTheLabels() {
    Teacher teacher = Toy.teacher(1);
    History run =
        teacher.fit(TRAIN, Plan.epochs(30).withBatchSize(10).withLearningRate(0.05), TRAIN);
    assertEquals(30, run.epochs().size());
    assertEquals(30, run.best());
    assertFalse(run.interrupted());
    assertTrue(run.epochs().get(29).validationAccuracy() > 0.9, run.toString());
    assertTrue(run.epochs().get(29).loss() < run.epochs().get(0).loss() / 3, run.toString());
  }

  @Test
  void aStudentLearnsFromLabelsAsATeacherDoes() {
    Teacher teacher = Toy.teacher(1);
    Student student = Toy.student(1);
    History ofTeacher = teacher.fit(TRAIN, PLAN, TRAIN);
    History ofStudent = student.fit(TRAIN, PLAN, TRAIN);
    assertEquals(teacher.logits(TRAIN.features()), student.logits(TRAIN.features()));
    assertArrayEquals(ofTeacher.losses(), ofStudent.losses());
    assertEquals(student.accuracy(TRAIN), ofStudent.last().validationAccuracy());
    int right = 0;
    for (int i = 0; i < TRAIN.size(); i++) {
      right += student.predict(TRAIN.features(i))[0] == TRAIN.label(i) ? 1 : 0;
    }
    assertEquals((double) right / TRAIN.size(), student.accuracy(TRAIN));
  }

  @Test
  void anEnsembleGivesTheMeanOfItsMembersProbabilities() {
    Teacher a = Toy.teacher(1);
    Teacher b = Toy.teacher(2);
    INDArray mean = a.probabilities(TRAIN.features()).add(b.probabilities(TRAIN.features())).div(2);
    Teacher both = Teacher.ensemble(a, b);
    assertEquals(0, mean.distance2(both.probabilities(TRAIN.features())), 1e-5);
    assertEquals(
        a.parameters().getAsLong() + b.parameters().getAsLong(), both.parameters().getAsLong());
    assertEquals(a.bytes().getAsLong() + b.bytes().getAsLong(), both.bytes().getAsLong());
    assertEquals(
        a.multiplyAdds().getAsLong() + b.multiplyAdds().getAsLong(),
        both.multiplyAdds().getAsLong());
    assertEquals("teacher of 2 members", both.toString());
  }

  @Test
  void aFunctionIsATeacherWithoutSize() {
    Teacher function = Teacher.of(x -> Transforms.tanh(x));
    assertEquals(Transforms.tanh(Nd4j.ones(1, 3)), function.logits(Nd4j.ones(1, 3)));
    assertEquals("teacher that is a function", function.toString());
    assertEquals(OptionalLong.empty(), function.parameters());
    assertEquals(OptionalLong.empty(), Teacher.ensemble(function, Toy.teacher(1)).bytes());
    Refused.state(
        "only a network can do this, but here is a teacher that is a function", function::network);
    Refused.state(
        "only a network can do this, but here is a teacher that is a function",
        () -> function.fit(TRAIN, PLAN));
  }

  @Test
  void aStudentCanBeATeacher() {
    Student student = Toy.student(3);
    Teacher teacher = Teacher.of(student);
    assertEquals(student.logits(TRAIN.features()), teacher.logits(TRAIN.features()));
    assertEquals(
        student.activations("hidden1", TRAIN.features()),
        teacher.activations("hidden1", TRAIN.features()));
    assertEquals(student.parameters(), teacher.parameters());
    assertEquals("teacher 4-9-6-3, 126 parameters", teacher.toString());
    assertSame(student.network(), teacher.network());
    assertEquals(List.of(4, 3), List.of(teacher.inputs(), teacher.classes()));
    assertSame(teacher, Teacher.of(teacher));
    teacher.fit(TRAIN, PLAN);
    assertEquals(student.logits(TRAIN.features()), teacher.logits(TRAIN.features()));
    assertEquals("teacher 4-9-6-3, 126 parameters", Toy.teacher(3).toString());
  }

  @Test
  void dataThatDoNotFitAreRefused() {
    Teacher teacher = Toy.teacher(1);
    INDArray before = teacher.logits(TRAIN.features());
    Refused.argument(
        "the network takes 4 features, but the data have 12", () -> teacher.fit(images(), PLAN));
    Dataset two = Dataset.of(TRAIN.features(), new int[100], List.of("a", "b"));
    Refused.argument(
        "the network has 3 classes, but the data have 2", () -> teacher.fit(two, PLAN));
    Refused.argument(
        "training on labels needs data with labels, but these have none: " + TRAIN.withoutLabels(),
        () -> teacher.fit(TRAIN.withoutLabels(), PLAN));
    Refused.argument(
        "only images can be jittered; these are none",
        () -> teacher.fit(TRAIN, PLAN.withJitter(1)));
    Refused.argument("an ensemble must have at least one member, but has none", Teacher::ensemble);
    assertEquals(before, teacher.logits(TRAIN.features()));
  }
}
