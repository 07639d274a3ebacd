package org.distill4j.distill;

import java.util.List;
import org.distill4j.loss.BatchLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.loss.SoftTargets;
import org.distill4j.model.Batches;
import org.distill4j.model.Student;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A transfer set as training examples: labels and logits packed, then the hints. */
record TransferBatches(TransferSet set, List<INDArray> hints) implements Batches {

  /** Reads a transfer set, after a check that it is one for this student and loss. */
  static TransferBatches of(TransferSet set, List<String> hints, Student student, BatchLoss loss) {
    requireFits(student, set);
    requireLabels(set, loss);
    return new TransferBatches(set, hints.stream().map(set::hint).toList());
  }

  private static void requireFits(Student student, TransferSet set) {
    if (set.isLabelledBy(student)) {
      throw new IllegalArgumentException(
          "the student is the teacher that labelled the transfer set; to learn from itself it needs"
              + " a second network of its kind");
    }
    if (student.classes() != set.logits().size(1)) {
      throw new IllegalArgumentException(
          "the student has %d classes, but the teacher has %d"
              .formatted(student.classes(), set.logits().size(1)));
    }
    if (student.inputs() != set.data().width()) {
      throw new IllegalArgumentException(
          "the student takes %d features, but the transfer set has %d"
              .formatted(student.inputs(), set.data().width()));
    }
  }

  private static void requireLabels(TransferSet set, BatchLoss loss) {
    if (set.data().labelled() || !loss.needsLabels()) {
      return;
    }
    throw new IllegalArgumentException(
        "the transfer set has no hard labels, "
            + (loss instanceof SoftTargetLoss soft
                ? "so hardWeight must be 0, but was " + soft.hardWeight()
                : "but the loss %s needs them".formatted(loss.name())));
  }

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
