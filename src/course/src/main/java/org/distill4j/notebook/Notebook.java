package org.distill4j.notebook;

import org.jspecify.annotations.Nullable;

/** What a notebook imports statically: {@code import static org.distill4j.notebook.Notebook.*}. */
public final class Notebook {

  private Notebook() {}

  /**
   * Shows things below the cell, one under the other: charts and images as images, tables as
   * tables, arrays with their shape and rounded values, everything else as its text. Works in this
   * project's kernel, in IJava and in JJava; elsewhere it prints.
   *
   * @param things anything, null included
   */
  public static void show(@Nullable Object @Nullable ... things) {
    Outlet outlet = Outlet.current();
    for (Object thing : things == null ? new Object[1] : things) {
      outlet.display(Bundle.of(thing));
    }
  }
}
