package org.distill4j.model.train.fast;

import java.util.concurrent.atomic.AtomicReference;
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
  private final AtomicReference<@Nullable Runnable> offered = new AtomicReference<>();
  private volatile boolean done = true;
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
      Runnable work = offered.get();
      if (work != null && offered.compareAndSet(work, null)) {
        run(work);
        done = true;
        idleSince = System.nanoTime();
      } else if (System.nanoTime() - idleSince < PATIENCE) {
        Thread.yield();
      } else {
        LockSupport.park(this);
      }
    }
  }

  private void run(Runnable work) {
    try {
      work.run();
    } catch (Throwable e) { // whatever it is, it belongs to the one who waits
      failure = e;
    }
  }

  /** Hands over work; the last piece must have been finished. */
  void begin(Runnable work) {
    failure = null; // one that nobody asked for, because the caller failed too
    done = false;
    offered.set(work);
    LockSupport.unpark(thread);
  }

  /** Returns when the work is done, however it ended: by the caller if this thread never woke. */
  @SuppressWarnings("ThreadPriorityCheck") // a hint, as in serve()
  void finish() {
    Runnable work = offered.getAndSet(null);
    if (work != null) {
      run(work);
      done = true;
    }
    while (!done) {
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
