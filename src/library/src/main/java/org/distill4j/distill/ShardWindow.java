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
   * Reads examples of the shards in some order, one after another.
   *
   * @param order of the shards
   * @param from first example in this order
   * @param to example after the last
   */
  void load(int[] order, long from, long to) {
    records.memory().clear();
    long start = 0; // of the shard
    for (int number : order) {
      ShardFile file = shards.files().get(number);
      long first = Math.max(from, start);
      long end = Math.min(to, start + file.count());
      if (first < end) {
        file.read((int) (first - start), (int) (end - start), records.memory());
      }
      start += file.count();
    }
  }
}
