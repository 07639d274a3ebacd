package org.distill4j.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.distill4j.chart.Charts;
import org.distill4j.chart.Figure;
import org.distill4j.model.train.Epoch;
import org.distill4j.model.train.History;
import org.jspecify.annotations.Nullable;

/**
 * The curves of a training that is not over, drawn again in place after each epoch. The last
 * picture stays, in a saved notebook too.
 */
final class LiveCurves implements Consumer<Epoch> {

  private final String name;
  private final Outlet outlet;
  private final List<Epoch> epochs = new ArrayList<>();
  private @Nullable String id;

  LiveCurves(String name, Outlet outlet) {
    this.name = name;
    this.outlet = outlet;
  }

  @Override
  public void accept(Epoch epoch) {
    if (!epochs.isEmpty() && epoch.number() != epochs.get(epochs.size() - 1).number() + 1) {
      epochs.clear(); // another training by the same plan
      id = null;
    }
    epochs.add(epoch);
    History soFar = new History(epochs, epochs.size(), false, List.of());
    Figure figure = Charts.curves(Map.of(name, soFar));
    if (id == null) {
      id = outlet.display(Bundle.of(figure));
    } else {
      outlet.update(id, Bundle.of(figure));
    }
  }
}
