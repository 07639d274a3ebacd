package org.distill4j.model;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that does one piece of work at a time and stays awake for a moment after each, because
 * the next one is soon to come and waking up takes longer than many a piece.
 */
final class Helper {

  /** Nanoseconds awake without work: what a training step does between two layers. */
  private static final long PATIENCE = 200_000;

  private final Thread thread;
  private volatile @Nullable Runnable work;
  private @Nullable Throwable failure;

  Helper(String name) {
    thread = new Thread(null, this::serve, name, 0, false);
    thread.setDaemon(true);
    thread.start();
  }

  @SuppressWarnings("ThreadPriorityCheck") // a hint that others may run, no means of coordination
  private void serve() {
    long idleSince = System.nanoTime();
    while (true) {
      Runnable next = work;
      if (next != null) {
        run(next);
        work = null;
        idleSince = System.nanoTime();
      } else if (System.nanoTime() - idleSince < PATIENCE) {
        Thread.yield();
      } else {
        LockSupport.park(this);
      }
    }
  }

  private void run(Runnable next) {
    try {
      next.run();
    } catch (Throwable e) { // whatever it is, it belongs to the one who waits
      failure = e;
    }
  }

  /** Hands over work; the last piece must have been awaited. */
  void begin(Runnable next) {
    work = next;
    LockSupport.unpark(thread);
  }

  /** Returns when the work is done, however it ended. */
  @SuppressWarnings("ThreadPriorityCheck") // as above
  void await() {
    while (work != null) {
      Thread.yield();
    }
  }

  /** Throws what the last piece of work threw. */
  void rethrow() {
    Throwable thrown = failure;
    failure = null;
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
