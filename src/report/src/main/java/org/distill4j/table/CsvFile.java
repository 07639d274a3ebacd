package org.distill4j.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
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

  /** Columns for which the parser has room in any case. */
  private static final int USUAL_COLUMNS = 1 << 10;

  private static final int MOST_COLUMNS = 1 << 18;

  /** Names that an error lists. */
  private static final int SHOWN = 20;

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
    try (Reader reader = new InputStreamReader(file.open(), UTF_8.newDecoder())) {
      String text = Spelling.composed(text(file, reader));
      return new CsvFile(file, separator, text, columns.stream().map(Spelling::composed).toList());
    } catch (IOException e) {
      throw file.unreadable("a table, whole", e);
    }
  }

  /** The whole text, as long as it leaves room for what is made of it. */
  private static String text(DataFile file, Reader reader) throws IOException {
    long most = Math.min(Runtime.getRuntime().maxMemory() / 4, Integer.MAX_VALUE - 64);
    StringBuilder text = new StringBuilder();
    char[] piece = new char[1 << 13];
    for (int length; (length = reader.read(piece)) >= 0; ) {
      text.append(piece, 0, length);
      if (text.length() > most) {
        throw file.wrong(
            "at most %,d characters, for which a Java heap of %,d MB has room"
                .formatted(most, Runtime.getRuntime().maxMemory() >> 20),
            "more; -Xmx gives more room");
      }
    }
    return text.length() > 0 && text.charAt(0) == '\ufeff' ? text.substring(1) : text.toString();
  }

  private Table parse(Collection<String> columns) {
    int width = width();
    if (width > MOST_COLUMNS) {
      throw wrong("at most %,d columns".formatted(MOST_COLUMNS), "%,d or more".formatted(width));
    }
    List<String> header = new ArrayList<>();
    CsvReadOptions options =
        CsvReadOptions.builder(new StringReader(text))
            .separator(separator)
            .quoteChar(separator == '\t' ? '\0' : '"')
            .commentPrefix('\0')
            .missingValueIndicator("")
            .maxCharsPerColumn(LONGEST_CELL)
            .maxNumberOfColumns(Math.max(USUAL_COLUMNS, width + 1))
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
    Set<String> there = new HashSet<>(header);
    List<String> absent = columns.stream().filter(name -> !there.contains(name)).toList();
    if (!absent.isEmpty()) {
      String shown = header.stream().limit(SHOWN).toList().toString();
      String more = header.size() > SHOWN ? " and %,d more".formatted(header.size() - SHOWN) : "";
      throw wrong("columns " + absent, header.isEmpty() ? "no header" : "only " + shown + more);
    }
  }

  /** Cells of the header, at most: separators in quotes are counted, too. */
  private int width() {
    int width = 1;
    boolean quoted = false;
    int start = 0;
    while (start < text.length()
        && Character.isWhitespace(text.charAt(start))
        && text.charAt(start) != separator) {
      start++;
    }
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == separator) {
        width++;
      } else if (c == '"' && separator != '\t') {
        quoted = !quoted;
      } else if ((c == '\n' || c == '\r') && !quoted) {
        return width;
      }
    }
    return width;
  }

  @Override
  public int rows() {
    return table.rowCount();
  }

  /** One column, from the first row to the last, without spaces around the cells. */
  @Override
  public List<String> column(String name) {
    return table.stringColumn(Spelling.composed(name)).asList();
  }

  /** Where a row is, for an error: its line, or its number where cells have several lines. */
  @Override
  public String place(int row) {
    long line = 0;
    long found = 0;
    int filled = 0;
    for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); ) {
      line++;
      if (!lines.next().isBlank()) {
        found = filled == row + 1 ? line : found;
        filled++;
      }
    }
    return filled == rows() + 1 ? "line " + found : "row " + (row + 1);
  }

  /** The error for a table that is not as it should be; it names the file. */
  @Override
  public IllegalArgumentException wrong(String expected, String found) {
    return file.wrong(expected, found);
  }
}
