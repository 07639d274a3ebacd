package org.distill4j.distill;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.distill4j.data.Permutation;
import org.distill4j.internal.Seed;
import org.distill4j.loss.ResponseLoss;
import org.distill4j.loss.Targets;
import org.distill4j.model.Student;
import org.distill4j.model.train.Batches;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Shards as training examples; the rows of a batch are places in the window. */
final class ShardBatches implements Batches {

  /** Into how many places of the set a window reaches. */
  private static final int BLOCKS = 64;

  private final Shards shards;
  private final int[] hints;
  private final int examples;
  private final ShardWindow window;
  private boolean whole;

  private ShardBatches(Shards shards, int[] hints, int examples) {
    this.shards = shards;
    this.hints = hints;
    this.examples = examples;
    this.window = new ShardWindow(shards, examples);
  }

  /** Takes memory for a window, after a check that the shards are for this student and loss. */
  static ShardBatches of(
      Shards shards, List<String> hints, Student student, ResponseLoss loss, int batchSize) {
    ShardLayout layout = shards.layout();
    TransferBatches.requireFits(student, layout.classes().size(), layout.width());
    TransferBatches.requireLabels(layout.labelled(), loss);
    int[] chosen = hints.stream().mapToInt(layout::hint).toArray();
    long rounded = (shards.window() + batchSize - 1L) / batchSize * batchSize;
    int examples = (int) Math.min(shards.size(), rounded);
    if ((long) examples * layout.bytes() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a window of %,d examples, whole batches of %,d, takes %,d bytes, more than 2 GB: take smaller batches, or a smaller window"
              .formatted(examples, batchSize, (long) examples * layout.bytes()));
    }
    return new ShardBatches(shards, chosen, examples);
  }

  @Override
  public int size() {
    return shards.size();
  }

  @Override
  public Order order(Random random) {
    if (examples < size()) {
      return new Windows(random.nextLong());
    }
    if (!whole) {
      window.load(new int[] {0}, size(), 0, size());
      whole = true;
    }
    return Batches.super.order(random);
  }

  /**
   * Those of the files, which were read once when they were opened, and what the order depends on.
   */
  @Override
  public Map<String, String> checksums() {
    String order = "%d examples in blocks of %d".formatted(examples, block());
    return Map.of("shards", shards.checksum(), "window", order);
  }

  /** Neighbors that are read together. */
  private int block() {
    return Math.max(1, examples / BLOCKS);
  }

  /**
   * One window after another, each of whole batches but for the last, in an order of its own. What
   * is left over from whole blocks comes last in every pass.
   */
  private final class Windows implements Order {

    private final long seed;
    private final int[] order;
    private int[] slots = {};
    private int loaded = -1;

    Windows(long seed) {
      this.seed = seed;
      int whole = size() / block();
      this.order = Arrays.copyOf(Permutation.of(whole, new Random(seed)), whole + 1);
      order[whole] = whole;
    }

    @Override
    public int[] rows(int from, int to) {
      int start = from / examples * examples;
      if (start != loaded) {
        int end = start + Math.min(examples, size() - start);
        window.load(order, block(), start, end);
        slots = Permutation.of(end - start, new Random(Seed.apart(seed + start + 1)));
        loaded = start;
      }
      return Arrays.copyOfRange(slots, from - start, to - start);
    }
  }

  @Override
  public INDArray features(int[] rows) {
    return window.records().features(rows);
  }

  @Override
  public Targets targets(int[] rows) {
    return new Targets(window.records().labels(rows), window.records().logits(rows));
  }

  @Override
  public List<INDArray> hints(int[] rows) {
    return IntStream.of(hints).mapToObj(hint -> window.records().hint(hint, rows)).toList();
  }
}
