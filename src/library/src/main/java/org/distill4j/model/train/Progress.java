package org.distill4j.model.train;

import java.time.Duration;
import java.util.ServiceLoader;
import java.util.function.Consumer;
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

  /**
   * How far a piece of work has come; its text is the line that a display shows.
   *
   * @param work what it is, in two or three words
   * @param fraction done, from 0 to 1; NaN where nobody knows how much there is
   * @param detail what else there is to say
   * @param left time that the rest will take, if it goes on as it went; 0 where nobody knows
   */
  public record State(String work, double fraction, String detail, Duration left) {

    @Override
    public String toString() {
      String end = Double.isNaN(fraction) ? "" : ", %s left".formatted(duration(left.toSeconds()));
      return "%s: %s%s".formatted(work, detail, end);
    }
  }

  /** Somebody who wants to be told now and then. */
  private record Told(Consumer<State> listener, Duration every) {}

  /** Of a thread, as long as its work lasts, so that no method between needs to hand it on. */
  private static final ThreadLocal<@Nullable Told> TOLD = new ThreadLocal<>();

  private static final long QUIET_NANOS = 1_000_000_000L;
  private static final long PAUSE_NANOS = 200_000_000L;

  private final String title;
  private final LongSupplier nanos;
  private final Supplier<Display> place;
  private final Supplier<String> advice;
  private final double begun;
  private final @Nullable Told told = TOLD.get();
  private final long start;
  private long last;
  private long lastTold;
  private @Nullable Display display;
  private String advised = "";

  Progress(
      String title,
      double begun,
      LongSupplier nanos,
      Supplier<Display> place,
      Supplier<String> advice) {
    this.title = title;
    this.begun = begun;
    this.nanos = nanos;
    this.place = place;
    this.advice = advice;
    start = nanos.getAsLong();
    last = start + QUIET_NANOS - PAUSE_NANOS;
    lastTold = start;
  }

  /**
   * Does long work, such as training or labelling, and tells how far it has come, for a log of
   * one's own: {@code Progress.telling(state -> log.info(state.toString()), Duration.ofMinutes(1),
   * () -> TransferSet.label(data, teacher))}.
   *
   * @param <T> what comes of it
   * @param listener is told on this thread; an exception ends the work
   * @param every time between two calls, at least, and before the first
   * @param work done on this thread
   * @return what the work returned
   */
  public static <T> T telling(Consumer<State> listener, Duration every, Supplier<T> work) {
    Told outer = TOLD.get();
    TOLD.set(new Told(listener, every));
    try {
      return work.get();
    } finally {
      TOLD.set(outer);
    }
  }

  /**
   * Starts the clock of a piece of work.
   *
   * @param title what it is, in two or three words
   * @return the progress, to be closed when the work ends
   */
  public static Progress of(String title) {
    return of(title, 0);
  }

  /**
   * Starts the clock of a piece of work that goes on from where it was broken off.
   *
   * @param title what it is, in two or three words
   * @param begun the fraction that was done before, from 0 to 1
   * @return the progress, to be closed when the work ends
   */
  public static Progress of(String title, double begun) {
    return new Progress(title, begun, System::nanoTime, Progress::find, NativeProcess::advice);
  }

  /**
   * Says how far the work has come; shown only if it is time.
   *
   * @param fraction done, from 0 to 1; NaN where nobody knows how much there is
   * @param detail what else to say, made only if it is shown
   */
  public void at(double fraction, Supplier<String> detail) {
    long now = nanos.getAsLong();
    boolean shown = now - last >= PAUSE_NANOS;
    boolean due = told != null && Duration.ofNanos(now - lastTold).compareTo(told.every()) >= 0;
    if (!shown && !due) {
      return;
    }
    double elapsed = (now - start) / 1e9;
    double left = elapsed / Math.max(fraction - begun, 1e-9) * (1 - fraction);
    State state = new State(title, fraction, detail.get(), Duration.ofSeconds(Math.round(left)));
    if (shown) {
      last = now;
      show(state);
    }
    if (due) {
      lastTold = now;
      told.listener().accept(state);
    }
  }

  private void show(State state) {
    if (display == null) {
      display = place.get();
      advised = advice.get();
    }
    // In front, since a line may be cut.
    double fraction = Double.isNaN(state.fraction()) ? 0 : state.fraction();
    display.show(this, fraction, (advised.isEmpty() ? "" : advised + "; ") + state);
  }

  private static String duration(long seconds) {
    if (seconds < 120) {
      return seconds + " s";
    }
    long minutes = Math.round(seconds / 60.0);
    return minutes < 120 ? minutes + " min" : "%d h %d min".formatted(minutes / 60, minutes % 60);
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
