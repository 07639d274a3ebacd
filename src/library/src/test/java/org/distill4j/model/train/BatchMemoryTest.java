package org.distill4j.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.distill4j.loss.CrossEntropyLoss;
import org.distill4j.loss.Targets;
import org.distill4j.model.Student;
import org.distill4j.model.network.internal.LayerChoice;
import org.distill4j.model.network.internal.Network;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Where the batches of a training lie. */
class BatchMemoryTest {

  private static final int BATCH = 10;

  /** Remembers where each batch lay, and what a batch that is kept held. */
  private static final class Watched implements Batches {

    private final List<Long> addresses = new ArrayList<>();
    private final List<INDArray> kept = new ArrayList<>();

    @Override
    public int size() {
      return 5 * BATCH;
    }

    @Override
    public INDArray features(int[] rows) {
      INDArray features = Nd4j.valueArrayOf(new long[] {rows.length, 4}, addresses.size());
      addresses.add(features.data().address());
      kept.add(features.detach());
      return features;
    }

    @Override
    public Targets targets(int[] rows) {
      INDArray labels = Nd4j.zeros(rows.length, 2);
      labels.getColumn(0).assign(1);
      return Targets.ofLabels(labels);
    }
  }

  @Test
  void eachBatchTakesThePlaceOfTheOneBefore() {
    Watched batches = new Watched();
    Student student = Student.mlp(4).hidden(3).classes(2).seed(1).build();
    Network network = new Network(student.network(), LayerChoice.PLAIN);
    Plan plan = Plan.epochs(2).withBatchSize(BATCH);
    Training.run(
        PlainEngine.kind(), network, new CrossEntropyLoss(), List.of(), plan, batches, null);
    long places = batches.addresses.stream().skip(2).distinct().count();
    assertEquals(10, batches.addresses.size());
    assertEquals(1, places, "memory is asked for once: " + batches.addresses);
    for (int step = 0; step < 10; step++) {
      assertEquals(step, batches.kept.get(step).getDouble(3, 3), "a detached batch changed");
    }
  }
}
