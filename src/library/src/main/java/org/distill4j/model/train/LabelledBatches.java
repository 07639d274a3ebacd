package org.distill4j.model.train;

import java.util.Random;
import org.distill4j.data.Dataset;
import org.distill4j.data.Jitter;
import org.distill4j.internal.Seed;
import org.distill4j.loss.Targets;
import org.distill4j.model.network.internal.Network;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Hard labels as training examples, the images moved or mirrored if the plan says so. */
public record LabelledBatches(Dataset data, @Nullable Jitter jitter, Random random)
    implements Batches {

  public static LabelledBatches of(Dataset data, Plan plan, Network network) {
    network.requireFits("data", data);
    if (!data.labelled()) {
      throw new IllegalArgumentException(
          "training on labels needs data with labels, but these have none: " + data);
    }
    Random random = new Random(Seed.apart(plan.seed())); // not the one that orders the examples
    if (plan.jitter() == 0 && !plan.flips()) {
      return new LabelledBatches(data, null, random);
    }
    Jitter jitter = Jitter.of(data, plan.jitter());
    return new LabelledBatches(data, plan.flips() ? jitter.withFlips() : jitter, random);
  }

  @Override
  public int size() {
    return data.size();
  }

  @Override
  public INDArray features(int[] rows) {
    INDArray features = data.features(rows);
    return jitter == null ? features : jitter.move(features, random);
  }

  @Override
  public Targets targets(int[] rows) {
    return Targets.ofLabels(data.labels(rows));
  }
}
