package org.distill4j.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.distill4j.internal.DataFile;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.AddCellToColumnException;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * A table with a header in a text file, compressed or not.
 *
 * <p>Tablesaw reads it with every column as text. It is not left to guess or to parse: it would
 * drop lines that begin with #, read 1,5 as 15, and take a few words for missing values.
 */
public final class CsvFile implements Cells {

  private static final int LONGEST_CELL = 1 << 16;

  private final DataFile file;
  private final char separator;
  private final String text;
  private final Table table;

  private CsvFile(DataFile file, char separator, String text, Collection<String> columns) {
    this.file = file;
    this.separator = separator;
    this.text = text;
    this.table = parse(columns);
  }

  /**
   * Reads a file.
   *
   * @param path of a text file in UTF-8
   * @param separator of the cells; in a file with tabs, quotes mean nothing
   * @param columns to be read, all of which must be there
   * @return the cells as they are
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if it is no such table
   */
  public static CsvFile read(Path path, char separator, Collection<String> columns) {
    DataFile file = new DataFile(path);
    file.requireThere("this file");
    try (InputStream in = file.open()) {
      ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes());
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return new CsvFile(file, separator, text.replaceFirst("^\ufeff", ""), columns);
    } catch (IOException e) {
      throw file.unreadable("a table, whole", e);
    }
  }

  private Table parse(Collection<String> columns) {
    List<String> header = new ArrayList<>();
    CsvReadOptions options =
        CsvReadOptions.builder(new StringReader(text))
            .separator(separator)
            .quoteChar(separator == '\t' ? '\0' : '"')
            .commentPrefix('\0')
            .missingValueIndicator("")
            .maxCharsPerColumn(LONGEST_CELL)
            .columnTypes(
                name -> {
                  header.add(name);
                  return columns.contains(name) ? ColumnType.STRING : ColumnType.SKIP;
                })
            .build();
    try {
      Table read = Table.read().usingOptions(options);
      requireColumns(columns, header);
      return read;
    } catch (RuntimeException e) { // Tablesaw and its parser throw many kinds
      requireColumns(columns, header);
      Throwable reason = e instanceof AddCellToColumnException ? e.getCause() : e;
      throw wrong(
          "rows of %d cells".formatted(header.size()),
          String.valueOf(reason.getMessage()).lines().findFirst().orElse("none"));
    }
  }

  private void requireColumns(Collection<String> columns, List<String> header) {
    if (!header.containsAll(columns)) {
      List<String> absent = columns.stream().filter(name -> !header.contains(name)).toList();
      throw wrong("columns " + absent, header.isEmpty() ? "no header" : "only " + header);
    }
  }

  @Override
  public int rows() {
    return table.rowCount();
  }

  /** One column, from the first row to the last, without spaces around the cells. */
  @Override
  public List<String> column(String name) {
    return table.stringColumn(name).asList();
  }

  /** Where a row is, for an error: its line, or its number where cells have several lines. */
  @Override
  public String place(int row) {
    List<String> lines = text.lines().toList();
    int[] filled = IntStream.range(0, lines.size()).filter(i -> !lines.get(i).isBlank()).toArray();
    return filled.length == rows() + 1 ? "line " + (filled[row + 1] + 1) : "row " + (row + 1);
  }

  /** The error for a table that is not as it should be; it names the file. */
  @Override
  public IllegalArgumentException wrong(String expected, String found) {
    return file.wrong(expected, found);
  }
}
