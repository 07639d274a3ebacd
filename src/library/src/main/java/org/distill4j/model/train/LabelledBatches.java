package org.distill4j.model.train;

import java.util.Map;
import org.distill4j.data.Dataset;
import org.distill4j.data.Jitter;
import org.distill4j.internal.RestorableRandom;
import org.distill4j.internal.Seed;
import org.distill4j.loss.Targets;
import org.distill4j.model.network.internal.Network;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Hard labels as training examples, the images moved or mirrored if the plan says so. */
public record LabelledBatches(Dataset data, @Nullable Jitter jitter, RestorableRandom chance)
    implements Batches {

  public static LabelledBatches of(Dataset data, Plan plan, Network network) {
    network.requireFits("data", data);
    if (!data.labelled()) {
      throw new IllegalArgumentException(
          "training on labels needs data with labels, but these have none: " + data);
    }
    RestorableRandom chance =
        new RestorableRandom(Seed.apart(plan.seed())); // not the one that orders the examples
    if (plan.jitter() == 0 && !plan.flips()) {
      return new LabelledBatches(data, null, chance);
    }
    Jitter jitter = Jitter.of(data, plan.jitter());
    return new LabelledBatches(data, plan.flips() ? jitter.withFlips() : jitter, chance);
  }

  /** Of the images as they are before they are moved. */
  @Override
  public Map<String, String> checksums() {
    return ExampleChecksums.of(new LabelledBatches(data, null, chance));
  }

  @Override
  public int size() {
    return data.size();
  }

  @Override
  public INDArray features(int[] rows) {
    INDArray features = data.features(rows);
    return jitter == null ? features : jitter.move(features, chance);
  }

  @Override
  public Targets targets(int[] rows) {
    return Targets.ofLabels(data.labels(rows));
  }
}
