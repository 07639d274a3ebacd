package org.distill4j.kernel;

import org.jspecify.annotations.Nullable;

/** What the code of cells calls, without knowing it, on each round of a loop and in each method. */
@SuppressWarnings("DoNotCallSuggester") // only woven code calls it
public final class Checkpoint {
  /** Whether checkpoints ask if they have to stop: else they cost nothing. */
  static volatile boolean raised;

  /** Whether a thread could not be stopped, and has to be should it come back to a cell's code. */
  static volatile boolean someoneIsLeft;

  private Checkpoint() {}

  /** Goes on, unless the cell of this thread was interrupted. */
  public static void pass() {
    if (raised) {
      @Nullable Cell cell = Cell.current();
      if (cell != null) {
        cell.stopHere();
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

  /** Ends a cell. Not an exception that cells tend to catch. */
  static final class Stopped extends Error {
    private static final long serialVersionUID = 1;

    Stopped(String message) {
      super(message);
    }
  }
}
