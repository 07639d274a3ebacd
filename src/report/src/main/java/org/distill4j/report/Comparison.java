package org.distill4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.distill4j.data.Dataset;
import org.distill4j.metrics.Contract;
import org.distill4j.metrics.Latency;
import org.distill4j.metrics.Metrics;
import org.distill4j.metrics.Outcome;
import org.distill4j.model.network.Classifier;
import org.distill4j.model.network.Sized;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * Classifiers side by side on one test set: how good, how like the teacher, how large, how slow.
 */
public final class Comparison {

  private static final String TEACHER = "teacher";

  private record Entry(
      String name,
      Classifier model,
      Metrics metrics,
      double oneMillis,
      double thousandMillis,
      @Nullable Outcome outcome) {}

  private final Dataset test;
  private final List<Entry> entries = new ArrayList<>();
  private @Nullable Metrics teacher;
  private @Nullable Contract contract;

  private Comparison(Dataset test) {
    this.test = test;
  }

  /**
   * Starts a comparison.
   *
   * @param test labelled examples, best such that no training has seen
   * @return a comparison without classifiers
   */
  public static Comparison on(Dataset test) {
    return new Comparison(test);
  }

  /**
   * Makes a classifier the teacher: it becomes the first row, and the others' fidelity and
   * divergence are measured against it. It runs here.
   *
   * @param model the teacher
   * @return this comparison
   * @throws IllegalStateException if there is a teacher already
   */
  public Comparison against(Classifier model) {
    if (teacher != null) {
      throw new IllegalStateException("a comparison has one teacher, and this one has it already");
    }
    Entry entry = measure(TEACHER, model, null);
    entries.add(0, entry);
    teacher = entry.metrics;
    return this;
  }

  /**
   * Checks a contract of each classifier that is added from now on; the table has a column for it.
   *
   * @param promises of a student to its teacher
   * @return this comparison
   */
  public Comparison under(Contract promises) {
    contract = promises;
    return this;
  }

  /**
   * Adds a row. The classifier runs here.
   *
   * @param name of the row, which no other row has
   * @param model what to measure
   * @return this comparison
   * @throws IllegalArgumentException if the name is taken or the logits do not fit the test set
   */
  public Comparison add(String name, Classifier model) {
    entries.add(measure(name, model, contract));
    return this;
  }

  private Entry measure(String name, Classifier model, @Nullable Contract promises) {
    if (entries.stream().anyMatch(entry -> entry.name.equals(name))) {
      throw new IllegalArgumentException(
          "every row must have a name of its own, but '%s' is taken".formatted(name));
    }
    return new Entry(
        name,
        model,
        Metrics.of(model, test),
        millis(model, 1),
        millis(model, 1_000),
        promises == null ? null : promises.check(model, test));
  }

  private double millis(Classifier model, int examples) {
    int[] rows = IntStream.range(0, examples).map(i -> i % test.size()).toArray();
    try (INDArray features = test.features(rows)) {
      return Latency.milliseconds(model, features);
    }
  }

  /**
   * The metrics behind one row, for a closer look.
   *
   * @param name of the row; {@code "teacher"} is the teacher's
   * @return the metrics
   * @throws IllegalArgumentException if there is no such row
   */
  public Metrics metrics(String name) {
    return entry(name).metrics;
  }

  /**
   * What was found when a row's contract was checked; printed, it is a report.
   *
   * @param name of the row
   * @return a finding for each promise
   * @throws IllegalArgumentException if there is no such row, or it was added under no contract
   */
  public Outcome outcome(String name) {
    Outcome outcome = entry(name).outcome;
    if (outcome == null) {
      throw new IllegalArgumentException("the row '%s' is under no contract".formatted(name));
    }
    return outcome;
  }

  private Entry entry(String name) {
    return entries.stream()
        .filter(entry -> entry.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no row '%s'; the rows are %s"
                        .formatted(name, entries.stream().map(Entry::name).toList())));
  }

  /**
   * The comparison as a table, one row for each classifier. Fidelity and divergence are missing
   * without a teacher, sizes for what is no network. Latencies are medians for all examples
   * together. Under a contract there is a column that says which promises are broken.
   *
   * @return a new table
   */
  public Table table() {
    Table table =
        Table.create(
            "%,d test examples".formatted(test.size()),
            StringColumn.create("model", entries.stream().map(Entry::name)),
            numbers("accuracy", NumberColumnFormatter.percent(2), e -> e.metrics.accuracy()),
            counts("errors", e -> (long) e.metrics.errors()),
            numbers("fidelity", NumberColumnFormatter.percent(2), this::fidelity),
            numbers("KL (nats)", fixed(4), this::divergence),
            numbers("NLL (nats)", fixed(4), e -> e.metrics.nll()),
            numbers("Brier", fixed(4), e -> e.metrics.brier()),
            numbers("ECE", fixed(4), e -> e.metrics.ece()),
            counts("parameters", sizes(Sized::parameters)),
            counts("bytes", sizes(Sized::bytes)),
            counts("multiply-adds", sizes(Sized::multiplyAdds)),
            numbers("ms for 1", fixed(3), Entry::oneMillis),
            numbers("ms for 1,000", fixed(2), Entry::thousandMillis));
    if (contract != null) {
      table.addColumns(StringColumn.create("contract", entries.stream().map(Comparison::outcome)));
    }
    return table;
  }

  private static String outcome(Entry entry) {
    if (entry.outcome == null) {
      return "";
    }
    return entry.outcome.kept() ? "kept" : "broken: " + String.join(", ", entry.outcome.broken());
  }

  private double fidelity(Entry entry) {
    return teacher == null ? Double.NaN : entry.metrics.fidelityTo(teacher);
  }

  private double divergence(Entry entry) {
    return teacher == null ? Double.NaN : entry.metrics.divergenceFrom(teacher);
  }

  private static Function<Entry, @Nullable Long> sizes(Function<Sized, OptionalLong> size) {
    return entry -> {
      OptionalLong known =
          entry.model instanceof Sized sized ? size.apply(sized) : OptionalLong.empty();
      return known.isPresent() ? Long.valueOf(known.getAsLong()) : null;
    };
  }

  private DoubleColumn numbers(
      String name, NumberColumnFormatter format, ToDoubleFunction<Entry> value) {
    DoubleColumn column = DoubleColumn.create(name, entries.stream().mapToDouble(value));
    column.setPrintFormatter(format);
    return column;
  }

  private LongColumn counts(String name, Function<Entry, @Nullable Long> value) {
    LongColumn column = LongColumn.create(name);
    entries.forEach(entry -> column.append(value.apply(entry)));
    column.setPrintFormatter(NumberColumnFormatter.intsWithGrouping());
    return column;
  }

  private static NumberColumnFormatter fixed(int decimals) {
    return NumberColumnFormatter.fixedWithGrouping(decimals);
  }

  @Override
  public String toString() {
    return table().toString();
  }
}
