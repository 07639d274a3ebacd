package org.distill4j.distill;

import java.util.List;
import org.distill4j.loss.SoftTargets;
import org.distill4j.model.Batches;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A transfer set as training examples: labels and logits packed, then the hints. */
record TransferBatches(TransferSet set, List<INDArray> hints) implements Batches {

  @Override
  public int size() {
    return set.size();
  }

  @Override
  public INDArray features(int[] rows) {
    return set.data().features(rows);
  }

  @Override
  public INDArray[] targets(int[] rows) {
    INDArray[] targets = new INDArray[1 + hints.size()];
    INDArray logits = Nd4j.pullRows(set.logits(), 1, rows);
    INDArray labels = set.data().labelled() ? set.data().labels(rows) : logits.like();
    targets[0] = SoftTargets.pack(labels, logits);
    for (int i = 0; i < hints.size(); i++) {
      INDArray hint = hints.get(i);
      targets[i + 1] = Nd4j.pullRows(hint.reshape('c', hint.size(0), -1), 1, rows);
    }
    return targets;
  }
}
