package org.distill4j.onnx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Texts of like length together, so that little has to be filled up. */
final class TokenBatches {

  private TokenBatches() {}

  /**
   * Divides texts into batches.
   *
   * @param tokens of each text
   * @param most tokens in a batch when all its texts are as long as the longest; a batch has one
   *     text at least
   * @return positions of the texts of each batch
   */
  static List<int[]> of(List<int[]> tokens, int most) {
    List<Integer> byLength =
        IntStream.range(0, tokens.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> tokens.get(i).length))
            .toList();
    List<int[]> batches = new ArrayList<>();
    List<Integer> batch = new ArrayList<>();
    for (int text : byLength) {
      int length = Math.max(1, tokens.get(text).length);
      if (!batch.isEmpty() && (long) (batch.size() + 1) * length > most) {
        batches.add(batch.stream().mapToInt(Integer::intValue).toArray());
        batch.clear();
      }
      batch.add(text);
    }
    batches.add(batch.stream().mapToInt(Integer::intValue).toArray());
    return batches;
  }
}
