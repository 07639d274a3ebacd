package org.distill4j.course;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.distill4j.data.Dataset;
import org.distill4j.data.HashedWords;
import org.distill4j.table.CsvFile;

/**
 * Sentences out of reviews of products, films and restaurants that are clearly positive or clearly
 * negative (Kotzias, Denil, De Freitas, Smyth 2015; CC BY 4.0).
 *
 * @param sources where each sentence is from: {@code amazon}, {@code imdb} or {@code yelp}
 * @param labels 1 for a positive sentence, 0 for a negative one
 * @param texts the sentences
 */
public record Reviews(List<String> sources, List<Integer> labels, List<String> texts) {

  /** Names of the classes, in the order of the labels. */
  public static final List<String> CLASSES = List.of("negative", "positive");

  private static final int COUNT = 3_000;

  /** Keeps copies of the lists, which must be equally long. */
  public Reviews {
    sources = List.copyOf(sources);
    labels = List.copyOf(labels);
    texts = List.copyOf(texts);
    if (labels.size() != sources.size() || texts.size() != sources.size()) {
      throw new IllegalArgumentException(
          "there must be as many sources as labels and texts, but there are %d, %d and %d"
              .formatted(sources.size(), labels.size(), texts.size()));
    }
  }

  /**
   * Reads the shipped file, found by {@link DataFolder#find}.
   *
   * @return 3,000 sentences, 500 of each class from each source
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is not what it should be
   */
  public static Reviews load() {
    List<String> columns = List.of("source", "positive", "sentence");
    CsvFile file =
        CsvFile.read(DataFolder.find("text").resolve("review-sentences.tsv.gz"), '\t', columns);
    if (file.rows() != COUNT) {
      throw file.wrong("%,d rows".formatted(COUNT), "%,d".formatted(file.rows()));
    }
    List<String> known = List.of("0", "1");
    List<Integer> labels = file.column("positive").stream().map(known::indexOf).toList();
    if (labels.contains(-1)) {
      throw file.wrong("0 or 1 in the column positive", "something else");
    }
    return new Reviews(file.column("source"), labels, file.column("sentence"));
  }

  /**
   * The label of every sentence, in an array made for the caller.
   *
   * @return class indices
   */
  public int[] labelIndices() {
    return labels.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * The same sentences in random order, so that any part of them is a draw; in the file they stand
   * source by source.
   *
   * @param seed of the order
   * @return other reviews
   */
  public Reviews shuffled(long seed) {
    return new Reviews(shuffled(sources, seed), shuffled(labels, seed), shuffled(texts, seed));
  }

  /** Lists of one length get the same order by the same seed. */
  private static <T> List<T> shuffled(List<T> list, long seed) {
    List<T> shuffled = new ArrayList<>(list);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  /**
   * The sentences as features.
   *
   * @param words how a text is described
   * @return the data set, in the same order
   */
  public Dataset dataset(HashedWords words) {
    return words.dataset(texts, labelIndices(), CLASSES);
  }

  @Override
  public String toString() {
    return "%,d sentences, %,d of them positive"
        .formatted(texts.size(), labels.stream().filter(label -> label == 1).count());
  }
}
