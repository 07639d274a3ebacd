package org.distill4j.model;

import java.util.List;
import java.util.function.ToLongFunction;
import org.distill4j.loss.Ensemble;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Classifiers that answer as one, with the mean of their probabilities. */
record Committee(List<Classifier> members) implements Classifier, Sized {

  Committee {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("an ensemble must have at least one member, but has none");
    }
  }

  @Override
  public INDArray logits(INDArray features) {
    return Ensemble.meanOfProbabilities(
        members.stream().map(member -> member.logits(features)).toList(), 1);
  }

  @Override
  public boolean counted() {
    return members.stream().allMatch(member -> member instanceof Sized sized && sized.counted());
  }

  @Override
  public long parameters() {
    return sum(Sized::parameters);
  }

  @Override
  public long bytes() {
    return sum(Sized::bytes);
  }

  @Override
  public long multiplyAdds() {
    return sum(Sized::multiplyAdds);
  }

  private long sum(ToLongFunction<Sized> size) {
    if (!counted()) {
      throw new IllegalStateException("not every member has a size: they are " + members);
    }
    return members.stream().mapToLong(member -> size.applyAsLong((Sized) member)).sum();
  }

  @Override
  public String toString() {
    return "of %d members".formatted(members.size());
  }
}
