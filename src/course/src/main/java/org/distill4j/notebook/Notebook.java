package org.distill4j.notebook;

import java.util.function.Consumer;
import org.distill4j.model.train.Epoch;
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

  /**
   * Draws loss and validation accuracy below the cell while a network is trained, again after each
   * epoch: {@code Plan.epochs(10).onEpoch(curves("student"))}. The last picture stays, in a saved
   * notebook too. Each training by the plan has a picture of its own; one that goes on from a
   * checkpoint shows the epochs that are left. Outside a notebook each epoch is printed as a line.
   *
   * @param name of the curve
   * @return what a plan tells of its epochs
   */
  public static Consumer<Epoch> curves(String name) {
    return Outlet.notebook()
        .<Consumer<Epoch>>map(notebook -> new LiveCurves(name, notebook))
        .orElse(epoch -> System.out.println(name + ": " + epoch));
  }
}
