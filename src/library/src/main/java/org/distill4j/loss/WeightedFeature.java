package org.distill4j.loss;

import org.distill4j.internal.Ranges;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A loss of a layer, multiplied by a weight. */
record WeightedFeature(double weight, FeatureLoss loss) implements FeatureLoss {

  WeightedFeature {
    Ranges.requirePositive("weight", weight);
  }

  @Override
  public Value value(INDArray teacher, INDArray student) {
    return loss.value(teacher, student).times(weight);
  }

  @Override
  public Compared compares() {
    return loss.compares();
  }

  @Override
  public String toString() {
    return Shown.product(weight, loss, loss instanceof FeatureSum);
  }
}
