package org.distill4j.distill;

import java.util.List;
import org.distill4j.internal.ChosenRows;
import org.distill4j.loss.ResponseLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.loss.Targets;
import org.distill4j.model.Student;
import org.distill4j.model.train.Batches;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A transfer set as training examples, whose rows are read when a batch asks for them.
 *
 * @param set the examples and what the teacher said about them
 * @param hints a row for each example
 */
record TransferBatches(TransferSet set, List<INDArray> hints) implements Batches {

  /** Reads a transfer set, after a check that it is one for this student and loss. */
  static TransferBatches of(
      TransferSet set, List<String> hints, Student student, ResponseLoss loss) {
    requireFits(student, set);
    requireLabels(set.data().labelled(), loss);
    return new TransferBatches(set, hints.stream().map(name -> rows(set.hint(name))).toList());
  }

  private static INDArray rows(INDArray hint) {
    return hint.reshape('c', hint.size(0), -1); // [N, h], from maps [N, c, h, w], too
  }

  private static void requireFits(Student student, TransferSet set) {
    if (set.isLabelledBy(student)) {
      throw new IllegalArgumentException(
          "the student is the teacher that labelled the transfer set; to learn from itself it needs"
              + " a second network of its kind");
    }
    requireFits(student, Math.toIntExact(set.logits().size(1)), set.data().width());
  }

  /** Refuses a student of other classes or features. */
  static void requireFits(Student student, int classes, int width) {
    if (student.classes() != classes) {
      throw new IllegalArgumentException(
          "the student has %d classes, but the teacher has %d"
              .formatted(student.classes(), classes));
    }
    if (student.inputs() != width) {
      throw new IllegalArgumentException(
          "the student takes %d features, but the transfer set has %d"
              .formatted(student.inputs(), width));
    }
  }

  /** Refuses a loss that needs labels where there are none. */
  static void requireLabels(boolean labelled, ResponseLoss loss) {
    if (labelled || !loss.needsLabels()) {
      return;
    }
    throw new IllegalArgumentException(
        "the transfer set has no hard labels, "
            + (loss instanceof SoftTargetLoss soft
                ? "so hardWeight must be 0, but was " + soft.hardWeight()
                : "but the loss %s needs them".formatted(loss)));
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
  public Targets targets(int[] rows) {
    INDArray logits = ChosenRows.of(set.logits(), rows); // [B, C]
    return new Targets(set.data().labelled() ? set.data().labels(rows) : logits.like(), logits);
  }

  @Override
  public List<INDArray> hints(int[] rows) {
    return hints.stream().map(all -> ChosenRows.of(all, rows)).toList();
  }
}
