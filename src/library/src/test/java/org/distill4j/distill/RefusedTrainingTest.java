package org.distill4j.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.loss.CrossEntropyLoss;
import org.distill4j.loss.FeatureLoss;
import org.distill4j.loss.HintLoss;
import org.distill4j.loss.ResponseLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.loss.Targets;
import org.distill4j.loss.Value;
import org.distill4j.model.Student;
import org.distill4j.model.Teacher;
import org.distill4j.model.train.Plan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Training that cannot be: the reason is said, and the student is as it was. */
class RefusedTrainingTest {

  private static final Dataset DATA = Toy.points(50, 1);
  private static final TransferSet SET = TransferSet.label(DATA, Toy.teacher(1), "hidden1");
  private static final SoftTargetLoss LOSS = SoftTargetLoss.at(4);
  private static final Plan PLAN = Plan.epochs(1).withBatchSize(10);
  private static final Distiller DISTILLER = Distiller.of(LOSS, PLAN);

  private final Student student = Toy.student(2);
  private final INDArray before = Toy.weights(student);

  private static Executable fit(Distiller distiller, Student student, TransferSet set) {
    return () -> distiller.fit(student, set);
  }

  @AfterEach
  void theStudentIsAsItWas() {
    assertEquals(before, Toy.weights(student));
  }

  @Test
  void studentsOfOtherClassesOrFeatures() {
    Refused.argument(
        "the student has 4 classes, but the teacher has 3",
        fit(DISTILLER, Student.mlp(Toy.WIDTH).classes(4).build(), SET));
    Refused.argument(
        "the student takes 5 features, but the transfer set has 4",
        fit(DISTILLER, Student.mlp(5).classes(3).build(), SET));
  }

  @Test
  void aStudentThatIsItsOwnTeacher() {
    String text =
        "the student is the teacher that labelled the transfer set; to learn from itself it needs a"
            + " second network of its kind";
    Refused.argument(text, fit(DISTILLER, student, TransferSet.label(DATA, student)));
    Refused.argument(text, fit(DISTILLER, student, TransferSet.label(DATA, Teacher.of(student))));
    Teacher around = Teacher.of((MultiLayerNetwork) student.network());
    TransferSet set = TransferSet.label(DATA, around).withHint("x", x -> x);
    Refused.argument(text, fit(DISTILLER, student, set));
  }

  @Test
  void labelsThatDoNotFit() {
    Refused.argument(
        "label 3 of example 1 is no class: labels go from 0 to 2",
        () -> Dataset.of(Nd4j.ones(2, 4), new int[] {0, 3}, Toy.CLASSES));
    Refused.argument(
        "there must be one label for each of the 2 examples, but there are 3",
        () -> Dataset.of(Nd4j.ones(2, 4), new int[3], Toy.CLASSES));
    Refused.argument(
        "labels and teacherLogits must be matrices [B, C] of one shape, but have shapes [50, 3] and"
            + " [50, 4]",
        () -> new Targets(DATA.labels(), Nd4j.ones(50, 4)));
  }

  @Test
  void emptySets() {
    Refused.argument(
        "features must be a matrix [N, d] of at least one example, but have shape [0, 4]",
        () ->
            Dataset.of(
                Nd4j.empty().castTo(Nd4j.dataType()).reshape(0, 4), new int[0], Toy.CLASSES));
    Refused.argument(
        "at least one example must be chosen, but none was", () -> DATA.rows(new int[0]));
  }

