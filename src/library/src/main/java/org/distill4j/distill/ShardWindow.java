package org.distill4j.distill;

import java.nio.ByteBuffer;

/** The examples that are held in memory; the next ones take the place of the last. */
final class ShardWindow {

  private final Shards shards;
  private final ShardRecords records;

  /**
   * Takes the memory, outside the heap.
   *
   * @param examples at most at a time
   */
  ShardWindow(Shards shards, int examples) {
    this.shards = shards;
    int bytes = Math.multiplyExact(examples, shards.layout().bytes());
    try {
      this.records = new ShardRecords(shards.layout(), ByteBuffer.allocateDirect(bytes));
    } catch (OutOfMemoryError e) {
      OutOfMemoryError explained =
          new OutOfMemoryError(
              "a window of %,d examples takes %,d bytes outside the heap, more than this process may take: take a smaller one, withWindow(n), or start Java with a larger -XX:MaxDirectMemorySize"
                  .formatted(examples, bytes));
      explained.initCause(e);
      throw explained;
    }
  }

  ShardRecords records() {
    return records;
  }

  /**
   * Reads a part of a pass, which goes through the set a block of neighbors at a time.
   *
   * @param order of the blocks
   * @param block examples in each but the last of the set, which is also the last in the order
   * @param from first example of the pass
   * @param to example after the last
   */
  void load(int[] order, int block, int from, int to) {
    records.memory().clear();
    int length;
    for (int at = from; at < to; at += length) {
      int within = at % block;
      length = Math.min(block - within, to - at);
      int start = order[at / block] * block + within;
      shards.read(start, start + length, records.memory());
    }
  }
}
