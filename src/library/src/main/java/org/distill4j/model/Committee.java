package org.distill4j.model;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.distill4j.loss.Ensemble;
import org.distill4j.model.network.Classifier;
import org.distill4j.model.network.Sized;
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
  public OptionalLong parameters() {
    return sum(Sized::parameters);
  }

  @Override
  public OptionalLong bytes() {
    return sum(Sized::bytes);
  }

  @Override
  public OptionalLong multiplyAdds() {
    return sum(Sized::multiplyAdds);
  }

  /** The sum over the members, if each of them has a size. */
  private OptionalLong sum(Function<Sized, OptionalLong> count) {
    long sum = 0;
    for (Classifier member : members) {
      OptionalLong size = member instanceof Sized sized ? count.apply(sized) : OptionalLong.empty();
      if (size.isEmpty()) {
        return size;
      }
      sum += size.getAsLong();
    }
    return OptionalLong.of(sum);
  }

  @Override
  public String toString() {
    return "of %d members".formatted(members.size());
  }
}
