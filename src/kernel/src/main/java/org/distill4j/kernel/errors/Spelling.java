package org.distill4j.kernel.errors;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Words that differ by a slip of the finger. */
final class Spelling {
  private Spelling() {}

  /** The nearest of these, if it is near: two letters at most, and half of the word. */
  static Optional<String> nearest(String word, Stream<String> known) {
    int allowed = Math.min(2, word.length() / 2);
    return known
        .filter(one -> !one.isEmpty() && distance(word, one) <= allowed)
        .min(
            Comparator.comparing((String one) -> distance(word, one))
                .thenComparing(one -> -one.length()));
  }

  private static String sorted(String word) {
    char[] letters = word.toCharArray();
    Arrays.sort(letters);
    return new String(letters);
  }

  /** The letters to insert, delete or change to turn one word into the other. */
  private static int distance(String from, String to) {
    if (from.length() == to.length() && !from.equals(to) && sorted(from).equals(sorted(to))) {
      return 1; // two fingers in the wrong order
    }
    var edits = IntStream.rangeClosed(0, to.length()).toArray();
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = edits[0]++;
      for (int j = 1; j <= to.length(); j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = edits[j];
        edits[j] = Math.min(changed, Math.min(edits[j - 1], edits[j]) + 1);
      }
    }
    return edits[to.length()];
  }
}
