package org.distill4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.distill4j.chart.Charts;
import org.distill4j.chart.HeatMap;
import org.distill4j.chart.Lines;
import org.distill4j.data.Dataset;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * Settings tried side by side, and the best of them chosen the honest way: on validation examples,
 * with equal budgets, from inside the grid, and with one look at the test.
 *
 * <pre>{@code
 * Sweep sweep = Sweep.over("temperature", 1, 2, 4, 8).and("soft weight", 0, 0.5, 1).limits(0, 1)
 *     .run(validation, (setting, seed) -> taught(setting.value("temperature"), ..., seed), 1, 2, 3);
 * sweep.best();          // refuses a best on the edge of its grid
 * sweep.test(test);      // of the best setting alone
 * }</pre>
 */
public final class Sweep {

  private final List<Axis> axes;
  private final String measure;
  private final String unequal;
  private final Results results;
  private @Nullable Dataset tested;
  private @Nullable Runs test;

  Sweep(List<Axis> axes, String measure, String unequal, Results results) {
    this.axes = axes;
    this.measure = measure;
    this.unequal = unequal;
    this.results = results;
  }

  /**
   * Begins a grid of settings.
   *
   * @param name of the first setting, such as {@code temperature}
   * @param values at least 2, finite and all different
   * @return a grid to which further settings are added before it is run
   * @throws IllegalArgumentException if the values are not such
   */
  public static Grid over(String name, double... values) {
    return new Grid(name, values);
  }

  /**
   * The setting with the lowest mean on the validation examples, from inside the grid.
   *
   * @return the best setting
   * @throws IllegalStateException if it lies on the edge of the grid, so that a better one may lie
   *     beyond; {@link #lowest} gives it nevertheless
   */
  public Setting best() {
    List<String> edges = edges();
    if (!edges.isEmpty()) {
      throw new IllegalStateException(String.join("; ", edges));
    }
    return lowest();
  }

  /**
   * The setting with the lowest mean on the validation examples, wherever it lies.
   *
   * @return the setting; of several with the same mean the first
   */
  public Setting lowest() {
    return results.best().setting();
  }

  /**
   * Where the lowest setting lies on the edge of the grid, which makes it no result.
   *
   * @return a sentence for each such setting, none if the best lies inside
   */
  public List<String> edges() {
    List<String> edges = new ArrayList<>();
    for (Axis axis : axes) {
      double value = lowest().value(axis.name());
      if (axis.onEdge(value)) {
        edges.add(
            "the best %s, %s, lies on the edge of the grid (%s): widen the grid"
                .formatted(axis.name(), Setting.text(value), axis.range()));
      }
    }
    return edges;
  }

  /**
   * Measures the best setting's students, one for each seed, on the test examples. There is one
   * look: asked again, it gives the same numbers, and no other examples.
   *
   * @param examples that neither training nor validation has seen
   * @return the measure, in the order of the seeds, at least 2
   * @throws IllegalStateException if the best lies on the edge of the grid, or other examples were
   *     looked at before
   */
  public Runs test(Dataset examples) {
    best();
    if (test == null) {
      test = Runs.lower(results.scoresOn(examples));
      tested = examples;
    } else if (tested != examples) {
      throw new IllegalStateException(
          "the test is looked at once, and %,d other examples were it".formatted(tested.size()));
    }
    return test;
  }

  /**
   * What a setting reached on the validation examples.
   *
   * @param setting a field of the grid
   * @return a new array, one number for each seed
   * @throws IllegalArgumentException if the grid has no such field
   */
  public double[] scores(Setting setting) {
    return results.fields().stream()
        .filter(field -> field.setting().equals(setting))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the grid has no field " + setting))
        .scores()
        .stream()
        .mapToDouble(score -> score)
        .toArray();
  }

  /**
   * What the whole sweep cost: the looks at an example of all its trainings.
   *
   * @return the sum over fields and seeds
   */
  public long looks() {
    return results.seeds().length * results.fields().stream().mapToLong(Results.Field::looks).sum();
  }

