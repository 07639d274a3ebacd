package org.distill4j.table;

import org.distill4j.data.Dataset;
import tech.tablesaw.api.Table;

/**
 * Makes a data set of a Tablesaw table, and a table of a data set: {@code
 * TableData.of(table).numbers("age").categories("job").label("y").dataset()}.
 *
 * <p>Nothing is guessed: a column that is not named here is left out. Features come in the order in
 * which they are named; a category takes one feature for each of its values. What Tablesaw calls
 * missing, an empty cell, {@code NA}, {@code N/A}, {@code NaN}, {@code null} and {@code ?} are
 * missing values, and refused unless {@link #dropMissing} is said.
 */
public final class TableData {

  private final Table table;
  private final Roles roles = new Roles();

  private TableData(Table table) {
    this.table = table;
  }

  /**
   * Starts with a table.
   *
   * @param table not modified
   * @return settings; say what the columns are, then {@link #dataset}
   */
  public static TableData of(Table table) {
    return new TableData(table);
  }

  /**
   * Columns of numbers.
   *
   * @param names of columns
   * @return this
   */
  public TableData numbers(String... names) {
    roles.numbers(names);
    return this;
  }

  /**
   * Columns of words, each of which becomes a feature that is 1 or 0. The words are those that are
   * found, in alphabetical order. Numbers, truth values and dates may serve as words.
   *
   * @param names of columns
   * @return this
   */
  public TableData categories(String... names) {
    roles.categories(names);
    return this;
  }

  /**
   * The column with the classes. Without it the data set is unlabelled, and needs {@link #classes}.
   *
   * @param name of a column
   * @return this
   */
  public TableData label(String name) {
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
  public TableData classes(String... names) {
    roles.classes(names);
    return this;
  }

  /**
   * The columns, the values of categories and the classes of another data set, so that test data
   * have the same features as the training data, in the same order.
   *
   * @param other made of a table with the same columns
   * @return this
   */
  public TableData like(Dataset other) {
    roles.like(other);
    return this;
  }

  /**
   * Leaves out the rows in which a value is missing, instead of refusing them.
   *
   * @return this
   */
  public TableData dropMissing() {
    roles.dropMissing();
    return this;
  }

  /**
   * Makes the data set.
   *
   * @return the data set, of type FLOAT, which does not change when the table does
   * @throws IllegalArgumentException if the table is not what it should be
   * @throws IllegalStateException if no columns were named, or neither label nor classes, or the
   *     label as a feature too
   */
  public Dataset dataset() {
    return roles.encode(TableCells.of(table, roles.columns()));
  }

  /**
   * The examples as a table: a column of numbers for each attribute that is a number, one of words
   * for each category.
   *
   * @param data features and, if it is labelled, classes
   * @param label name of the last column, which has the names of the classes; there is none if the
   *     data set is unlabelled
   * @return a table that does not change the data set
   * @throws IllegalArgumentException if two columns would have one name, or the features of a
   *     category are not one 1 and otherwise 0
   */
  public static Table table(Dataset data, String label) {
    return Decoder.table(data, label);
  }
}
