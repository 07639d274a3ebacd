package org.distill4j.data;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.distill4j.internal.Ranges;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Describes a text by the words and the pairs of neighbouring words in it. Each is sent to one of a
 * fixed number of features by a hash (Weinberger and others 2009, <a
 * href="https://arxiv.org/abs/0902.2206">arXiv:0902.2206</a>, without their signs), so no
 * vocabulary has to be kept and words never seen before have a place; some share it with others.
 *
 * @param features how many, at least 2; 4,096 keep most words of a small corpus apart
 */
public record HashedWords(int features) {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  /** Checks the number of features. */
  public HashedWords {
    Ranges.requireAtLeast("features", features, 2);
  }

  /**
   * Describes texts.
   *
   * @param texts at least one
   * @return {@code [N, features]}, 1 where the text has such a word or pair, 0 elsewhere
   */
  public INDArray of(String... texts) {
    return ones(List.of(texts)).numbers(IntStream.range(0, texts.length).toArray());
  }

  /**
   * A data set of texts. Of each text only the places of its ones are kept, so memory grows with
   * the words, not with the number of features.
   *
   * @param texts at least one
   * @param labels class index of each text
   * @param classes names of the classes, at least two
   * @return the data set
   * @throws IllegalArgumentException if texts, labels and classes do not fit
   */
  public Dataset dataset(List<String> texts, int[] labels, List<String> classes) {
    return Dataset.ones(ones(texts), labels, classes);
  }

  private SparseOnes ones(List<String> texts) {
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one text, but there is none");
    }
    return new SparseOnes(texts.stream().map(this::places).toArray(int[][]::new), features);
  }

  private int[] places(String text) {
    Set<Integer> places = new TreeSet<>();
    String before = "";
    Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (words.find()) {
      String word = words.group();
      places.add(place(word));
      if (!before.isEmpty()) {
        places.add(place(before + ' ' + word));
      }
      before = word;
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  private int place(String words) {
    int hash = words.hashCode();
    return Math.floorMod(hash ^ hash >>> 16, features);
  }
}
