package org.distill4j.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final AtomicLong millis = new AtomicLong();
  private final List<String> shown = new ArrayList<>();

  private final Progress.Display display =
      new Progress.Display() {
        @Override
        public boolean available() {
          return true;
        }

        @Override
        public void show(Object work, double fraction, String text) {
          shown.add(text);
        }

        @Override
        public void close(Object work) {
          shown.add("closed");
        }
      };

  private Progress progress() {
    return new Progress("work", () -> 1_000_000 * millis.get(), () -> display);
  }

  private void at(Progress progress, long time, double fraction) {
    millis.set(time);
    progress.at(fraction, () -> "at " + time);
  }

  @Test
  void shortWorkShowsNothing() {
    try (Progress progress = progress()) {
      at(progress, 0, 0);
      at(progress, 999, 0.99);
    }
    assertEquals(List.of(), shown);
  }

  @Test
  void longWorkIsShownAtMostFiveTimesASecondAndClosed() {
    try (Progress progress = progress()) {
      for (int time = 0; time <= 2_000; time += 50) {
        at(progress, time, time / 4_000.0);
      }
    }
    assertEquals(
        List.of(
            "work: at 1000, 3 s left",
            "work: at 1200, 3 s left",
            "work: at 1400, 3 s left",
            "work: at 1600, 2 s left",
            "work: at 1800, 2 s left",
            "work: at 2000, 2 s left",
            "closed"),
        shown);
  }

  @Test
  void longTimesAreGivenInMinutes() {
    try (Progress progress = progress()) {
      at(progress, 10_000, 0.01);
    }
    assertEquals(List.of("work: at 10000, 17 min left", "closed"), shown);
  }

  @Test
  void aDetailThatIsNotShownIsNotMade() {
    try (Progress progress = progress()) {
      progress.at(
          0.5,
          () -> {
            throw new AssertionError("too early");
          });
    }
    assertEquals(List.of(), shown);
  }
}
