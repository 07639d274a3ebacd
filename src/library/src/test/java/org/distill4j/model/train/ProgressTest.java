package org.distill4j.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final long MILLIS = 1_000_000;

  /** A place that remembers what it was told. */
  private static final class Told implements Progress.Display {

    private final List<String> lines = new ArrayList<>();

    @Override
    public boolean available() {
      return true;
    }

    @Override
    public void show(Object work, double fraction, String text) {
      lines.add(text);
    }

    @Override
    public void close(Object work) {
      lines.add("closed");
    }
  }

  private final Told told = new Told();
  private final Iterator<String> advice = List.of("set A=1", "").iterator();
  private long now = 5_000 * MILLIS;

  private double begun;

  private Progress progress() {
    return new Progress("training", begun, () -> now, () -> told, advice::next);
  }

  private void after(long millis, Progress progress, double fraction) {
    now += millis * MILLIS;
    progress.at(fraction, () -> "epoch 1");
  }

  @Test
  void workOfLessThanASecondShowsNothing() {
    try (Progress progress = progress()) {
      after(0, progress, 0);
      after(999, progress, 0.99);
    }
    assertEquals(List.of(), told.lines);
  }

  @Test
  void longWorkShowsWhatIsLeftAndEnds() {
    try (Progress progress = progress()) {
      after(1_000, progress, 0.25);
      after(200_000, progress, 0.5);
    }
    assertEquals(
        List.of(
            "set A=1; training: epoch 1, 3 s left",
            "set A=1; training: epoch 1, 3 min left",
            "closed"),
        told.lines);
  }

  @Test
  void adviceIsForTheFirstWorkThatIsShown() {
    try (Progress tooShort = progress();
        Progress first = progress();
        Progress second = progress()) {
      after(1, tooShort, 0.5);
      after(1_000, first, 0.5);
      after(0, second, 0.5);
    }
    assertEquals(
        List.of(
            "set A=1; training: epoch 1, 1 s left",
            "training: epoch 1, 1 s left",
            "closed",
            "closed"),
        told.lines);
  }

  @Test
  void updatesComeFiveTimesASecondAtMost() {
    try (Progress progress = progress()) {
      for (int i = 0; i < 2_000; i++) {
        after(1, progress, i / 2_000.0);
      }
    }
    assertEquals(6 + 1, told.lines.size()); // at 1.0, 1.2, 1.4, 1.6, 1.8 and 2.0 seconds
  }

  @Test
  void aBeginningWithoutProgressIsNoError() {
    try (Progress progress = progress()) {
      after(1_000, progress, 0);
    }
    assertEquals(2, told.lines.size());
  }

  @Test
  void workThatGoesOnIsNotTakenForFast() {
    begun = 0.5;
    try (Progress progress = progress()) {
      after(10_000, progress, 0.75);
    }
    assertEquals("set A=1; training: epoch 1, 10 s left", told.lines.get(0));
  }

  @Test
  void whereNobodyKnowsHowMuchThereIsNoTimeIsLeft() {
    try (Progress progress = progress()) {
      after(10_000, progress, Double.NaN);
    }
    assertEquals(List.of("set A=1; training: epoch 1", "closed"), told.lines);
  }

  @Test
  void longTimesAreInHours() {
    try (Progress progress = progress()) {
      after(3_600_000, progress, 0.25);
    }
    assertEquals("set A=1; training: epoch 1, 3 h 0 min left", told.lines.get(0));
  }

  @Test
  void whoeverWantsToKnowIsToldAsOftenAsTheyWish() {
    List<Progress.State> states = new ArrayList<>();
    int answer =
        Progress.telling(
            states::add,
            Duration.ofSeconds(30),
            () -> {
              try (Progress progress = progress()) {
                for (int i = 1; i <= 100; i++) {
                  after(1_000, progress, i / 100.0);
                }
              }
              return 42;
            });
    assertEquals(42, answer);
    assertEquals(3, states.size());
    assertEquals(
        new Progress.State("training", 0.3, "epoch 1", Duration.ofSeconds(70)), states.get(0));
    assertEquals("training: epoch 1, 10 s left", states.get(2).toString());
    try (Progress later = progress()) {
      after(100_000, later, 0.5);
    }
    assertEquals(3, states.size(), "nobody asked for this one");
  }
}
