package org.distill4j;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** Fails every test that writes to standard output or standard error. */
public final class QuietTests implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  /** Both streams, as they were and as they are recorded during one test class. */
  private static final class Streams {

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    void record() {
      PrintStream recorder = new PrintStream(printed, true, StandardCharsets.UTF_8);
      System.setOut(recorder);
      System.setErr(recorder);
    }

    void requireSilence() {
      String text = printed.toString(StandardCharsets.UTF_8);
      printed.reset();
      if (!text.isEmpty()) {
        throw new AssertionError("a test must not print, but printed: " + text);
      }
    }

    void restore() {
      System.setOut(out);
      System.setErr(err);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Streams streams = new Streams();
    store(context).put(Streams.class, streams);
    streams.record();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    streams(context).requireSilence();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Streams streams = streams(context);
    streams.restore();
    streams.requireSilence();
  }

  private static Streams streams(ExtensionContext context) {
    return store(context).get(Streams.class, Streams.class);
  }

  private static Store store(ExtensionContext context) {
    return context.getStore(Namespace.create(QuietTests.class));
  }
}
