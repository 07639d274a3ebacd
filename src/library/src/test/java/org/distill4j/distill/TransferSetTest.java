package org.distill4j.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.model.Student;
import org.distill4j.model.Teacher;
import org.distill4j.model.network.Classifier;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class TransferSetTest {

  /** Example i is the number i, three times. */
  private static Dataset counted(int n) {
    INDArray features = Nd4j.arange(0, n).castTo(DataType.FLOAT).reshape(n, 1);
    return Dataset.unlabelled(Nd4j.hstack(features, features, features), Toy.CLASSES);
  }

  @Test
  void logitsAreKeptByExample() {
    TransferSet set = TransferSet.label(counted(2_500), features -> features.mul(2).add(1));
    assertEquals(2_500, set.size());
    for (int i = 0; i < 2_500; i++) {
      assertEquals(2 * i + 1, set.logits().getFloat(i, 2));
    }
  }

  @Test
  void theTeacherIsAskedOncePerExampleInChunks() {
    for (int n : new int[] {1, 999, 1_000, 1_001, 2_000}) {
      List<Integer> asked = new ArrayList<>();
      List<Long> chunks = new ArrayList<>();
      TransferSet.label(
          counted(n),
          features -> {
            chunks.add(features.size(0));
            for (float feature : features.getColumn(0).toFloatVector()) {
              asked.add((int) feature);
            }
            return features;
          });
      assertEquals(java.util.stream.IntStream.range(0, n).boxed().toList(), asked);
      assertTrue(chunks.stream().allMatch(size -> size <= 1_000), chunks.toString());
    }
  }

  @Test
  void teachersOfEveryKindGiveTheirOwnLogits() {
    Dataset data = Toy.points(50, 1);
    Teacher network = Toy.teacher(1);
    Student student = Toy.student(2);
    for (Classifier teacher :
        List.of(network, Teacher.ensemble(network, student), Teacher.of(student), student)) {
      assertEquals(teacher.logits(data.features()), TransferSet.label(data, teacher).logits());
    }
  }

  @Test
  void aTeacherThatSpoilsItsArgumentSpoilsNothing() {
    Dataset data = counted(10);
    TransferSet.label(data, features -> features.addi(100));
    assertEquals(counted(10).features(), data.features());
  }

  @Test
  void integerVotesBecomeNumbersAndDoublesStayDoubles() {
    Dataset data = counted(10);
    INDArray votes = TransferSet.label(data, x -> x.castTo(DataType.INT32)).logits();
    assertEquals(data.features(), votes);
    INDArray doubles = TransferSet.label(data, x -> x.castTo(DataType.DOUBLE).div(3)).logits();
    assertEquals(7 / 3.0, doubles.getDouble(7, 0), 1e-15);
  }

  @Test
  void logitsFromElsewhereAreKeptAsTheyWere() {
    Dataset data = Toy.points(50, 1);
    INDArray logits = Toy.teacher(1).logits(data.features());
    TransferSet given = TransferSet.of(data, logits.dup('f').transpose().dup().transpose());
    assertEquals(TransferSet.label(data, Toy.teacher(1)).logits(), given.logits());
    INDArray changed = logits.dup();
    TransferSet kept = TransferSet.of(data, changed);
    changed.muli(0);
    assertEquals(logits, kept.logits());
    TransferSet doubles = TransferSet.of(data, logits.castTo(DataType.DOUBLE));
    assertEquals(DataType.DOUBLE, doubles.logits().dataType());
  }

  @Test
  void logitsFromElsewhereThatDoNotFitAreRefused() {
    Dataset data = counted(5);
    for (long[] shape : new long[][] {{5, 2}, {4, 3}, {3, 5}}) {
      Refused.argument(
          "logits of 5 examples and 3 classes must be a matrix [5, 3], but have shape "
              + java.util.Arrays.toString(shape),
          () -> TransferSet.of(data, Nd4j.ones(shape)));
    }
    Refused.argument(
        "logits of 5 examples and 3 classes must be a matrix [5, 3], but have shape [15]",
        () -> TransferSet.of(data, Nd4j.ones(15)));
    INDArray wrong = Nd4j.ones(5, 3);
    wrong.putScalar(4, 1, Double.NaN);
    wrong.putScalar(0, 0, Double.NEGATIVE_INFINITY);
    Refused.argument(
        "logits must be finite, but 2 are NaN or infinite", () -> TransferSet.of(data, wrong));
  }

  @Test
  void hintsAreTheActivationsOfTheTeachersLayers() {
    Dataset data = Toy.points(30, 1);
    Teacher teacher = Toy.teacher(1);
    TransferSet set = TransferSet.label(data, teacher, "hidden1", "out");
    assertEquals(teacher.activations("hidden1", data.features()), set.hint("hidden1"));
    assertEquals(teacher.logits(data.features()), set.hint("out"));
    assertEquals(
        "30 examples of 4 features, 3 classes, with logits and hints of [hidden1, out]",
        set.toString());
  }

  @Test
  void aHintOfOnesOwnLeavesTheFirstSetAsItWas() {
    TransferSet set = TransferSet.label(counted(5), x -> x);
    TransferSet more = set.withHint("sum", x -> x.sum(true, 1));
    assertEquals(12, more.hint("sum").getFloat(4, 0));
    assertEquals(set.logits(), more.logits());
    assertEquals("5 examples of 3 features, 3 classes, unlabelled, with logits", set.toString());
    Refused.argument("the transfer set has no hint 'sum'; its hints are []", () -> set.hint("sum"));
    Refused.argument(
        "the transfer set has no hint 'Sum'; its hints are [sum]", () -> more.hint("Sum"));
    Refused.argument(
        "a hint must have a name, but this one's is empty", () -> set.withHint("", x -> x));
  }

  @Test
  void anUnknownLayerIsRefusedBeforeTheLongWork() {
    Refused.argument(
        "the network has no layer 'hidden3'; its layers are [hidden1, hidden2, out]",
        () -> TransferSet.label(Toy.points(10, 1), Toy.teacher(1), "hidden3"));
    Refused.state(
        "only a network can do this, but here is a teacher that is a function",
        () -> TransferSet.label(counted(10), Teacher.of(x -> x), "hidden1"));
  }

  @Test
  void aTeacherOfOtherClassesIsRefusedAtOnce() {
    List<Long> asked = new ArrayList<>();
    Classifier two =
        features -> {
          asked.add(features.size(0));
          return features.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 2));
        };
    Refused.argument(
        "the teacher knows 2 classes, but the data have 3: [centre, above, below]",
        () -> TransferSet.label(counted(3_000), two));
    assertEquals(List.of(1_000L), asked);
  }

  @Test
  void answersThatAreNoMatrixOfTheRightSizeAreRefused() {
    Refused.argument(
        "for 10 examples the teacher must give a matrix [10, 3], but gave shape [3]",
        () -> TransferSet.label(counted(10), x -> x.sum(0)));
    Refused.argument(
        "for 10 examples the teacher must give a matrix [10, 3], but gave shape [1, 3]",
        () -> TransferSet.label(counted(10), x -> x.sum(true, 0)));
    Refused.argument(
        "for 5 examples the teacher must give a matrix [5, 1000], but gave shape [5, 5]",
        () ->
            TransferSet.label(counted(1_005), x -> x).withHint("gram", x -> x.mmul(x.transpose())));
  }

  @Test
  void answersThatAreNotFiniteAreRefused() {
    Classifier wrong = features -> features.div(features.sub(1_003));
    Refused.state(
        "the teacher gave 3 numbers that are NaN or infinite for examples 1,000 to 1,009",
        () -> TransferSet.label(counted(1_010), wrong));
    Refused.state(
        "the teacher gave 3 numbers that are NaN or infinite for examples 1,000 to 1,009",
        () -> TransferSet.label(counted(1_010), x -> x).withHint("wrong", wrong::logits));
    TransferSet huge = TransferSet.label(counted(10), x -> x.muli(0).addi(3e38f));
    assertEquals(3e38f, huge.logits().getFloat(9, 2));
  }

  @Test
  void anInterruptedThreadStopsTheLabelling() {
    Thread.currentThread().interrupt();
    try {
      Refused.state(
          "labelling was interrupted at example 0", () -> TransferSet.label(counted(5), x -> x));
      assertTrue(Thread.currentThread().isInterrupted());
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void featuresThatAreNotFiniteNeverReachATeacher() {
    INDArray features = Nd4j.ones(3, 2);
    features.putScalar(1, 1, Double.NaN);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> Dataset.unlabelled(features, Toy.CLASSES));
    assertEquals("features must be finite, but 1 of them are NaN or infinite", e.getMessage());
  }
}
