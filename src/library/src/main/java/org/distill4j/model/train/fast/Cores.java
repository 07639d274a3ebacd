package org.distill4j.model.train.fast;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.presets.openblas_nolapack.SetNumThreads;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Divides work among the processor's cores: a part for the calling thread and one for each helper,
 * always the same parts, so that results do not depend on who was faster.
 *
 * <p>While the parts run, BLAS works in the thread that calls it. Its own threads would leave the
 * other cores idle between two products, and take longer to wake than a small product does.
 */
final class Cores {

  /** Work of a part that is worth handing over, in multiply-adds: some 50 microseconds. */
  private static final long LEAST_WORK = 2_000_000;

  private static final Cores ALL = new Cores(Runtime.getRuntime().availableProcessors());

  /** A part of some work. */
  @FunctionalInterface
  interface Part {

    /** Does the work on items {@code from} to {@code to - 1}. */
    void work(int from, int to);
  }

  private final Helper[] helpers;
  private final int blasThreads = Nd4j.factory().blas().getMaxThreads();

  private final IntConsumer setBlasThreads = blasThreadSetter();

  private Cores(int cores) {
    helpers =
        IntStream.range(1, cores).mapToObj(i -> new Helper("core " + i)).toArray(Helper[]::new);
  }

  /**
   * Does some work, on several cores where that is faster.
   *
   * @param items what can be divided, such as columns; at least 1
   * @param work how much there is altogether, in multiply-adds
   * @param part does some of the items; called once for each part, in any order
   */
  static void divide(int items, long work, Part part) {
    long parts = Math.min(work / LEAST_WORK, ALL.helpers.length + 1);
    ALL.divide(items, (int) Math.max(1, Math.min(parts, items)), part);
  }

  private synchronized void divide(int items, int parts, Part part) {
    setBlasThreads.accept(1);
    try {
      for (int i = 1; i < parts; i++) {
        int from = bound(items, i, parts);
        int to = bound(items, i + 1, parts);
        helpers[i - 1].begin(() -> part.work(from, to));
      }
      part.work(0, bound(items, 1, parts));
    } finally {
      for (int i = 1; i < parts; i++) {
        helpers[i - 1].finish(); // whatever happened, nobody works on when this ends
      }
      setBlasThreads.accept(blasThreads);
    }
    for (int i = 1; i < parts; i++) {
      helpers[i - 1].rethrow();
    }
  }

  /** What ND4J's own call comes to, which searches for the function each time. */
  private static IntConsumer blasThreadSetter() {
    Pointer function = Loader.addressof("openblas_set_num_threads");
    return function == null ? count -> {} : new SetNumThreads() {}.put(function)::call;
  }

  private static int bound(int items, int part, int parts) {
    return (int) ((long) items * part / parts);
  }
}
