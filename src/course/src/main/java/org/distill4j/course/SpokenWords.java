package org.distill4j.course;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.distill4j.data.Dataset;
import org.distill4j.data.Idx;
import org.distill4j.table.CsvFile;

/**
 * Pictures of spoken words, and who says each of them.
 *
 * @param words the pictures with their labels
 * @param utterances how each word was said, in the order of the words
 */
public record SpokenWords(Dataset words, List<Utterance> utterances) {

  private static final List<String> DIGITS =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  private static final List<String> COLUMNS =
      List.of("accent", "voice", "words a minute", "pitch", "signal to noise (dB)");

  /**
   * Words divided by their voices.
   *
   * @param first words of the voices asked for
   * @param rest words of all other voices
   */
  public record Split(SpokenWords first, SpokenWords rest) {}

  /** Keeps a copy of the list, which must be as long as the data set. */
  public SpokenWords {
    utterances = List.copyOf(utterances);
    if (utterances.size() != words.size()) {
      throw new IllegalArgumentException(
          "utterances must be one for each of %,d words, but are %,d"
              .formatted(words.size(), utterances.size()));
    }
  }

  /**
   * Reads one part of the spoken digits: two files as {@link Idx#load} names them, and {@code
   * PART-voices.tsv.gz}.
   *
   * @param folder the files are in
   * @param part first word of their names, such as {@code "train"}
   * @return the words
   * @throws java.io.UncheckedIOException if a file is missing or cannot be read
   * @throws IllegalArgumentException if a file is not what it should be
   */
  public static SpokenWords load(Path folder, String part) {
    Dataset words = Idx.load(folder, part, DIGITS);
    CsvFile table = CsvFile.read(folder.resolve(part + "-voices.tsv.gz"), '\t', COLUMNS);
    if (table.rows() != words.size()) {
      throw table.wrong(
          "%,d rows, one for each word".formatted(words.size()), "%,d".formatted(table.rows()));
    }
    List<List<String>> columns = COLUMNS.stream().map(table::column).toList();
    return new SpokenWords(
        words,
        IntStream.range(0, table.rows())
            .mapToObj(row -> utterance(table, row, columns.stream().map(c -> c.get(row)).toList()))
            .toList());
  }

  private static Utterance utterance(CsvFile table, int row, List<String> cells) {
    try {
      return new Utterance(
          cells.get(0),
          cells.get(1),
          Integer.parseInt(cells.get(2)),
          Integer.parseInt(cells.get(3)),
          Double.parseDouble(cells.get(4)));
    } catch (NumberFormatException e) {
      throw table.wrong("two words and three numbers in " + table.place(row), cells.toString());
    }
  }

  /**
   * Who speaks.
   *
   * @return names of the voices, each once, in the order of the alphabet
   */
  public List<String> voices() {
    return utterances.stream().map(Utterance::voice).distinct().sorted().toList();
  }

  /**
   * What some of the voices say.
   *
   * @param voices names, each of a voice that speaks here
   * @return their words, in the same order; they share this one's memory
   * @throws IllegalArgumentException if there is no name, or nobody of that name speaks
   */
  public SpokenWords by(Collection<String> voices) {
    List<String> known = voices();
    for (String voice : voices) {
      if (!known.contains(voice)) {
        throw new IllegalArgumentException(
            "there is no voice '%s'; the voices are %s".formatted(voice, known));
      }
    }
    if (voices.isEmpty()) {
      throw new IllegalArgumentException("voices must be at least one, but none was given");
    }
    Set<String> chosen = Set.copyOf(voices);
    int[] rows =
        IntStream.range(0, words.size())
            .filter(i -> chosen.contains(utterances.get(i).voice()))
            .toArray();
    return new SpokenWords(words.rows(rows), IntStream.of(rows).mapToObj(utterances::get).toList());
  }

  /**
   * Divides the words by who says them, so that no voice is heard in both parts.
   *
   * @param voices how many speak in the first part, from 1 to one less than all
   * @param seed of the choice
   * @return both parts; they share this one's memory
   * @throws IllegalArgumentException if there are not so many voices
   */
  public Split split(int voices, long seed) {
    List<String> names = new ArrayList<>(voices());
    if (voices < 1 || voices >= names.size()) {
      throw new IllegalArgumentException(
          "voices must be from 1 to %d, but were %d".formatted(names.size() - 1, voices));
    }
    Collections.shuffle(names, new Random(seed));
    return new Split(by(names.subList(0, voices)), by(names.subList(voices, names.size())));
  }

  @Override
  public String toString() {
    return "%,d words in %d voices".formatted(words.size(), voices().size());
  }
}
