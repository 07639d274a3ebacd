package org.distill4j.model;

import java.util.Random;
import org.distill4j.data.Dataset;
import org.distill4j.data.Jitter;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Hard labels as training examples, the images moved a little if the plan says so. */
record LabelledBatches(Dataset data, @Nullable Jitter jitter) implements Batches {

  static LabelledBatches of(Dataset data, Plan plan, Network network) {
    network.requireFits("data", data);
    if (!data.labelled()) {
      throw new IllegalArgumentException("a teacher needs labels, but the data have none");
    }
    if (plan.jitter() == 0) {
      return new LabelledBatches(data, null);
    }
    return new LabelledBatches(data, Jitter.of(data, plan.jitter(), new Random(plan.seed())));
  }

  @Override
  public int size() {
    return data.size();
  }

  @Override
  public INDArray features(int[] rows) {
    INDArray features = data.features(rows);
    return jitter == null ? features : jitter.move(features);
  }

  @Override
  public INDArray[] targets(int[] rows) {
    return new INDArray[] {data.labels(rows)};
  }
}
