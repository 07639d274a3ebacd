package org.distill4j.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.distill4j.Refused;
import org.distill4j.model.Epoch;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private static final Epoch FIRST = new Epoch(1, 12.34567, 0.5, 0.04);
  private static final Epoch TENTH = new Epoch(10, 0.00004, 1, 123.44);

  @Test
  void columnsAreAligned() {
    assertEquals(
        """
        epoch      loss  validation  seconds
            1   12.3457     50.00 %      0.0
           10    0.0000    100.00 %    123.4\
        """,
        new History(List.of(FIRST, TENTH), 10, false, List.of()).toString());
  }

  @Test
  void whatIsUnusualIsSaidBelow() {
    assertEquals(
        """
        epoch      loss  validation  seconds
            1    0.5000           -      2.0
        interrupted; the student has the weights of epoch 1
        warning: one
        warning: two\
        """,
        new History(List.of(new Epoch(1, 0.5, Double.NaN, 2)), 1, true, List.of("one", "two"))
            .toString());
    assertEquals(
        """
        epoch      loss  validation  seconds
        interrupted in the first epoch; the student is as it was\
        """,
        new History(List.of(), 0, true, List.of()).toString());
  }

  @Test
  void theLastEpochIsTheLastFinishedOne() {
    assertEquals(TENTH, new History(List.of(FIRST, TENTH), 1, false, List.of()).last());
    Refused.state("no epoch was finished", () -> new History(List.of(), 0, true, List.of()).last());
  }

  @Test
  void listsAreCopied() {
    List<Epoch> epochs = new ArrayList<>(List.of(FIRST));
    History history = new History(epochs, 1, false, List.of());
    epochs.clear();
    assertEquals(List.of(FIRST), history.epochs());
    assertThrows(UnsupportedOperationException.class, () -> history.epochs().clear());
  }
}
