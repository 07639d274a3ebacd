package org.distill4j.data;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.distill4j.internal.Ranges;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

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
    return bytes(List.of(texts)).castTo(DataType.FLOAT).divi(255);
  }

  /**
   * A data set of texts, each feature kept as one byte.
   *
   * @param texts at least one
   * @param labels class index of each text
   * @param classes names of the classes, at least two
   * @return the data set
   * @throws IllegalArgumentException if texts, labels and classes do not fit
   */
  public Dataset dataset(List<String> texts, int[] labels, List<String> classes) {
    return Dataset.shares(bytes(texts), labels, classes);
  }

  /** 255 for 1: bytes are read as numbers from 0 to 1. */
  private INDArray bytes(List<String> texts) {
    if (texts.isEmpty() || (long) texts.size() * features > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "there must be at least one text and at most %,d, but there are %,d"
              .formatted(Integer.MAX_VALUE / features, texts.size()));
    }
    INDArray bytes = Nd4j.zeros(DataType.UINT8, texts.size(), features);
    ByteBuffer memory = bytes.data().asNio();
    for (int i = 0; i < texts.size(); i++) {
      String before = "";
      Matcher words = WORD.matcher(texts.get(i).toLowerCase(Locale.ROOT));
      while (words.find()) {
        String word = words.group();
        memory.put(i * features + place(word), (byte) 255);
        if (!before.isEmpty()) {
          memory.put(i * features + place(before + ' ' + word), (byte) 255);
        }
        before = word;
      }
    }
    return bytes;
  }

  private int place(String words) {
    int hash = words.hashCode();
    return Math.floorMod(hash ^ hash >>> 16, features);
  }
}
