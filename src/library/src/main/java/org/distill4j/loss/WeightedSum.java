package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Two losses of the same output, values and gradients added. */
record WeightedSum(BatchLoss first, double weight, BatchLoss second) implements BatchLoss {

  WeightedSum {
    Weights.requirePositive("weight", weight);
    if (first.comparesMaps() != second.comparesMaps()) {
      throw new IllegalArgumentException(
          "%s and %s cannot be added: one compares maps, the other rows"
              .formatted(first.name(), second.name()));
    }
  }

  @Override
  public Value value(INDArray targets, INDArray output) {
    Value a = first.value(targets, output);
    Value b = second.value(targets, output);
    return new Value(
        a.perExample().add(b.perExample().mul(weight)), a.gradient().add(b.gradient().mul(weight)));
  }

  @Override
  public boolean comparesEntries() {
    return first.comparesEntries() || second.comparesEntries();
  }

  @Override
  public boolean comparesMaps() {
    return first.comparesMaps();
  }

  @Override
  public boolean needsLabels() {
    return first.needsLabels() || second.needsLabels();
  }

  @Override
  public String name() {
    return "%s + %s %s".formatted(first.name(), weight, second.name());
  }

  @Override
  public String toString() {
    return "%s + %s %s".formatted(first, weight, second);
  }
}
