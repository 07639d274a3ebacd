package org.distill4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.distill4j.data.Dataset;
import org.distill4j.metrics.Metrics;

/** The settings that a {@link Sweep} tries, before it runs. */
public final class Grid {

  /** Trains one student. */
  @FunctionalInterface
  public interface Experiment {

    /**
     * Trains a student.
     *
     * @param setting a field of the grid
     * @param seed of first weights and order
     * @return the student and its budget
     */
    Trained train(Setting setting, long seed);
  }

  /** Columns of a sweep's table beside its settings and its measure. */
  private static final Set<String> TAKEN = Set.of("runs", "looks", "");

  private final List<Axis> axes = new ArrayList<>();
  private String unequal = "";
  private String measure = "errors";
  private ToDoubleFunction<Metrics> score = Metrics::errors;

  Grid(String name, double... values) {
    and(name, values);
  }

  /**
   * Adds a setting; the grid has a field for every combination.
   *
   * @param name of the setting, which no other has, nor another column of the table
   * @param values at least 2, finite and all different
   * @return this
   * @throws IllegalArgumentException if the name is taken or the values are not such
   */
  public Grid and(String name, double... values) {
    if (axes.stream().anyMatch(axis -> axis.name().equals(name))) {
      throw new IllegalArgumentException(
          "every setting must have a name of its own, but '%s' is taken".formatted(name));
    }
    if (TAKEN.contains(name) || name.startsWith("validation ")) {
      throw new IllegalArgumentException(
          "no setting may have the name of another column of the table, as '%s' is"
              .formatted(name));
    }
    axes.add(Axis.of(name, values));
    return this;
  }

  /**
   * Says where the setting just added ends by nature, as a weight does at 0 and 1: a best that lies
   * there is no best on the edge.
   *
   * @param ends the lowest or the highest value, or both
   * @return this
   * @throws IllegalArgumentException if a number is neither
   */
  public Grid limits(double... ends) {
    axes.add(axes.remove(axes.size() - 1).limitedBy(ends));
    return this;
  }

  /**
   * Chooses by something else than the number of errors.
   *
   * @param name of the measure, for titles
   * @param score of which little is good, such as {@code Metrics::nll}
   * @return this
   */
  public Grid by(String name, ToDoubleFunction<Metrics> score) {
    this.measure = name;
    this.score = score;
    return this;
  }

  /**
   * Allows that some students take more looks at examples than others.
   *
   * @param reason which the table repeats
   * @return this
   * @throws IllegalArgumentException if there is none
   */
  public Grid unequalBudgets(String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("reason must say why, but was blank");
    }
    unequal = reason;
    return this;
  }

  /**
   * Trains a student in every field with every seed, here and now, and measures each on the
   * validation examples. The students of the best field are kept, the others are not.
   *
   * @param validation examples that no training sees and no test will use
   * @param experiment trains one student
   * @param seeds at least one, all different
   * @return what came out
   * @throws IllegalArgumentException if there is no seed or one twice
   * @throws IllegalStateException if a student took another number of looks than the first
   */
  public Sweep run(Dataset validation, Experiment experiment, long... seeds) {
    if (seeds.length == 0 || Arrays.stream(seeds).distinct().count() < seeds.length) {
      throw new IllegalArgumentException(
          "seeds must be at least one number, all different, but were " + Arrays.toString(seeds));
    }
    Results results = new Results(validation, score, seeds, unequal.isEmpty());
    fields().forEach(setting -> results.add(setting, experiment));
    return new Sweep(List.copyOf(axes), measure, unequal, results);
  }

  private List<Setting> fields() {
    List<Map<String, Double>> fields = List.of(Map.of());
    for (Axis axis : axes) {
      List<Map<String, Double>> longer = new ArrayList<>();
      for (Map<String, Double> field : fields) {
        for (Double value : axis.values()) {
          Map<String, Double> next = new LinkedHashMap<>(field);
          next.put(axis.name(), value);
          longer.add(next);
        }
      }
      fields = longer;
    }
    return fields.stream().map(Setting::new).toList();
  }

  /** The settings and their values. */
  @Override
  public String toString() {
    return "a grid of %d fields, to be run with run(): %s"
        .formatted(fields().size(), axes.stream().map(a -> a.name() + " " + a.range()).toList());
  }
}