  @Test
  void settingsOutOfRange() {
    Refused.argument("epochs must be at least 1, but was 0", () -> PLAN.withEpochs(0));
    Refused.argument("batchSize must be at least 1, but was 0", () -> PLAN.withBatchSize(0));
    for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      Refused.argument(
          "learningRate must be above 0 and finite, but was " + rate,
          () -> PLAN.withLearningRate(rate));
    }
  }

  @Test
  void layersAndHintsThatAreNotThere() {
    HintLoss hint = new HintLoss();
    Refused.argument(
        "the network has no layer 'hiden1'; its layers are [hidden1, hidden2, out]",
        fit(DISTILLER.match("hidden1", "hiden1", hint), student, SET));
    Refused.argument(
        "the transfer set has no hint 'hidden2'; its hints are [hidden1]",
        fit(DISTILLER.match("hidden2", "hidden1", hint), student, SET));
    Refused.argument(
        "the network has no layer '(loss 0)'; its layers are [hidden1, hidden2, out]",
        fit(
            DISTILLER.match("hidden1", "hidden1", hint).match("hidden1", "(loss 0)", hint),
            student,
            SET));
  }

  /** Says that it compares examples, so no regressor is asked for. */
  private record Related() implements FeatureLoss {
    @Override
    public Value value(INDArray teacher, INDArray output) {
      throw new AssertionError("training must not begin");
    }

    @Override
    public Compared compares() {
      return Compared.RELATIONS;
    }
  }

  @Test
  void layersThatAreNotThereForARelation() {
    Refused.argument(
        "the network has no layer 'hidden9'; its layers are [hidden1, hidden2, out]",
        fit(DISTILLER.match("hidden1", "hidden9", new Related()), student, SET));
  }

  @Test
  void hardWeightWithoutLabels() {
    TransferSet unlabelled = TransferSet.label(DATA.withoutLabels(), Toy.teacher(1));
    Refused.argument(
        "the transfer set has no hard labels, so hardWeight must be 0, but was 0.25",
        fit(Distiller.of(SoftTargetLoss.at(4).hard(0.25).soft(1), PLAN), student, unlabelled));
    Refused.argument(
        "the transfer set has no hard labels, but the loss CrossEntropyLoss needs them",
        fit(Distiller.of(new CrossEntropyLoss(), PLAN), student, unlabelled));
  }

  @Test
  void validationThatDoesNotFit() {
    Refused.argument(
        "the validation data must have labels, but have none",
        () -> DISTILLER.fit(student, SET, DATA.withoutLabels()));
    Refused.argument(
        "the network has 3 classes, but the validation data have 2",
        () ->
            DISTILLER.fit(
                student, SET, Dataset.of(DATA.features(), new int[50], List.of("a", "b"))));
    Refused.argument(
        "the network takes 4 features, but the validation data have 7",
        () -> DISTILLER.fit(student, SET, Dataset.of(Nd4j.ones(2, 7), new int[2], Toy.CLASSES)));
    Refused.argument(
        "the best epoch can only be kept with validation data, but there are none",
        fit(Distiller.of(LOSS, PLAN.keepingBest()), student, SET));
    Refused.argument(
        "patience needs validation data, by which training stops early, but there are none",
        fit(Distiller.of(LOSS, PLAN.withPatience(2)), student, SET));
  }

  @Test
  void imagesThatWouldBeMovedAfterTheTeacherHasSeenThem() {
    for (Plan plan : List.of(PLAN.withJitter(1), PLAN.withFlips())) {
      Refused.argument(
          "a distiller's plan must not move or mirror images, which the teacher has labelled as"
              + " they were; make a new set in each epoch: fit(student, epoch -> set)",
          () -> Distiller.of(LOSS, plan));
    }
  }

  @Test
  void hintsOnlyWithoutAHint() {
    Refused.state(
        "hintsOnly needs a match, but there is none", fit(Distiller.hintsOnly(PLAN), student, SET));
  }

  @Test
  void labelsThatAreNotThereForTrainingWithoutATeacher() {
    Refused.argument(
        "training on labels needs data with labels, but these have none: " + DATA.withoutLabels(),
        () -> student.fit(DATA.withoutLabels(), PLAN));
  }

  /** Gives the gradient of something else. */
  private record Misshapen(int rows, int columns) implements ResponseLoss {
    @Override
    public Value value(Targets targets, INDArray output) {
      return new Value(Nd4j.ones(rows, 1), Nd4j.ones(output.size(0), columns));
    }
  }

  @Test
  void lossesWhoseValuesHaveOtherShapes() {
    Refused.argument(
        "for an output [10, 3] the loss Misshapen must give one number for each example and a"
            + " gradient of the same shape, but gave [10, 1] and [10, 6]",
        fit(Distiller.of(new Misshapen(10, 6), PLAN), student, SET));
    Refused.argument(
        "for an output [10, 3] the loss Misshapen must give one number for each example and a"
            + " gradient of the same shape, but gave [1, 1] and [10, 3]",
        fit(Distiller.of(new Misshapen(1, 3), PLAN), student, SET));
  }
}
