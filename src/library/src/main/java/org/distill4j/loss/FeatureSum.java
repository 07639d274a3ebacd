package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Two losses of the same layer, values and gradients added. */
record FeatureSum(FeatureLoss first, FeatureLoss second) implements FeatureLoss {

  FeatureSum {
    if ((first.compares() == Compared.MAPS) != (second.compares() == Compared.MAPS)) {
      throw new IllegalArgumentException(
          "%s and %s cannot be added: one compares maps, the other rows".formatted(first, second));
    }
  }

  @Override
  public Value value(INDArray teacher, INDArray student) {
    return first.value(teacher, student).plus(second.value(teacher, student));
  }

  @Override
  public Compared compares() {
    return first.compares() == Compared.RELATIONS ? second.compares() : first.compares();
  }

  @Override
  public String toString() {
    return first + " + " + second;
  }
}
