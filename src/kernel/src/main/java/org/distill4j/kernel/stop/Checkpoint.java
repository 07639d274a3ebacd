package org.distill4j.kernel.stop;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the code of cells calls, without knowing it, on each round of a loop and in each method. */
@SuppressWarnings("DoNotCallSuggester") // only woven code calls it
public final class Checkpoint {
  /**
   * Whether checkpoints ask if they have to stop: else they cost nothing. A static, as byte code
   * that is woven into a class has nothing else at hand; which run has to stop, its thread knows.
   */
  private static volatile boolean raised;

  /** The runs, of whichever session in this JVM, for which it is raised. */
  private static final Set<Run> RAISED_FOR = new HashSet<>();

  private Checkpoint() {}

  static void raise(Run run) {
    synchronized (RAISED_FOR) {
      RAISED_FOR.add(run);
      raised = true;
    }
  }

  static void lower(Run run) {
    synchronized (RAISED_FOR) {
      RAISED_FOR.remove(run);
      raised = !RAISED_FOR.isEmpty();
    }
  }

  /** Goes on, unless the cell of this thread was interrupted. */
  public static void pass() {
    if (raised) {
      @Nullable Run run = Run.current();
      if (run != null) {
        run.stopHere();
      }
    }
  }

  /**
   * Stands in for {@code System.exit}, which would take the whole session with it.
   *
   * @param status the exit status asked for
   */
  public static void exit(int status) {
    throw new Stopped(
        "System.exit(" + status + ") would end the notebook's session, so it was refused");
  }

  /**
   * Stands in for the exit and halt methods of {@code Runtime}.
   *
   * @param runtime not used
   * @param status the exit status asked for
   */
  public static void exit(Runtime runtime, int status) {
    exit(status);
  }

  /**
   * Stands in for the method of this name: below the lines of the cell is only what runs cells.
   *
   * @param thrown what to print
   */
  public static void printStackTrace(Throwable thrown) {
    Set<Throwable> chain = new HashSet<>();
    for (Throwable each = thrown; each != null && chain.add(each); each = each.getCause()) {
      StackTraceElement[] frames = each.getStackTrace();
      int end = frames.length;
      while (end > 0 && !frames[end - 1].getClassName().startsWith("REPL.")) {
        end--;
      }
      if (end > 0) {
        each.setStackTrace(Arrays.copyOf(frames, end));
      }
    }
    thrown.printStackTrace();
  }

  /** Ends a cell. Not an exception that cells tend to catch. */
  public static final class Stopped extends Error {
    private static final long serialVersionUID = 1;

    Stopped(String message) {
      super(message);
    }
  }
}
