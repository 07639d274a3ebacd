package org.distill4j.course;

import java.util.List;
import org.distill4j.data.Dataset;
import org.distill4j.data.HashedWords;
import org.distill4j.table.CsvFile;

/**
 * Nouns of WordNet with their definitions (Princeton University; the licence is beside the file):
 * to tell the topic from the definition is a task for short texts. They stand in random order, so
 * any part of them is a draw.
 *
 * @param topics topic of each definition, one of 14
 * @param terms what is defined
 * @param texts the definitions, in which the term itself is not named as a rule
 */
public record Glosses(List<String> topics, List<String> terms, List<String> texts) {

  private static final int COUNT = 27_994;

  /** Keeps copies of the lists, which must be equally long. */
  public Glosses {
    topics = List.copyOf(topics);
    terms = List.copyOf(terms);
    texts = List.copyOf(texts);
    if (terms.size() != topics.size() || texts.size() != topics.size()) {
      throw new IllegalArgumentException(
          "there must be as many topics as terms and texts, but there are %d, %d and %d"
              .formatted(topics.size(), terms.size(), texts.size()));
    }
  }

  /**
   * Reads the shipped file, found by {@link DataFolder#find}.
   *
   * @return 27,994 definitions
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is not what it should be
   */
  public static Glosses load() {
    List<String> columns = List.of("topic", "term", "gloss");
    CsvFile file =
        CsvFile.read(DataFolder.find("text").resolve("wordnet-glosses.tsv.gz"), '\t', columns);
    if (file.rows() != COUNT) {
      throw file.wrong("%,d rows".formatted(COUNT), "%,d".formatted(file.rows()));
    }
    return new Glosses(file.column("topic"), file.column("term"), file.column("gloss"));
  }

  /**
   * The topics that there are, in alphabetical order: the classes of {@link #dataset}.
   *
   * @return 14 names for the shipped file
   */
  public List<String> classes() {
    return topics.stream().distinct().sorted().toList();
  }

  /**
   * The topic of every definition, in an array made for the caller.
   *
   * @return class indices, as {@link #classes} counts them
   */
  public int[] labelIndices() {
    return topics.stream().mapToInt(classes()::indexOf).toArray();
  }

  /**
   * The definitions as features, the topics as classes in alphabetical order.
   *
   * @param words how a text is described; 4,096 features are a good start
   * @return the data set, in the same order; 5 MB, whatever the number of features
   */
  public Dataset dataset(HashedWords words) {
    return words.dataset(texts, labelIndices(), classes());
  }

  @Override
  public String toString() {
    return "%,d definitions, %d topics".formatted(texts.size(), topics.stream().distinct().count());
  }
}
