package org.distill4j.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.distill4j.model.train.Epoch;
import org.distill4j.model.train.History;

/** Training loss and validation accuracy of runs, epoch by epoch, side by side. */
final class Curves {

  private static final int PLOT = 280;
  private static final int LEFT = 56;

  private final Map<String, History> runs;
  private final List<Line> losses;
  private final List<Line> accuracies;

  Curves(Map<String, History> runs) {
    runs.forEach(
        (name, history) -> {
          if (history.epochs().isEmpty()) {
            throw new IllegalArgumentException(
                "run '%s' must have at least one finished epoch, but has none".formatted(name));
          }
        });
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("runs must be at least one, but the map is empty");
    }
    this.runs = runs;
    losses = lines(History::losses);
    accuracies = lines(Curves::percentages);
  }

  private static double[] percentages(History history) {
    return Arrays.stream(history.validationAccuracies()).map(share -> 100 * share).toArray();
  }

  private List<Line> lines(Function<History, double[]> quantity) {
    List<Line> lines = new ArrayList<>();
    runs.forEach(
        (name, history) -> {
          double[] y = quantity.apply(history);
          double[] x = history.epochs().stream().mapToDouble(Epoch::number).toArray();
          lines.add(Line.of(name, x, new double[][] {y}));
        });
    return lines;
  }

  Figure draw() {
    boolean validated =
        accuracies.stream().anyMatch(line -> line.mean().stream().anyMatch(v -> !v.isNaN()));
    boolean stopped =
        validated && runs.values().stream().anyMatch(run -> run.best() != run.epochs().size());
    Legend legend = LinePanel.legend(losses);
    if (stopped) {
      legend.add(
          "epoch whose weights are kept",
          (canvas, x, y) -> canvas.ring(x + 8, y - 4, 6, Palette.INK));
    }
    int top = legend.height(Canvas.WIDTH - LEFT) + 6;
    Canvas canvas = new Canvas(Canvas.WIDTH, top + PLOT + 6);
    legend.draw(canvas, LEFT, 0, Canvas.WIDTH - LEFT);
    int width = validated ? Canvas.WIDTH / 2 : Canvas.WIDTH;
    Axis epochs = new Axis("epoch", false, true);
    Axis loss = Axis.linear("training loss per example");
    new LinePanel(losses, width - 14, PLOT, epochs, loss).draw(canvas, 0, top);
    if (validated) {
      Axis accuracy = Axis.linear("validation accuracy in %");
      LinePanel panel = new LinePanel(accuracies, width - 14, PLOT, epochs, accuracy);
      panel.draw(canvas, width, top);
      if (stopped) {
        rings(canvas, panel, width, top);
      }
    }
    return canvas.figure(alt(validated), series(validated));
  }

  private void rings(Canvas canvas, LinePanel panel, int left, int top) {
    int index = 0;
    for (History run : runs.values()) {
      double[] accuracies = percentages(run);
      if (run.best() > 0 && !Double.isNaN(accuracies[run.best() - 1])) {
        double x = left + panel.screenX(run.best());
        double y = top + panel.screenY(accuracies[run.best() - 1]);
        canvas.ring(x, y, 7, Palette.line(index));
      }
      index++;
    }
  }

  private List<Series> series(boolean validated) {
    List<Series> series = new ArrayList<>();
    losses.forEach(l -> series.add(new Series(l.name() + ", loss", l.x(), l.mean())));
    if (validated) {
      accuracies.forEach(
          l -> series.add(new Series(l.name() + ", validation accuracy", l.x(), l.mean())));
    }
    return series;
  }

  private String alt(boolean validated) {
    String text =
        "Training curves over epochs. Training loss per example: " + inWords(losses) + ".";
    return validated ? text + " Validation accuracy in %: " + inWords(accuracies) + "." : text;
  }

  private static String inWords(List<Line> lines) {
    return lines.stream().map(Line::inWords).collect(Collectors.joining("; "));
  }
}
