package org.distill4j.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.distill4j.Refused;
import org.distill4j.internal.CheckedText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

  private static final Epoch FIRST =
      new Epoch(1, 12.34567, 0.5, 0.04, 1e-3, 60, Map.of("logits", 12.34567));
  private static final Epoch TWO_LOSSES =
      new Epoch(2, 1 / 3.0, Double.NaN, 1e-7, Double.NaN, 7, losses());

  private static final Epoch TENTH = epoch(10, 0.00004, 1, 123.44);

  @Test
  void columnsAreAligned() {
    assertEquals(
        """
        epoch      loss  validation  seconds
            1   12.3457     50.00 %      0.0
           10    0.0000    100.00 %    123.4\
        """,
        new History(List.of(FIRST, TENTH), 2, false, List.of()).toString());
  }

  @Test
  void whatIsUnusualIsSaidBelow() {
    assertEquals(
        """
        epoch      loss  validation  seconds
            1    0.5000           -      2.0
        interrupted; the network has the weights of epoch 1
        warning: one
        warning: two\
        """,
        new History(List.of(epoch(1, 0.5, Double.NaN, 2)), 1, true, List.of("one", "two"))
            .toString());
    assertEquals(
        """
        epoch      loss  validation  seconds
        interrupted in the first epoch; the network is as it was\
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

  private static Epoch epoch(int number, double loss, double accuracy, double seconds) {
    return new Epoch(number, loss, accuracy, seconds, 1e-3, 60, Map.of());
  }

  private static Map<String, Double> losses() {
    Map<String, Double> losses = new LinkedHashMap<>();
    losses.put("logits", 0.1);
    losses.put("hidden 1", 2 / 3.0);
    return losses;
  }

  @TempDir Path folder;

  @Test
  void aSavedHistoryIsReadToTheBit() {
    History history = new History(List.of(FIRST, TWO_LOSSES), 1, true, List.of("a b", "ä"));
    Path file = folder.resolve("history.txt");
    history.save(file);
    assertEquals(history, History.load(file));
    new History(List.of(), 0, false, List.of()).save(file);
    assertEquals(new History(List.of(), 0, false, List.of()), History.load(file));
  }

  @Test
  void damagedAndForeignFilesAreRefused() throws IOException {
    Path file = folder.resolve("history.txt");
    new History(List.of(FIRST, TENTH), 2, false, List.of("warned")).save(file);
    String whole = Files.readString(file);
    for (int end = 0; end < whole.length(); end++) {
      Files.writeString(file, whole.substring(0, end));
      String message =
          assertThrows(IllegalArgumentException.class, () -> History.load(file)).getMessage();
      assertTrue(message.startsWith(file.toString()), message);
    }
    Files.writeString(file, whole.replace("0.5", "0.6"));
    Refused.argument(
        file + " is only a part of a history, or damaged: its checksum is wrong",
        () -> History.load(file));
    Files.writeString(file, "hello");
    Refused.argument(
        file + " is no history: it does not begin with 'distill4j history 2'",
        () -> History.load(file));
    Path none = folder.resolve("none");
    Refused.io("there is no history " + none, () -> History.load(none));
  }

  @Test
  void linesThatMakeNoSenseAreRefusedThoughTheirChecksumIsRight() {
    Path file = folder.resolve("history.txt");
    for (String lines :
        List.of(
            "1 0 1 false",
            "0 0 1 false",
            "0 0 0 perhaps",
            "1 0 1 false\n1 0.5 x 1 1 1",
            "1 0 1 false\n1 0.5 1 1 1",
            "1 0 1 false\n1 0.5 1 1 1 1\tlogits",
            "-1 1 0 false",
            "x")) {
      new CheckedText("history", 2).write(file, List.of(lines.split("\n")));
      String message =
          assertThrows(IllegalArgumentException.class, () -> History.load(file)).getMessage();
      assertTrue(message.startsWith(file + " is only a part of a history, or damaged: "), message);
    }
  }
}
