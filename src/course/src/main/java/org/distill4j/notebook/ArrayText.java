package org.distill4j.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Arrays as text: shape and type, then rounded values in columns, those of large arrays in part.
 */
final class ArrayText {

  private static final int MOST_ROWS = 12;
  private static final int MOST_COLUMNS = 12;
  private static final String ELLIPSIS = "…";

  private ArrayText() {}

  static String of(INDArray array) {
    String header = Arrays.toString(array.shape()) + " " + array.dataType();
    if (array.isEmpty()) {
      return header + ", empty";
    }
    long columns = array.rank() == 0 ? 1 : array.size(array.rank() - 1);
    INDArray matrix = array.reshape(array.length() / columns, columns);
    boolean whole = !array.dataType().isFPType() || isWhole(matrix);
    List<List<String>> rows = new ArrayList<>();
    for (long row : shown(matrix.rows(), MOST_ROWS)) {
      rows.add(row < 0 ? List.of(ELLIPSIS) : row(matrix, row, whole));
    }
    return header + "\n" + aligned(rows);
  }

  private static String aligned(List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, row.size())
                    .mapToObj(i -> " ".repeat(widths[i] - row.get(i).length()) + row.get(i))
                    .collect(Collectors.joining("  ")))
        .collect(Collectors.joining("\n"));
  }

  private static List<String> row(INDArray matrix, long row, boolean whole) {
    List<String> cells = new ArrayList<>();
    for (long column : shown(matrix.columns(), MOST_COLUMNS)) {
      cells.add(column < 0 ? ELLIPSIS : cell(matrix, row, column, whole));
    }
    return cells;
  }

  /** Positions to show; -1 stands for those left out in between. */
  private static long[] shown(long size, int most) {
    if (size <= most) {
      return LongStream.range(0, size).toArray();
    }
    long[] positions = new long[most];
    for (int i = 0; i < most - 3; i++) {
      positions[i] = i;
    }
    positions[most - 3] = -1;
    positions[most - 2] = size - 2;
    positions[most - 1] = size - 1;
    return positions;
  }

  /** Whether what is shown are whole numbers, such as one-hot labels, whatever their type. */
  private static boolean isWhole(INDArray matrix) {
    for (long row : shown(matrix.rows(), MOST_ROWS)) {
      for (long column : shown(matrix.columns(), MOST_COLUMNS)) {
        double value = row < 0 || column < 0 ? 0 : matrix.getDouble(row, column);
        if (value != Math.rint(value) || Math.abs(value) >= 1e6) {
          return false;
        }
      }
    }
    return true;
  }

  private static String cell(INDArray matrix, long row, long column, boolean whole) {
    if (whole) {
      return Long.toString(matrix.getLong(row, column));
    }
    return number(matrix.getDouble(row, column));
  }

  /** Four decimals, or two digits and a power of ten where that would hide or flood the value. */
  static String number(double value) {
    double size = Math.abs(value);
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : Double.toString(value);
    }
    return String.format(Locale.ROOT, size < 1e-3 || size >= 1e6 ? "%.1e" : "%.4f", value);
  }
}
