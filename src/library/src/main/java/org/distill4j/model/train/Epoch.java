package org.distill4j.model.train;

/**
 * What one pass through the training data came to.
 *
 * @param number counted from 1
 * @param loss mean training loss per example during the pass
 * @param validationAccuracy share of the validation examples classified right after the pass, from
 *     0 to 1; NaN without validation data
 * @param seconds wall-clock time of the pass, validation included
 */
public record Epoch(int number, double loss, double validationAccuracy, double seconds) {

  @Override
  public String toString() {
    String accuracy =
        Double.isNaN(validationAccuracy)
            ? ""
            : ", validation %.2f %%".formatted(100 * validationAccuracy);
    return "epoch %d: loss %s%s, %.1f s".formatted(number, text(loss), accuracy, seconds);
  }

  /** A loss with four decimals; a huge one with its power of ten. */
  static String text(double loss) {
    return (Math.abs(loss) < 1e6 ? "%.4f" : "%.3e").formatted(loss);
  }
}
