package org.distill4j.distill;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.distill4j.data.Dataset;
import org.distill4j.model.Classifier;
import org.distill4j.model.Progress;
import org.distill4j.model.Teacher;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Examples together with what a teacher said about each of them.
 *
 * <p>The teacher runs once, here; training reads the set and never sees the teacher. Logits and
 * hints are kept by example, never by batch.
 */
public final class TransferSet {

  private static final int CHUNK = 1_000;

  private final Dataset data;
  private final INDArray logits;
  private final Map<String, INDArray> hints;

  private TransferSet(Dataset data, INDArray logits, Map<String, INDArray> hints) {
    this.data = data;
    this.logits = logits;
    this.hints = hints;
  }

  /**
   * Asks the teacher for its logits, a thousand examples at a time.
   *
   * @param data the examples, labelled or not
   * @param teacher to be asked
   * @return the transfer set; it shares the examples' memory
   * @throws IllegalArgumentException if the teacher knows other classes than the data
   * @throws IllegalStateException if a logit is not finite, or the thread was interrupted
   */
  public static TransferSet label(Dataset data, Classifier teacher) {
    INDArray logits = ask(data, teacher, "labelling");
    if (logits.rank() != 2) {
      throw new IllegalArgumentException(
          "the teacher must give logits [N, C], but gave shape " + Arrays.toString(logits.shape()));
    }
    if (logits.size(1) != data.classes().size()) {
      throw new IllegalArgumentException(
          "the teacher knows %d classes, but the data have %d: %s"
              .formatted(logits.size(1), data.classes().size(), data.classes()));
    }
    if (!Double.isFinite(logits.sumNumber().doubleValue())) {
      throw new IllegalStateException("the teacher gave logits that are not finite");
    }
    return new TransferSet(data, logits, Map.of());
  }

  /**
   * Asks the teacher for its logits and for the activations of some of its layers.
   *
   * @param data the examples, labelled or not
   * @param teacher a network
   * @param layers names of the layers that a student should match
   * @return the transfer set, with a hint of each layer's name
   * @throws IllegalArgumentException if there is no such layer, or classes differ
   * @throws IllegalStateException if the teacher is no network, or as {@link #label(Dataset,
   *     Classifier)}
   */
  public static TransferSet label(Dataset data, Teacher teacher, String... layers) {
    TransferSet set = label(data, teacher);
    for (String layer : layers) {
      set = set.withHint(layer, features -> teacher.activations(layer, features));
    }
    return set;
  }

  /**
   * The same set with something else to match for each example.
   *
   * @param name what the Distiller's {@code match} calls it
   * @param hint gives a row of numbers {@code [N, h]} for features {@code [N, d]}, or maps {@code
   *     [N, channels, height, width]}
   * @return a set that shares this one's memory
   */
  public TransferSet withHint(String name, Classifier hint) {
    Map<String, INDArray> more = new LinkedHashMap<>(hints);
    more.put(name, ask(data, hint, "hint " + name));
    return new TransferSet(data, logits, more);
  }

  private static INDArray ask(Dataset data, Classifier teacher, String what) {
    INDArray all = null;
    try (Progress progress = Progress.of(what)) {
      for (int start = 0; start < data.size(); start += CHUNK) {
        if (Thread.currentThread().isInterrupted()) {
          throw new IllegalStateException(what + " was interrupted at example " + start);
        }
        int end = Math.min(data.size(), start + CHUNK);
        INDArray answer = teacher.logits(data.features(IntStream.range(start, end).toArray()));
        requireRows(answer, end - start);
        if (all == null) {
          long[] shape = answer.shape().clone();
          shape[0] = data.size();
          all = Nd4j.createUninitialized(answer.dataType(), shape, 'c');
        }
        all.get(NDArrayIndex.interval(start, end), NDArrayIndex.all()).assign(answer);
        progress.at((double) end / data.size(), () -> "%,d examples".formatted(end));
      }
    }
    return all;
  }

  private static void requireRows(INDArray answer, int rows) {
    if ((answer.rank() != 2 && answer.rank() != 4) || answer.size(0) != rows) {
      throw new IllegalArgumentException(
          "for %d examples the teacher must give a matrix of %d rows, but gave shape %s"
              .formatted(rows, rows, Arrays.toString(answer.shape())));
    }
  }

  /**
   * The examples.
   *
   * @return the data set that was labelled
   */
  public Dataset data() {
    return data;
  }

  /**
   * Number of examples.
   *
   * @return N
   */
  public int size() {
    return data.size();
  }

  /**
   * What the teacher said.
   *
   * @return logits {@code [N, C]}; not to be modified
   */
  public INDArray logits() {
    return logits;
  }

  /**
   * What a student's layer should match.
   *
   * @param name of the hint
   * @return {@code [N, h]} or {@code [N, channels, height, width]}; not to be modified
   * @throws IllegalArgumentException if there is no such hint
   */
  public INDArray hint(String name) {
    INDArray hint = hints.get(name);
    if (hint == null) {
      throw new IllegalArgumentException(
          "the transfer set has no hint '%s'; its hints are %s".formatted(name, hints.keySet()));
    }
    return hint;
  }

  Map<String, INDArray> hints() {
    return hints;
  }

  @Override
  public String toString() {
    return "%s, with logits%s"
        .formatted(data, hints.isEmpty() ? "" : " and hints of " + hints.keySet());
  }
}
