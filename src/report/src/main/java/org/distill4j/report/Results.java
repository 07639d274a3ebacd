package org.distill4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.distill4j.data.Dataset;
import org.distill4j.metrics.Metrics;
import org.distill4j.model.network.Classifier;
import org.jspecify.annotations.Nullable;

/** What the fields of a sweep came to; of the students only those of the best field are kept. */
final class Results {

  /** A field of the grid: its score for each seed, and the looks of one training. */
  record Field(Setting setting, List<Double> scores, long looks) {

    double mean() {
      return scores.stream().mapToDouble(score -> score).average().orElseThrow();
    }
  }

  private final Dataset validation;
  private final ToDoubleFunction<Metrics> score;
  private final long[] seeds;
  private final boolean equalBudgets;
  private final List<Field> fields = new ArrayList<>();
  private @Nullable Field best;
  private List<Classifier> students = List.of();

  Results(Dataset validation, ToDoubleFunction<Metrics> score, long[] seeds, boolean equalBudgets) {
    this.validation = validation;
    this.score = score;
    this.seeds = seeds.clone();
    this.equalBudgets = equalBudgets;
  }

  void add(Setting setting, Grid.Experiment experiment) {
    List<Double> scores = new ArrayList<>();
    List<Classifier> trained = new ArrayList<>();
    long most = 0;
    for (long seed : seeds) {
      Trained student = experiment.train(setting, seed);
      requireBudget(setting, student.looks());
      most = Math.max(most, student.looks());
      scores.add(score.applyAsDouble(Metrics.of(student.model(), validation)));
      trained.add(student.model());
    }
    Field field = new Field(setting, List.copyOf(scores), most);
    fields.add(field);
    if (best == null || Double.compare(field.mean(), best.mean()) < 0) {
      best = field;
      students = trained;
    }
  }

  private void requireBudget(Setting setting, long looks) {
    if (equalBudgets && !fields.isEmpty() && fields.get(0).looks != looks) {
      throw new IllegalStateException(
          "budgets must be equal, but %s took %,d looks and the first field %,d;"
                  .formatted(setting, looks, fields.get(0).looks)
              + " unequalBudgets() allows it with a reason");
    }
  }

  List<Field> fields() {
    return fields;
  }

  Field best() {
    return Objects.requireNonNull(best, "no field has run");
  }

  long[] seeds() {
    return seeds;
  }

  double[] scoresOn(Dataset test) {
    return students.stream()
        .mapToDouble(student -> score.applyAsDouble(Metrics.of(student, test)))
        .toArray();
  }
}
