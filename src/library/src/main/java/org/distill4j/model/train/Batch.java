package org.distill4j.model.train;

import java.util.ArrayList;
import java.util.List;
import org.distill4j.loss.Targets;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The examples of one step.
 *
 * @param features {@code [B, d]}
 * @param targets of the logits, {@code [B, C]} each
 * @param hints what each {@link Match} should match, in their order; B rows each
 */
public record Batch(INDArray features, Targets targets, List<INDArray> hints) {

  /**
   * The same numbers in the type that a network computes with; nothing is copied if they have it.
   */
  Batch in(DataType type) {
    return new Batch(
        features.castTo(type),
        targets(type),
        hints.stream().map(hint -> hint.castTo(type)).toList());
  }

  private Targets targets(DataType type) {
    return targets.labels().dataType() == type && targets.teacherLogits().dataType() == type
        ? targets // checked when they were made
        : new Targets(targets.labels().castTo(type), targets.teacherLogits().castTo(type));
  }

  /**
   * What DL4J takes for the inputs.
   *
   * @return the features
   */
  public INDArray[] inputs() {
    return new INDArray[] {features};
  }

  /**
   * What DL4J takes for the labels, which it hands on without a look.
   *
   * @return one array for each output
   */
  public INDArray[] labels() {
    List<INDArray> labels = new ArrayList<>(List.of(targets.labels()));
    labels.addAll(hints);
    return labels.toArray(INDArray[]::new);
  }
}
