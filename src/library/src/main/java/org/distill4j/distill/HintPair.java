package org.distill4j.distill;

import org.distill4j.data.ImageShape;
import org.distill4j.loss.FeatureLoss;
import org.distill4j.model.train.Match;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A teacher's hint, the student's layer that should match it, and how that is judged. */
record HintPair(String hint, String layer, FeatureLoss loss) {

  Match match(TransferSet set) {
    INDArray target = set.hint(hint);
    return target.rank() == 2
        ? Match.rows(layer, loss, target.size(1))
        : Match.maps(layer, loss, ImageShape.ofMaps(target.shape()));
  }

  @Override
  public String toString() {
    return "%s to %s by %s".formatted(hint, layer, loss);
  }
}
