package org.distill4j.distill;

import org.distill4j.data.ImageShape;
import org.distill4j.loss.FeatureLoss;
import org.distill4j.model.train.Match;

/** A teacher's hint, the student's layer that should match it, and how that is judged. */
record HintPair(String hint, String layer, FeatureLoss loss) {

  /**
   * What training matches.
   *
   * @param shape of the hint, {@code [N, h]} or {@code [N, channels, height, width]}
   */
  Match match(long... shape) {
    return shape.length == 2
        ? Match.rows(layer, loss, shape[1])
        : Match.maps(layer, loss, ImageShape.ofMaps(shape));
  }

  @Override
  public String toString() {
    return "%s to %s by %s".formatted(hint, layer, loss);
  }
}
