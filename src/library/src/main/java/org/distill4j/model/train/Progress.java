package org.distill4j.model.train;

import java.util.ServiceLoader;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.distill4j.internal.NativeProcess;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a long piece of work has come, if it turns out to be long.
 *
 * <p>Nothing is shown in the first second, and at most five updates a second after it. Where the
 * updates go is for a {@link Display} to say, the first that the service loader finds willing; with
 * none, they go nowhere. What this process could not prepare for ND4J's native code, the line of
 * one piece of work says.
 */
public final class Progress implements AutoCloseable {

  /** A place that can show one line that changes. */
  public interface Display {

    /**
     * Whether somebody is watching this place now.
     *
     * @return false to let the next display have it
     */
    boolean available();

    /**
     * Shows the state of one piece of work, in place of what it showed before.
     *
     * @param work which piece; the same object in every call of one piece
     * @param fraction done, from 0 to 1
     * @param text what to say about it, one line
     */
    void show(Object work, double fraction, String text);

    /**
     * Ends the display of a piece of work that was shown.
     *
     * @param work which piece
     */
    void close(Object work);
  }

  private static final long QUIET_NANOS = 1_000_000_000L;
  private static final long PAUSE_NANOS = 200_000_000L;

  private final String title;
  private final LongSupplier nanos;
  private final Supplier<Display> place;
  private final Supplier<String> advice;
  private final long start;
  private long last;
  private @Nullable Display display;
  private String advised = "";

  Progress(String title, LongSupplier nanos, Supplier<Display> place, Supplier<String> advice) {
    this.title = title;
    this.nanos = nanos;
    this.place = place;
    this.advice = advice;
    start = nanos.getAsLong();
    last = start + QUIET_NANOS - PAUSE_NANOS;
  }

  /**
   * Starts the clock of a piece of work.
   *
   * @param title what it is, in two or three words
   * @return the progress, to be closed when the work ends
   */
  public static Progress of(String title) {
    return new Progress(title, System::nanoTime, Progress::find, NativeProcess::advice);
  }

  /**
   * Says how far the work has come; shown only if it is time.
   *
   * @param fraction done, from 0 to 1
   * @param detail what else to say, made only if it is shown
   */
  public void at(double fraction, Supplier<String> detail) {
    long now = nanos.getAsLong();
    if (now - last < PAUSE_NANOS) {
      return;
    }
    last = now;
    if (display == null) {
      display = place.get();
      advised = advice.get();
    }
    double elapsed = (now - start) / 1e9;
    long left = Math.round(elapsed / Math.max(fraction, 1e-9) * (1 - fraction));
    String text = "%s: %s, %s left".formatted(title, detail.get(), duration(left));
    // In front, since a line may be cut.
    display.show(this, fraction, advised.isEmpty() ? text : advised + "; " + text);
  }

  private static String duration(long seconds) {
    return seconds < 120 ? seconds + " s" : Math.round(seconds / 60.0) + " min";
  }

  private static Display find() {
    return ServiceLoader.load(Display.class, Display.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(Display::available)
        .findFirst()
        .orElse(NOWHERE);
  }

  @Override
  public void close() {
    if (display != null) {
      display.close(this);
    }
  }

  private static final Display NOWHERE =
      new Display() {
        @Override
        public boolean available() {
          return true;
        }

        @Override
        public void show(Object work, double fraction, String text) {}

        @Override
        public void close(Object work) {}
      };
}
