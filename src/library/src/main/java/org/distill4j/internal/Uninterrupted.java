package org.distill4j.internal;

import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.function.Supplier;

/**
 * Work on files that an interruption must not cut short: Java closes the channel of a thread that
 * is interrupted, before or during the work.
 */
public final class Uninterrupted {

  private Uninterrupted() {}

  /**
   * Does some work as if nobody had interrupted this thread, whose flag is as it was afterwards.
   *
   * @param <T> what comes of it
   * @param work that may be done twice: after an interruption in its midst it is begun again
   * @return what the work returned
   */
  public static <T> T get(Supplier<T> work) {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return work.get();
        } catch (UncheckedIOException e) {
          if (!(e.getCause() instanceof ClosedByInterruptException)) {
            throw e;
          }
          interrupted = true;
          Thread.interrupted(); // clears the flag, which would close the next channel too
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * The same for work of which nothing comes.
   *
   * @param work that may be done twice
   */
  public static void run(Runnable work) {
    get(
        () -> {
          work.run();
          return true;
        });
  }
}
