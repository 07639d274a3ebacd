package org.distill4j.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.distill4j.data.Attribute;
import org.distill4j.data.Dataset;
import org.jspecify.annotations.Nullable;

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
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private char separator = ',';
  private @Nullable String label;
  private List<String> classes = List.of();
  private boolean dropMissing;
  private int expectedRows;

  private Csv(Path path) {
    this.path = path;
  }

  /** How a column is read; a category without values has those that are found. */
  record Column(boolean category, List<String> values) {}

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
    for (String name : names) {
      columns.put(name, new Column(false, List.of()));
    }
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
    for (String name : names) {
      columns.put(name, new Column(true, List.of()));
    }
    return this;
  }

  /**
   * The column with the classes. Without it the data set is unlabelled, and needs {@link #classes}.
   *
   * @param name in the header
   * @return this
   */
  public Csv label(String name) {
    label = name;
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
    classes = List.of(names);
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
    for (Attribute attribute : other.attributes()) {
      columns.put(attribute.name(), new Column(attribute.category(), attribute.values()));
    }
    classes = other.classes();
    return this;
  }

  /**
   * Leaves out the rows in which a value is missing, instead of refusing them.
   *
   * @return this
   */
  public Csv dropMissing() {
    dropMissing = true;
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
    if (columns.isEmpty() || (label == null && classes.isEmpty())) {
      throw new IllegalStateException(
          "there must be columns of numbers or categories, and a label or classes, but the columns are %s, the label is %s and the classes are %s"
              .formatted(columns.keySet(), label, classes));
    }
    if (columns.containsKey(label)) {
      throw new IllegalStateException(
          "the label must not be among the features, but '%s' is".formatted(label));
    }
    List<String> names = new ArrayList<>(columns.keySet());
    if (label != null) {
      names.add(label);
    }
    CsvFile file = CsvFile.read(path, separator, names);
    if (file.rows() == 0 || (expectedRows > 0 && file.rows() != expectedRows)) {
      throw file.wrong(
          expectedRows > 0 ? "%,d rows".formatted(expectedRows) : "at least one row",
          file.rows() == 0 ? "none" : "%,d".formatted(file.rows()));
    }
    return new CsvEncoder(file, names, dropMissing).encode(columns, label, classes);
  }
}
