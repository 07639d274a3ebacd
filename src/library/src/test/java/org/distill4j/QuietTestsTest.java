package org.distill4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class QuietTestsTest {

  static class Loud {

    @Test
    void printsToStandardOutput() {
      System.out.print("hello");
    }

    @Test
    void printsToStandardError() {
      System.err.print("beware");
    }

    @Test
    void isSilent() {}
  }

  static class LoudBefore {

    @BeforeAll
    static void print() {
      System.out.print("early");
    }

    @Test
    void isSilent() {}
  }

  static class LoudAfter {

    @Test
    void isSilent() {}

    @AfterAll
    static void print() {
      System.out.print("late");
    }
  }

  @Test
  void aTestThatPrintsFails() {
    assertEquals(
        List.of(
            "a test must not print, but printed: beware",
            "a test must not print, but printed: hello"),
        failuresOf(Loud.class));
  }

  @Test
  void aClassThatPrintsBeforeItsTestsFails() {
    assertEquals(
        List.of("a test must not print, but printed: early"), failuresOf(LoudBefore.class));
  }

  @Test
  void aClassThatPrintsAfterItsTestsFails() {
    assertEquals(List.of("a test must not print, but printed: late"), failuresOf(LoudAfter.class));
  }

  @Test
  void theStreamsAreRestored() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    failuresOf(Loud.class);
    assertSame(out, System.out);
    assertSame(err, System.err);
  }

  private static List<String> failuresOf(Class<?> tests) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(tests))
                .build(),
            listener);
    return listener.getSummary().getFailures().stream()
        .map(TestExecutionSummary.Failure::getException)
        .map(Throwable::getMessage)
        .sorted()
        .toList();
  }
}
