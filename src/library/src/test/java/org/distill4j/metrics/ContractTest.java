package org.distill4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.distill4j.Refused;
import org.distill4j.data.Dataset;
import org.distill4j.model.network.Classifier;
import org.distill4j.model.network.Sized;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ContractTest {

  /** One hundred examples of class 0, whose only feature is their number. */
  private static final Dataset HELD_OUT =
      Dataset.of(Nd4j.arange(100).reshape(100, 1), new int[100], List.of("a", "b"));

  /** Right for all examples from a number on, with a size and a pause before each answer. */
  private record Known(int firstRight, long size, int pause) implements Classifier, Sized {

    @Override
    public INDArray logits(INDArray features) {
      if (pause > 0) {
        try {
          Thread.sleep(pause);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      INDArray right = features.gte(firstRight).castTo(features.dataType());
      return Nd4j.hstack(right, right.rsub(1));
    }

    @Override
    public OptionalLong parameters() {
      return OptionalLong.of(size / 4);
    }

    @Override
    public OptionalLong bytes() {
      return OptionalLong.of(size);
    }

    @Override
    public OptionalLong multiplyAdds() {
      return OptionalLong.of(size / 4);
    }
  }

  private static final Known TEACHER = new Known(3, 1_000, 4); // 97 of 100 are right

  @Test
  void accuracyIsCountedInExamples() {
    Contract contract = Contract.of(TEACHER).accuracyWithin(0.02);
    assertTrue(contract.check(new Known(0, 1, 0), HELD_OUT).kept());
    assertTrue(contract.check(new Known(5, 1, 0), HELD_OUT).kept());
    Outcome outcome = contract.smallerThan(10).check(new Known(6, 100, 0), HELD_OUT);
    assertFalse(outcome.kept());
    assertEquals(
        """
        the student breaks its contract on 100 held-out examples
          BROKEN  accuracy  promised: at least 95.00 %, 2.00 below the teacher's 97.00 %
                            found:    94.00 %; wrong where the teacher is right 3 times, right where it is wrong 0
          kept    size      promised: at least 10.0 times smaller than the teacher's 1,000 bytes
                            found:    10.0 times, 100 bytes\
        """,
        outcome.toString());
  }

  @Test
  void fidelityIsTheShareOfEqualAnswers() {
    Contract contract = Contract.of(TEACHER).fidelityAtLeast(0.95);
    assertTrue(contract.check(new Known(8, 1, 0), HELD_OUT).kept());
    assertEquals(List.of("fidelity"), contract.check(new Known(9, 1, 0), HELD_OUT).broken());
    assertTrue(contract.check(TEACHER, HELD_OUT).kept());
  }

  @Test
  void sizeIsComparedInBytes() {
    Contract contract = Contract.of(TEACHER).smallerThan(10);
    assertTrue(contract.check(new Known(3, 100, 0), HELD_OUT).kept());
    assertEquals(List.of("size"), contract.check(new Known(3, 101, 0), HELD_OUT).broken());
  }

  @Test
  void speedIsComparedInTheSameProcess() {
    Known quick = new Known(3, 1, 0);
    assertTrue(Contract.of(TEACHER).fasterThan(2).check(quick, HELD_OUT).kept());
    assertEquals(
        List.of("speed"), Contract.of(quick).fasterThan(0.5).check(TEACHER, HELD_OUT).broken());
  }

  @Test
  void anAssertionFailsWithTheWholeReport() {
    Contract contract =
        Contract.of(TEACHER).accuracyWithin(0.1).fidelityAtLeast(0.99).smallerThan(2);
    contract.require(new Known(3, 500, 0), HELD_OUT);
    AssertionError e =
        assertThrows(AssertionError.class, () -> contract.require(new Known(9, 501, 0), HELD_OUT));
    assertEquals(contract.check(new Known(9, 501, 0), HELD_OUT).toString(), e.getMessage());
    assertTrue(e.getMessage().contains("  kept    accuracy"), e::getMessage);
    assertTrue(e.getMessage().contains("found:    2.0 times, 501 bytes"), e::getMessage);
  }

  @Test
  void contractsThatCannotBeCheckedAreRefused() {
    Classifier function = features -> TEACHER.logits(features);
    Refused.state(
        "the contract promises nothing: say accuracyWithin, fidelityAtLeast, fasterThan or"
            + " smallerThan",
        () -> Contract.of(TEACHER).check(TEACHER, HELD_OUT));
    Refused.argument(
        "smallerThan compares sizes, but the teacher is a function without one",
        () -> Contract.of(function).smallerThan(2));
    Refused.argument(
        "smallerThan compares sizes, but the student is a function without one",
        () -> Contract.of(TEACHER).smallerThan(2).check(function, HELD_OUT));
    Refused.argument(
        "accuracyWithin must be from 0 to 1, but was 2.0",
        () -> Contract.of(TEACHER).accuracyWithin(2));
    Refused.argument(
        "fidelityAtLeast must be from 0 to 1, but was -0.1",
        () -> Contract.of(TEACHER).fidelityAtLeast(-0.1));
    Refused.argument(
        "fasterThan must be above 0 and finite, but was 0.0",
        () -> Contract.of(TEACHER).fasterThan(0));
  }
}
