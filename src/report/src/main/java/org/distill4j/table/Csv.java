package org.distill4j.table;

import java.nio.file.Path;
import org.distill4j.data.Dataset;

/**
 * Reads a data set of your own from a text file with a header, compressed or not: {@code
 * Csv.at(file).numbers("age", "balance").categories("job").label("y").load()}.
 *
 * <p>Nothing is guessed: a column that is not named here is left out. Features come in the order in
 * which they are named; a category takes one feature for each of its values. An empty cell, {@code
 * NA}, {@code N/A}, {@code NaN}, {@code null} and {@code ?} are missing values, and refused unless
 * {@link #dropMissing} is said.
 */
public final class Csv {

  private final Path path;
  private final Roles roles = new Roles();
  private char separator = ',';
  private int expectedRows;

  private Csv(Path path) {
    this.path = path;
  }

  /**
   * Starts with commas between the cells.
   *
   * @param file in UTF-8, with the names of the columns in the first line
   * @return settings; say what the columns are, then {@link #load}
   */
  public static Csv at(Path file) {
    return new Csv(file);
  }

  /**
   * What stands between two cells.
   *
   * @param character such as {@code ';'}, or a tab, with which quotes have no meaning
   * @return this
   */
  public Csv separator(char character) {
    separator = character;
    return this;
  }

  /**
   * Columns of numbers, with a point before the decimals.
   *
   * @param names in the header
   * @return this
   */
  public Csv numbers(String... names) {
    roles.numbers(names);
    return this;
  }

  /**
   * Columns of words, each of which becomes a feature that is 1 or 0. The words are those that are
   * found, in alphabetical order.
   *
   * @param names in the header
   * @return this
   */
  public Csv categories(String... names) {
    roles.categories(names);
    return this;
  }

  /**
   * The column with the classes. Without it the data set is unlabelled, and needs {@link #classes}.
   *
   * @param name in the header
   * @return this
   */
  public Csv label(String name) {
    roles.label(name);
    return this;
  }

  /**
   * The classes that there are, in the order of the logits; others are refused. Unless this is
   * said, they are those that are found, in alphabetical order.
   *
   * @param names at least two
   * @return this
   */
  public Csv classes(String... names) {
    roles.classes(names);
    return this;
  }

  /**
   * The columns, the values of categories and the classes of another data set, so that test data
   * have the same features as the training data, in the same order.
   *
   * @param other read from a file with the same columns
   * @return this
   */
  public Csv like(Dataset other) {
    roles.like(other);
    return this;
  }

  /**
   * Leaves out the rows in which a value is missing, instead of refusing them.
   *
   * @return this
   */
  public Csv dropMissing() {
    roles.dropMissing();
    return this;
  }

  /**
   * Refuses the file if it has another number of rows, those with missing values included.
   *
   * @param expected without the header, at least 1
   * @return this
   */
  public Csv expectRows(int expected) {
    expectedRows = expected;
    return this;
  }

  /**
   * Reads the file.
   *
   * @return the data set, of type FLOAT
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is not what it should be
   * @throws IllegalStateException if no columns were named, or neither label nor classes, or the
   *     label as a feature too
   */
  public Dataset load() {
    CsvFile file = CsvFile.read(path, separator, roles.columns());
    if (expectedRows > 0 && file.rows() != expectedRows) {
      throw file.wrong("%,d rows".formatted(expectedRows), "%,d".formatted(file.rows()));
    }
    return roles.encode(file);
  }
}
