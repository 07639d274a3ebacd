package org.distill4j.distill;

import java.util.ArrayList;
import java.util.List;
import org.distill4j.data.Dataset;
import org.distill4j.internal.ChosenRows;
import org.distill4j.loss.BatchLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.loss.Targets;
import org.distill4j.model.Student;
import org.distill4j.model.train.Batches;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A transfer set as training examples.
 *
 * @param data the examples
 * @param logits what the teacher said about them, {@code [N, C]}
 * @param chosenHints a row for each example
 */
record TransferBatches(Dataset data, INDArray logits, List<INDArray> chosenHints)
    implements Batches {

  /** Reads a transfer set, after a check that it is one for this student and loss. */
  static TransferBatches of(TransferSet set, List<String> hints, Student student, BatchLoss loss) {
    requireFits(student, set);
    requireLabels(set, loss);
    List<INDArray> chosen = new ArrayList<>();
    for (String name : hints) {
      INDArray hint = set.hint(name);
      chosen.add(hint.reshape('c', hint.size(0), -1));
    }
    return new TransferBatches(set.data(), set.logits(), chosen);
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
  public Targets targets(int[] rows) {
    INDArray said = ChosenRows.of(logits, rows);
    return new Targets(data.labelled() ? data.labels(rows) : said.like(), said);
  }

  @Override
  public List<INDArray> hints(int[] rows) {
    return chosenHints.stream().map(all -> ChosenRows.of(all, rows)).toList();
  }
}
