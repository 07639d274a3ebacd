package org.distill4j.model.train;

import java.util.List;
import java.util.Map;
import org.distill4j.internal.RandomState;
import org.distill4j.internal.RestorableRandom;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Everything that a training goes on from.
 *
 * @param epochs finished
 * @param pass how far the one after them has come
 * @param engine what its engine has come to
 * @param iterations steps that the plain network counts, those of the finished epochs included
 * @param passes passes that it counts
 * @param finished weights of the plain network, which has them since the last finished epoch
 * @param best weights of the best epoch; null if the plan does not keep them
 */
record TrainingState(
    List<Epoch> epochs,
    Pass pass,
    EngineState engine,
    int iterations,
    int passes,
    INDArray finished,
    @Nullable INDArray best) {

  /**
   * How far a pass has come.
   *
   * @param start where chance was when it began
   * @param now where chance is
   * @param done examples that it has gone through
   * @param loss summed over them
   * @param losses the parts of it, by name
   * @param seconds that it took
   */
  record Pass(
      Chance start, Chance now, int done, double loss, Map<String, Double> losses, double seconds) {

    /** A pass that begins here. */
    static Pass beginning(Chance start) {
      return new Pass(start, start, 0, 0, Map.of(), 0);
    }
  }

  /**
   * Where chance has come to.
   *
   * @param order that of the examples
   * @param batches that which changes examples; 0 where nothing does
   * @param arrays ND4J's, which dropout draws from
   */
  record Chance(long order, long batches, RandomState arrays) {

    static Chance now(RestorableRandom order, Batches batches) {
      RestorableRandom changes = batches.chance();
      return new Chance(order.state(), changes == null ? 0 : changes.state(), RandomState.now());
    }

    void restore(RestorableRandom order, Batches examples) {
      order.restore(this.order);
      RestorableRandom changes = examples.chance();
      if (changes != null) {
        changes.restore(batches);
      }
      arrays.restore();
    }
  }
}
