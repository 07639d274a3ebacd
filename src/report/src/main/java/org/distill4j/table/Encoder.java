package org.distill4j.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.distill4j.data.Attribute;
import org.distill4j.data.Dataset;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Turns the text of a table into features and labels. */
final class Encoder {

  private static final Set<String> MISSING = Set.of("", "NA", "N/A", "NaN", "null", "?");

  /** As everybody writes numbers; Java would take 1d and 0x1p3, too. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d++(\\.\\d*+)?|\\.\\d++)([eE][+-]?\\d++)?");

  /** A digit other than 0 before the exponent. */
  private static final Pattern NOT_ZERO = Pattern.compile("[+-]?[0.]*+[1-9]");

  /** Of one array. */
  private static final long MOST_NUMBERS = Integer.MAX_VALUE - 8;

  private final Cells table;
  private final int[] rows;

  /** Finds the rows without missing values in these columns. */
  Encoder(Cells table, List<String> columns, boolean dropMissing) {
    this.table = table;
    boolean[] dropped = new boolean[table.rows()];
    for (String column : columns) {
      List<String> cells = cells(column);
      for (int row = 0; row < dropped.length; row++) {
        boolean missing = MISSING.contains(cells.get(row));
        if (missing && !dropMissing) {
          throw wrong("a value", column, row, cells.get(row));
        }
        dropped[row] |= missing;
      }
    }
    rows = IntStream.range(0, dropped.length).filter(row -> !dropped[row]).toArray();
    if (rows.length == 0) {
      throw table.wrong("a row without missing values", "none");
    }
  }

  Dataset encode(Map<String, Roles.Role> roles, @Nullable String label, List<String> classes) {
    List<Attribute> attributes = new ArrayList<>();
    roles.forEach((name, role) -> attributes.add(attribute(name, role)));
    int width = width(attributes);
    float[] features = new float[rows.length * width];
    int start = 0;
    for (Attribute attribute : attributes) {
      fill(features, start, width, attribute);
      start += attribute.width();
    }
    List<String> names = classes.isEmpty() && label != null ? values(label) : classes;
    INDArray all = Nd4j.create(features, new long[] {rows.length, width}, 'c');
    Dataset data =
        label == null
            ? Dataset.unlabelled(all, names)
            : Dataset.of(all, indices(label, names), names);
    return data.withAttributes(attributes);
  }

  /** Features of a row, few enough for one array of all rows. */
  private int width(List<Attribute> attributes) {
    long width = attributes.stream().mapToLong(Attribute::width).sum();
    if (width > MOST_NUMBERS / rows.length) {
      Attribute widest =
          attributes.stream().max(Comparator.comparingInt(Attribute::width)).orElseThrow();
      throw table.wrong(
          "at most %,d numbers".formatted(MOST_NUMBERS),
          "%,d rows of %,d features, %,d of them for %s"
              .formatted(rows.length, width, widest.width(), widest.name()));
    }
    return (int) width;
  }

  private List<String> cells(String column) {
    return table.column(column).stream().map(Spelling::composed).toList();
  }

  private Attribute attribute(String name, Roles.Role role) {
    if (!role.category()) {
      return Attribute.number(name);
    }
    return new Attribute(name, role.values().isEmpty() ? values(name) : role.values());
  }

  private List<String> values(String column) {
    List<String> cells = cells(column);
    List<String> values = Arrays.stream(rows).mapToObj(cells::get).distinct().sorted().toList();
    if (values.size() < 2) {
      throw table.wrong("at least two different values of " + column, "only " + values);
    }
    return values;
  }

  private void fill(float[] features, int start, int width, Attribute attribute) {
    if (attribute.category()) {
      int[] values = indices(attribute.name(), attribute.values());
      for (int i = 0; i < rows.length; i++) {
        features[i * width + start + values[i]] = 1;
      }
    } else {
      List<String> cells = cells(attribute.name());
      for (int i = 0; i < rows.length; i++) {
        features[i * width + start] = number(attribute.name(), rows[i], cells.get(rows[i]));
      }
    }
  }

  private float number(String column, int row, String cell) {
    if (!NUMBER.matcher(cell).matches()) {
      throw wrong("a finite number", column, row, cell);
    }
    float number = Float.parseFloat(cell);
    if (Float.isInfinite(number) || (number == 0 && NOT_ZERO.matcher(cell).lookingAt())) {
      throw wrong("0 or a number from 1.4e-45 to 3.4e38 of either sign", column, row, cell);
    }
    return number;
  }

  private int[] indices(String column, List<String> values) {
    List<String> cells = cells(column);
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      places.putIfAbsent(Spelling.composed(values.get(i)), i);
    }
    int[] indices = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      indices[i] = places.getOrDefault(cells.get(rows[i]), -1);
      if (indices[i] < 0) {
        throw wrong("one of " + values, column, rows[i], cells.get(rows[i]));
      }
    }
    return indices;
  }

  private IllegalArgumentException wrong(String expected, String column, int row, String found) {
    return table.wrong(
        "%s for %s in %s".formatted(expected, column, table.place(row)),
        MISSING.contains(found)
            ? "a missing value, '%s'".formatted(found)
            : "'%s'".formatted(found));
  }
}
