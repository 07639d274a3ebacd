package org.distill4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Methods that ran with the same seeds, so that each seed gives a pair: same first weights, same
 * order of the examples. Every run happens once, and its number is kept.
 *
 * <pre>{@code
 * Trials trials = Trials.lower(Trials.seeds(1, 5))
 *     .run("labels alone", seed -> errors(alone(seed)))
 *     .run("taught", seed -> errors(taught(seed)));
 * trials.verdict("taught").against("labels alone");    // one verdict
 * trials.table("labels alone");                        // all of them, judged together
 * }</pre>
 */
public final class Trials {

  private final boolean lower;
  private final long[] seeds;
  private final Map<String, Runs> methods = new LinkedHashMap<>();

  private Trials(boolean lower, long[] seeds) {
    if (seeds.length < 2 || LongStream.of(seeds).distinct().count() < seeds.length) {
      throw new IllegalArgumentException(
          "seeds must be at least 2 different numbers, but were " + Arrays.toString(seeds));
    }
    this.lower = lower;
    this.seeds = seeds.clone();
  }

  /**
   * The seeds from one number to another.
   *
   * @param first seed
   * @param last seed, above the first
   * @return all whole numbers from the first to the last
   * @throws IllegalArgumentException if there are fewer than 2
   */
  public static long[] seeds(long first, long last) {
    if (last <= first) {
      throw new IllegalArgumentException(
          "the last seed must be above the first, but they were %d and %d".formatted(first, last));
    }
    return LongStream.rangeClosed(first, last).toArray();
  }

  /**
   * Trials of which little is good, such as errors.
   *
   * @param seeds at least 2, all different; none: 1 to 5
   * @return trials without a method
   * @throws IllegalArgumentException if there is one seed, or one twice
   */
  public static Trials lower(long... seeds) {
    return new Trials(true, seeds.length == 0 ? seeds(1, 5) : seeds);
  }

  /**
   * Trials of which much is good, such as fidelity.
   *
   * @param seeds at least 2, all different; none: 1 to 5
   * @return trials without a method
   * @throws IllegalArgumentException if there is one seed, or one twice
   */
  public static Trials higher(long... seeds) {
    return new Trials(false, seeds.length == 0 ? seeds(1, 5) : seeds);
  }

  /**
   * A method against its rival, of whose numbers little is good.
   *
   * @param method trains with a seed and gives its number, such as errors
   * @param rival the same for what it is compared with
   * @param seeds at least 2, all different; none: 1 to 5
   * @return the trials, run
   * @throws IllegalArgumentException if there is one seed, or one twice
   */
  public static Trials paired(
      LongToDoubleFunction method, LongToDoubleFunction rival, long... seeds) {
    return lower(seeds).run("method", method).run("rival", rival);
  }

  /**
   * Runs a method with each seed, here and now.
   *
   * @param name of the method, which no other has
   * @param method trains with a seed and gives its number; its first weights and the order of its
   *     examples must come from the seed alone
   * @return this
   * @throws IllegalArgumentException if the name is taken or a number is not finite
   */
  public Trials run(String name, LongToDoubleFunction method) {
    if (methods.containsKey(name)) {
      throw new IllegalArgumentException(
          "every method must have a name of its own, but '%s' is taken".formatted(name));
    }
    methods.put(name, Runs.of(LongStream.of(seeds).mapToDouble(method).toArray(), lower));
    return this;
  }

  /**
   * What a method reached.
   *
   * @param name of the method
   * @return its runs, in the order of the seeds
   * @throws IllegalArgumentException if there is no such method
   */
  public Runs runs(String name) {
    Runs runs = methods.get(name);
    if (runs == null) {
      throw new IllegalArgumentException(
          "there is no method '%s'; the methods are %s".formatted(name, methods.keySet()));
    }
    return runs;
  }

  /**
   * What a method reached on average.
   *
   * @param name of the method
   * @return the mean over the seeds
   * @throws IllegalArgumentException if there is no such method
   */
  public double mean(String name) {
    return runs(name).mean();
  }

  /**
   * The verdict on the first of two methods, against the second.
   *
   * @return the verdict
   * @throws IllegalStateException if there are not two methods
   */
  public Verdict verdict() {
    if (methods.size() != 2) {
      throw new IllegalStateException(
          "one verdict needs 2 methods, but there are %d: use verdicts()"
              .formatted(methods.size()));
    }
    List<Runs> both = List.copyOf(methods.values());
    return both.get(0).against(both.get(1));
  }

  /**
   * Begins a verdict on one method, judged alone. Several that are read together belong into {@link
   * #verdicts}.
   *
   * @param name of the method
   * @return what still needs its opponent
   * @throws IllegalArgumentException if there is no such method
   */
  public Opponents verdict(String name) {
    Runs mine = runs(name);
    return other -> mine.against(runs(other));
  }

  /** The methods that another one can be judged against. */
  @FunctionalInterface
  public interface Opponents {

    /**
     * Judges it.
     *
     * @param other the method that it is compared with
     * @return the verdict
     * @throws IllegalArgumentException if there is no such method
     */
    Verdict against(String other);
  }

  /**
   * All other methods against one of them, judged together: with Holm's correction the chance that
   * even one of these verdicts is a false alarm is at most 5 %.
   *
   * @param yardstick the method that each is compared with
   * @return a verdict for each other method, in the order in which they ran
   * @throws IllegalArgumentException if there is no such method or no other
   */
  public Map<String, Verdict> verdicts(String yardstick) {
    Runs rival = runs(yardstick);
    List<String> names = new ArrayList<>(methods.keySet());
    names.remove(yardstick);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("there is no method besides '%s'".formatted(yardstick));
    }
    List<Verdict> judged = Holm.correct(names.stream().map(n -> runs(n).against(rival)).toList());
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      verdicts.put(names.get(i), judged.get(i));
    }
    return verdicts;
  }

  /**
   * The trials as a table: mean, gain over one method with its interval, and the verdict, judged
   * together.
   *
   * @param yardstick the method that each is compared with
   * @return a new table, one row for each method
   * @throws IllegalArgumentException if there is no such method or no other
   */
  public Table table(String yardstick) {
    Map<String, Verdict> verdicts = verdicts(yardstick);
    StringColumn gain = StringColumn.create("gain");
    StringColumn interval = StringColumn.create("95 % interval");
    StringColumn word = StringColumn.create("against " + yardstick);
    for (String name : methods.keySet()) {
      Verdict verdict = verdicts.get(name);
      gain.append(verdict == null ? "" : Decimals.of(verdict.gain()));
      interval.append(verdict == null ? "" : verdict.interval().toString());
      word.append(verdict == null ? "" : verdict.word());
    }
    DoubleColumn mean =
        DoubleColumn.create("mean", methods.values().stream().mapToDouble(Runs::mean));
    mean.setPrintFormatter(Decimals.column(mean));
    String title =
        "%d pairs each%s"
            .formatted(seeds.length, verdicts.size() == 1 ? "" : ", verdicts judged together");
    return Table.create(
        title, StringColumn.create("method", methods.keySet()), mean, gain, interval, word);
  }

  /** The methods and their runs. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    methods.forEach((name, runs) -> lines.add(name + ": " + runs));
    return lines.isEmpty() ? "trials without a method" : String.join("\n", lines);
  }
}
