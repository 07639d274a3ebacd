package org.distill4j.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Verdicts that are read together: Holm's correction ("A simple sequentially rejective multiple
 * test procedure", 1979) keeps the chance that even one of them is a false alarm at 5 %.
 */
final class Holm {

  private Holm() {}

  /** The smallest p is multiplied by the number of verdicts, the next by one less, and so on. */
  static List<Verdict> correct(List<Verdict> verdicts) {
    int m = verdicts.size();
    int[] order =
        IntStream.range(0, m)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> verdicts.get(i).p()))
            .mapToInt(i -> i)
            .toArray();
    Verdict[] corrected = new Verdict[m];
    double least = 0; // no p may fall below a smaller one's
    for (int rank = 0; rank < m; rank++) {
      Verdict verdict = verdicts.get(order[rank]);
      least = Math.max(least, Math.min(1, (m - rank) * verdict.p()));
      corrected[order[rank]] = verdict.among(m, least);
    }
    return List.of(corrected);
  }
}
