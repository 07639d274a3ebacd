package org.distill4j.model.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one pass through the training data came to.
 *
 * @param number counted from 1
 * @param loss mean training loss per example during the pass
 * @param validationAccuracy share of the validation examples classified right after the pass, from
 *     0 to 1; NaN without validation data
 * @param seconds wall-clock time of the pass, validation included
 * @param learningRate of the last step; NaN where the optimizer has none
 * @param examples in the pass
 * @param losses the parts of the loss, each a mean per example: that of the {@code logits}, and
 *     those of matched layers by the layers' names; what an optimizer adds for large weights is in
 *     none of them
 */
public record Epoch(
    int number,
    double loss,
    double validationAccuracy,
    double seconds,
    double learningRate,
    int examples,
    Map<String, Double> losses) {

  /** Keeps a copy of the map, in its order. */
  public Epoch {
    losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
  }

  /**
   * How fast it went.
   *
   * @return examples divided by seconds
   */
  public double examplesPerSecond() {
    return examples / seconds;
  }

  @Override
  public String toString() {
    String accuracy =
        Double.isNaN(validationAccuracy)
            ? ""
            : ", validation %.2f %%".formatted(100 * validationAccuracy);
    return "epoch %d: loss %.4f%s, %.1f s".formatted(number, loss, accuracy, seconds);
  }
}
