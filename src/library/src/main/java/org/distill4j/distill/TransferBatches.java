package org.distill4j.distill;

import java.util.ArrayList;
import java.util.List;
import org.distill4j.data.Dataset;
import org.distill4j.internal.ChosenRows;
import org.distill4j.loss.BatchLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.loss.SoftTargets;
import org.distill4j.model.Batches;
import org.distill4j.model.Student;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A transfer set as training examples.
 *
 * @param data the examples
 * @param targets labels and logits packed, then the hints; a row for each example
 */
record TransferBatches(Dataset data, List<INDArray> targets) implements Batches {

  /** Reads a transfer set, after a check that it is one for this student and loss. */
  static TransferBatches of(TransferSet set, List<String> hints, Student student, BatchLoss loss) {
    requireFits(student, set);
    requireLabels(set, loss);
    INDArray logits = set.logits();
    INDArray labels = set.data().labelled() ? set.data().labels() : logits.like();
    List<INDArray> targets = new ArrayList<>(List.of(SoftTargets.pack(labels, logits)));
    for (String name : hints) {
      INDArray hint = set.hint(name);
      targets.add(hint.reshape('c', hint.size(0), -1));
    }
    return new TransferBatches(set.data(), targets);
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
    return data.size();
  }

  @Override
  public INDArray features(int[] rows) {
    return data.features(rows);
  }

  @Override
  public INDArray[] targets(int[] rows) {
    return targets.stream().map(all -> ChosenRows.of(all, rows)).toArray(INDArray[]::new);
  }
}