  /**
   * Every field with its mean, its runs and its budget, the best one marked.
   *
   * @return a new table, one row for each field
   */
  public Table table() {
    List<Results.Field> fields = results.fields();
    Table table = Table.create(title());
    for (Axis axis : axes) {
      table.addColumns(
          StringColumn.create(
              axis.name(), fields.stream().map(f -> Setting.text(f.setting().value(axis.name())))));
    }
    DoubleColumn mean =
        DoubleColumn.create(
            "validation " + measure, fields.stream().mapToDouble(Results.Field::mean));
    mean.setPrintFormatter(Decimals.column(mean));
    LongColumn looks =
        LongColumn.create("looks", fields.stream().mapToLong(Results.Field::looks).toArray());
    looks.setPrintFormatter(NumberColumnFormatter.intsWithGrouping());
    return table.addColumns(
        mean,
        StringColumn.create("runs", fields.stream().map(f -> runs(f.scores()))),
        looks,
        StringColumn.create("", fields.stream().map(f -> f.equals(results.best()) ? mark() : "")));
  }

  private static String runs(List<Double> scores) {
    return String.join(" ", scores.stream().map(Decimals::of).toList());
  }

  private String mark() {
    return edges().isEmpty() ? "best" : "ON THE EDGE: widen the grid";
  }

  /**
   * The means of a sweep over two settings in colours: the first down the side, the second below.
   *
   * @return a chart to be drawn
   * @throws IllegalStateException if the sweep has another number of settings
   */
  public HeatMap map() {
    if (axes.size() != 2) {
      throw new IllegalStateException(
          "a map shows 2 settings, but the sweep has %d".formatted(axes.size()));
    }
    Axis rows = axes.get(0);
    Axis columns = axes.get(1);
    int width = columns.values().size();
    double[][] means = new double[rows.values().size()][width];
    for (int i = 0; i < results.fields().size(); i++) {
      means[i / width][i % width] = results.fields().get(i).mean();
    }
    return Charts.heatMap(title(), Nd4j.createFromArray(means))
        .rows(rows.name(), rows.names())
        .columns(columns.name(), columns.names());
  }

  /**
   * The sweep as lines with the spread of the seeds: the first setting along the axis, a line for
   * each value of the second.
   *
   * @return a chart, to which yardsticks are added before it is drawn
   * @throws IllegalStateException if the sweep has more than 2 settings
   */
  public Lines lines() {
    if (axes.size() > 2) {
      throw new IllegalStateException(
          "lines show 1 or 2 settings, but the sweep has %d".formatted(axes.size()));
    }
    Lines lines = Charts.lines(title()).x(axes.get(0).name()).y("validation " + measure);
    int others = axes.size() == 1 ? 1 : axes.get(1).values().size();
    for (int k = 0; k < others; k++) {
      int line = k;
      String name =
          axes.size() == 1 ? "students" : axes.get(1).name() + " " + axes.get(1).names().get(k);
      double[][] runs =
          IntStream.range(0, results.seeds().length)
              .mapToObj(seed -> along(seed, line, others))
              .toArray(double[][]::new);
      lines.line(name, axes.get(0).numbers(), runs);
    }
    return lines;
  }

  private double[] along(int seed, int line, int others) {
    return IntStream.range(0, axes.get(0).values().size())
        .mapToDouble(i -> results.fields().get(i * others + line).scores().get(seed))
        .toArray();
  }

  private String title() {
    int seeds = results.seeds().length;
    return "Validation %s, %s%s%s"
        .formatted(
            measure,
            seeds == 1 ? "one seed" : "mean of %d seeds".formatted(seeds),
            unequal.isEmpty() ? "" : ", unequal budgets: " + unequal,
            edges().isEmpty() ? "" : ", BEST ON THE EDGE");
  }

  /** The best setting and its cost, or why it is no result. */
  @Override
  public String toString() {
    String best =
        edges().isEmpty()
            ? "best: " + lowest()
            : "lowest: %s, but %s".formatted(lowest(), String.join("; ", edges()));
    return "%s, validation %s %s; %d fields, %d seeds, %,d looks at an example"
        .formatted(
            best,
            measure,
            Decimals.of(results.best().mean()),
            results.fields().size(),
            results.seeds().length,
            looks());
  }
}
