package org.distill4j.distill;

import org.distill4j.data.ImageShape;
import org.distill4j.loss.BatchLoss;
import org.distill4j.model.Match;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A teacher's hint, the student's layer that should match it, and how that is judged. */
record HintPair(String hint, String layer, BatchLoss loss) {

  Match match(TransferSet set) {
    INDArray target = set.hint(hint);
    if (target.rank() == 2) {
      return new Match(layer, loss, target.size(1));
    }
    return new Match(layer, loss, ImageShape.ofMaps(target.shape()));
  }

  @Override
  public String toString() {
    return "%s to %s by %s".formatted(hint, layer, loss);
  }
}
