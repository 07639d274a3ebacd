package org.distill4j.distill;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.distill4j.data.Dataset;
import org.distill4j.internal.ArrayMemory;
import org.distill4j.internal.Thousands;
import org.distill4j.model.network.Classifier;
import org.distill4j.model.network.Layered;
import org.distill4j.model.network.Reading;
import org.distill4j.model.train.Progress;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.indexing.conditions.Conditions;

/** What a teacher says about every example, asked a thousand at a time. */
final class Answers {

  private static final int PROBES = 100;

  /** Far above what rounding makes of the same weights on other machines. */
  private static final double TOLERANCE = 1e-4;

  private Answers() {}

  /** The teacher's logits. */
  static INDArray logits(Dataset data, Classifier teacher) {
    return of(data, features -> List.of(logits(data, teacher, features)), "labelling").get(0);
  }

  private static INDArray logits(Dataset data, Classifier teacher, INDArray features) {
    return requireLogits(teacher.logits(features), teacher, data, features.size(0));
  }

  /** The teacher's logits, then what its layers give, from one pass. */
  static List<INDArray> logitsAndLayers(Dataset data, Layered teacher, List<String> layers) {
    return of(
        data,
        features -> {
          List<INDArray> answers = teacher.answers(features, layers);
          requireLogits(answers.get(0), teacher, data, features.size(0));
          return answers;
        },
        "labelling");
  }

  private static INDArray requireLogits(
      INDArray logits, Classifier teacher, Dataset data, long rows) {
    if (logits.rank() != 2) {
      requireShape(logits, rows, logits.size(logits.rank() - 1));
    }
    requireClasses(logits, teacher, data);
    return logits;
  }

  /** A copy of logits that somebody else has computed. */
  static INDArray given(Dataset data, INDArray logits) {
    int classes = data.classes().size();
    if (logits.rank() != 2 || logits.size(0) != data.size() || logits.size(1) != classes) {
      throw new IllegalArgumentException(
          "logits of %d examples and %d classes must be a matrix [%d, %d], but have shape %s"
              .formatted(
                  data.size(), classes, data.size(), classes, Arrays.toString(logits.shape())));
    }
    long wrong = logits.scan(Conditions.notFinite()).longValue();
    if (wrong > 0) {
      throw new IllegalArgumentException(
          "logits must be finite, but %,d are NaN or infinite".formatted(wrong));
    }
    return numbers(logits.dup('c'));
  }

  private static void requireClasses(INDArray logits, Classifier teacher, Dataset data) {
    if (logits.rank() == 2 && logits.size(1) != data.classes().size()) {
      throw new IllegalArgumentException(
          "the teacher%s knows %d classes, but the data have %d: %s"
              .formatted(origin(teacher), logits.size(1), data.classes().size(), data.classes()));
    }
  }

  private static String origin(Classifier teacher) {
    return teacher instanceof Layered layered
        ? layered.origin().map(" in "::concat).orElse("")
        : "";
  }

  /** A row of numbers, or maps, for each example; of type FLOAT or DOUBLE. */
  static INDArray hint(Dataset data, UnaryOperator<INDArray> hint, String name) {
    return of(data, features -> List.of(hint.apply(features)), "hint " + name).get(0);
  }

  private static List<INDArray> of(
      Dataset data, Function<INDArray, List<INDArray>> teacher, String what) {
    try {
      return all(data, teacher, what);
    } catch (OutOfMemoryError e) {
      throw ArrayMemory.explain(what, e);
    }
  }

  private static List<INDArray> all(
      Dataset data, Function<INDArray, List<INDArray>> teacher, String what) {
    List<INDArray> all = new ArrayList<>();
    try (Progress progress = Progress.of(what)) {
      Thousands.forEach(
          data.size(),
          (start, end) -> {
            if (Thread.currentThread().isInterrupted()) {
              throw new IllegalStateException(what + " was interrupted at example " + start);
            }
            List<INDArray> answers =
                teacher.apply(data.features(IntStream.range(start, end).toArray()));
            for (int i = 0; i < answers.size(); i++) {
              INDArray answer = numbers(answers.get(i));
              require(answer, start == 0 ? answer : all.get(i), start, end);
              if (start == 0) {
                all.add(empty(answer, data.size()));
              }
              all.get(i).get(NDArrayIndex.interval(start, end), NDArrayIndex.all()).assign(answer);
            }
            progress.at((double) end / data.size(), () -> detail(all, end, data.size()));
          });
    }
    return all;
  }

  private static String detail(List<INDArray> all, int done, int examples) {
    long bytes = all.stream().mapToLong(array -> array.length() * array.dataType().width()).sum();
    return "%,d of %,d examples, %,d MB to go"
        .formatted(done, examples, Math.round(bytes / 1e6 * (examples - done) / examples));
  }

  private static void require(INDArray answer, INDArray known, int start, int end) {
    if (known.rank() == 4) {
      requireMaps(answer, end - start, known);
    } else {
      requireShape(answer, end - start, known.size(known.rank() - 1));
    }
    requireFinite(answer, start, end);
  }

  private static INDArray empty(INDArray answer, int examples) {
    long[] shape = answer.shape().clone();
    shape[0] = examples;
    return Nd4j.createUninitialized(answer.dataType(), shape, 'c');
  }

  private static INDArray numbers(INDArray answer) {
    return answer.castTo(answer.dataType() == DataType.DOUBLE ? DataType.DOUBLE : DataType.FLOAT);
  }

  private static void requireShape(INDArray answer, long rows, long width) {
    if (answer.rank() != 2 || answer.size(0) != rows || answer.size(1) != width) {
      throw new IllegalArgumentException(
          "for %d examples the teacher must give a matrix [%d, %d], but gave shape %s"
              .formatted(rows, rows, width, Arrays.toString(answer.shape())));
    }
  }

  private static void requireMaps(INDArray answer, long rows, INDArray known) {
    long[] wanted = known.shape().clone();
    wanted[0] = rows;
    if (!Arrays.equals(answer.shape(), wanted)) {
      throw new IllegalArgumentException(
          "for %d examples the teacher must give maps %s, but gave shape %s"
              .formatted(rows, Arrays.toString(wanted), Arrays.toString(answer.shape())));
    }
  }

  private static void requireFinite(INDArray answer, int start, int end) {
    long wrong = answer.scan(Conditions.notFinite()).longValue();
    if (wrong > 0) {
      throw new IllegalStateException(
          "the teacher gave %,d numbers that are NaN or infinite for examples %,d to %,d"
              .formatted(wrong, start, end - 1));
    }
  }

  /** Asks again about some examples from all over the set. */
  static void requireFrom(Reading teacher, TransferSet set, Path file) {
    int probes = Math.min(PROBES, set.size());
    int[] rows =
        IntStream.range(0, probes).map(i -> (int) ((long) i * set.size() / probes)).toArray();
    INDArray now = numbers(teacher.teacher().logits(teacher.examples().features(rows)));
    requireClasses(now, teacher.teacher(), set.data());
    requireShape(now, probes, set.data().classes().size());
    INDArray then = Nd4j.pullRows(set.logits(), 1, rows);
    double difference = now.sub(then.castTo(now.dataType())).amaxNumber().doubleValue();
    double largest = then.amaxNumber().doubleValue();
    if (!(difference <= TOLERANCE * largest)) {
      throw new IllegalArgumentException(
          "the transfer set in %s is another teacher's: logits up to %.4g differ by up to %.4g"
              .formatted(file, largest, difference));
    }
  }
}
