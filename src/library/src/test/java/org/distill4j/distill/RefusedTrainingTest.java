package org.distill4j.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.loss.BatchLoss;
import org.distill4j.loss.HintLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.loss.Value;
import org.distill4j.model.Student;
import org.distill4j.model.Teacher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Training that cannot be: the reason is said, and the student is as it was. */
class RefusedTrainingTest {

  private static final Dataset DATA = Toy.points(50, 1);
  private static final TransferSet SET = TransferSet.label(DATA, Toy.teacher(1), "hidden1");

  private final Student student = Toy.student(2);
  private final INDArray before = Toy.weights(student);

  private static Distiller.Builder builder() {
    return Distiller.builder().epochs(1).batchSize(10);
  }

  private static Executable fit(Distiller.Builder builder, Student student, TransferSet set) {
    return () -> builder.build().fit(student, set);
  }

  @AfterEach
  void theStudentIsAsItWas() {
    assertEquals(before, Toy.weights(student));
  }

  @Test
  void studentsOfOtherClassesOrFeatures() {
    Refused.argument(
        "the student has 4 classes, but the teacher has 3",
        fit(builder(), Student.mlp(Toy.WIDTH).classes(4).build(), SET));
    Refused.argument(
        "the student takes 5 features, but the transfer set has 4",
        fit(builder(), Student.mlp(5).classes(3).build(), SET));
  }

  @Test
  void aStudentThatIsItsOwnTeacher() {
    String text =
        "the student is the teacher that labelled the transfer set; to learn from itself it needs a"
            + " second network of its kind";
    Refused.argument(text, fit(builder(), student, TransferSet.label(DATA, student)));
    Refused.argument(text, fit(builder(), student, TransferSet.label(DATA, Teacher.of(student))));
    Teacher around = Teacher.of((MultiLayerNetwork) student.network());
    TransferSet set = TransferSet.label(DATA, around).withHint("x", x -> x);
    Refused.argument(text, fit(builder(), student, set));
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
        "oneHot and teacherLogits must have the same shape [N, C], but oneHot is [50, 3] and"
            + " teacherLogits is [50, 4]",
        () -> org.distill4j.loss.SoftTargets.pack(DATA.labels(), Nd4j.ones(50, 4)));
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
    Refused.argument("epochs must be at least 1, but was 0", () -> builder().epochs(0));
    Refused.argument("batchSize must be at least 1, but was 0", () -> builder().batchSize(0));
    for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      Refused.argument(
          "learningRate must be above 0 and finite, but was " + rate,
          () -> builder().learningRate(rate));
    }
  }

  @Test
  void layersAndHintsThatAreNotThere() {
    BatchLoss hint = new HintLoss(1);
    Refused.argument(
        "the network has no layer 'hiden1'; its layers are [hidden1, hidden2, out]",
        fit(builder().match("hidden1", "hiden1", hint), student, SET));
    Refused.argument(
        "the transfer set has no hint 'hidden2'; its hints are [hidden1]",
        fit(builder().match("hidden2", "hidden1", hint), student, SET));
    Refused.argument(
        "the network has no layer '(loss 0)'; its layers are [hidden1, hidden2, out]",
        fit(
            builder().match("hidden1", "hidden1", hint).match("hidden1", "(loss 0)", hint),
            student,
            SET));
  }

  /** Says that it compares examples, so no regressor is asked for. */
  private record Related() implements BatchLoss {
    @Override
    public Value value(INDArray targets, INDArray output) {
      throw new AssertionError("training must not begin");
    }

    @Override
    public boolean comparesEntries() {
      return false;
    }
  }

  @Test
  void layersThatAreNotThereForARelation() {
    Refused.argument(
        "the network has no layer 'hidden9'; its layers are [hidden1, hidden2, out]",
        fit(builder().match("hidden1", "hidden9", new Related()), student, SET));
  }

  @Test
  void hardWeightWithoutLabels() {
    TransferSet unlabelled = TransferSet.label(DATA.withoutLabels(), Toy.teacher(1));
    Refused.argument(
        "the transfer set has no hard labels, so hardWeight must be 0, but was 0.25",
        fit(builder().loss(new SoftTargetLoss(4, 0.25, 1)), student, unlabelled));
    Refused.argument(
        "the transfer set has no hard labels, but the loss Related needs them",
        fit(builder().loss(new Related()), student, unlabelled));
  }

  @Test
  void validationThatDoesNotFit() {
    Distiller distiller = builder().build();
    Refused.argument(
        "the validation data must have labels, but have none",
        () -> distiller.fit(student, SET, DATA.withoutLabels()));
    Refused.argument(
        "the network has 3 classes, but the validation data have 2",
        () ->
            distiller.fit(
                student, SET, Dataset.of(DATA.features(), new int[50], List.of("a", "b"))));
    Refused.argument(
        "the network takes 4 features, but the validation data have 7",
        () -> distiller.fit(student, SET, Dataset.of(Nd4j.ones(2, 7), new int[2], Toy.CLASSES)));
    Refused.argument(
        "the best epoch can only be kept with validation data, but there are none",
        fit(builder().keepBest(), student, SET));
  }

  /** Gives the gradient of something else. */
  private record Misshapen(int rows, int columns) implements BatchLoss {
    @Override
    public Value value(INDArray targets, INDArray output) {
      return new Value(Nd4j.ones(rows, 1), Nd4j.ones(output.size(0), columns));
    }
  }

  @Test
  void lossesWhoseValuesHaveOtherShapes() {
    Refused.argument(
        "for an output [10, 3] the loss Misshapen must give one number for each example and a"
            + " gradient of the same shape, but gave [10, 1] and [10, 6]",
        fit(builder().loss(new Misshapen(10, 6)), student, SET));
    Refused.argument(
        "for an output [10, 3] the loss Misshapen must give one number for each example and a"
            + " gradient of the same shape, but gave [1, 1] and [10, 3]",
        fit(builder().loss(new Misshapen(1, 3)), student, SET));
  }
}
