package org.distill4j.kernel.stop;

import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One run of code: which threads work for it, whether it has to stop. */
public class Run {
  private static final long GRACE = TimeUnit.MILLISECONDS.toNanos(200);

  /** Threads that a run starts belong to it, also after it has ended. */
  private static final InheritableThreadLocal<@Nullable Run> OWNER = new InheritableThreadLocal<>();

  /**
   * The run that began last in this JVM: the threads of the common pool, and those that libraries
   * started before, serve every kernel of the JVM and tell nobody for whom.
   */
  private static volatile @Nullable Run latest;

  private volatile long stopAsked;
  private volatile long firstStop;
  private volatile boolean memoryFull;
  private volatile boolean left;

  /** A run that nothing works for yet. */
  public Run() {}

  /** The run that the calling thread works for: its own, else the latest; null if none began. */
  public static @Nullable Run current() {
    @Nullable Run own = Thread.currentThread() instanceof ForkJoinWorkerThread ? null : OWNER.get();
    return own == null ? latest : own;
  }

  /** The calling thread works for this run from now on, and so do threads that it starts. */
  public void begin() {
    synchronized (Run.class) {
      latest = this;
    }
    adopt();
  }

  void adopt() {
    OWNER.set(this);
  }

  /**
   * The next run of the same session has begun, or the session ends: checkpoints are cheap again,
   * unless a thread of this run could not be stopped, and has to be should it come back to woven
   * code.
   */
  public void end() {
    synchronized (Run.class) {
      latest = latest == this ? null : latest;
    }
    if (!left) {
      Checkpoint.lower(this);
    }
  }

  /** Makes the run's threads stop, wherever woven code has its checkpoints. */
  public void askToStop() {
    stopAsked = System.nanoTime();
    Checkpoint.raise(this);
  }

  /** Whether the run was asked to stop. */
  public boolean isAskedToStop() {
    return stopAsked != 0;
  }

  /** Milliseconds since the run was asked to stop. */
  long stoppingFor() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - stopAsked);
  }

  /** A thread goes on that nothing stops. */
  void leave() {
    left = true;
  }

  /** Waits until other threads of the run, such as those of a parallel stream, had to stop too. */
  void settle() throws InterruptedException {
    long since = System.nanoTime() - Math.max(stopAsked, firstStop);
    TimeUnit.NANOSECONDS.sleep(2 * GRACE - since);
  }

  /** The next checkpoint throws, before an allocation of the kernel itself does. */
  void reportFullMemory() {
    memoryFull = true;
    Checkpoint.raise(this);
  }

  /**
   * Whether memory is full, which the next checkpoint reports. Threads of the run wait at their
   * checkpoints for the answer: meanwhile they would fill what is left.
   */
  boolean reportsFull(BooleanSupplier memory) {
    Checkpoint.raise(this);
    synchronized (this) {
      if (memory.getAsBoolean()) {
        memoryFull = true;
        return true;
      }
    }
    Checkpoint.lower(this);
    if (isAskedToStop()) {
      Checkpoint.raise(this); // asked meanwhile
    }
    return false;
  }

  /** Throws if the run has to stop: once, then after a moment for finally blocks, always. */
  synchronized void stopHere() {
    if (memoryFull) {
      memoryFull = false;
      throw new OutOfMemoryError("Java heap space");
    }
    if (isAskedToStop() && (firstStop == 0 || System.nanoTime() - firstStop > GRACE)) {
      firstStop = firstStop == 0 ? System.nanoTime() : firstStop;
      throw new Checkpoint.Stopped("the cell was interrupted");
    }
  }
}
