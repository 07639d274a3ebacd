package org.distill4j.distill;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.distill4j.loss.Targets;
import org.distill4j.model.train.Batches;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Training examples that are made anew for each pass.
 *
 * @param first those of the first pass
 * @param later those of any other
 */
record FreshBatches(Batches first, IntFunction<Batches> later) implements Batches {

  @Override
  public int size() {
    return first.size();
  }

  @Override
  public Batches epoch(int number) {
    if (number == 1) {
      return first;
    }
    Batches fresh;
    try {
      fresh = later.apply(number);
    } catch (IllegalStateException e) {
      if (Thread.currentThread().isInterrupted()) {
        return first; // no step is taken: the training loop sees the interruption too
      }
      throw e;
    }
    if (fresh.size() != size()) {
      throw new IllegalArgumentException(
          "each epoch must have %d examples, as the first, but epoch %d has %d"
              .formatted(size(), number, fresh.size()));
    }
    return fresh;
  }

  /** Of the first pass: the others would have to be made. */
  @Override
  public Map<String, String> checksums() {
    return first.checksums();
  }

  @Override
  public INDArray features(int[] rows) {
    return first.features(rows);
  }

  @Override
  public Targets targets(int[] rows) {
    return first.targets(rows);
  }

  @Override
  public List<INDArray> hints(int[] rows) {
    return first.hints(rows);
  }
}
