package org.distill4j.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.distill4j.internal.MatrixRows;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The numbers of a heat map, the names of its rows and columns, and what can be said of them. */
final class NamedMatrix {

  final double[][] values;
  List<String> rows;
  List<String> columns;

  NamedMatrix(INDArray matrix) {
    if (matrix.rank() != 2) {
      throw new IllegalArgumentException(
          "matrix must have rows and columns, but has shape " + Arrays.toString(matrix.shape()));
    }
    values = MatrixRows.of(matrix);
    rows = numbered(values.length);
    columns = numbered(values[0].length);
    for (double[] row : values) {
      for (double value : row) {
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException("matrix must be finite, but holds " + value);
        }
      }
    }
  }

  private static List<String> numbered(int n) {
    return IntStream.range(0, n).mapToObj(Integer::toString).toList();
  }

  void nameRows(List<String> names) {
    rows = named("rows", names, values.length);
  }

  void nameColumns(List<String> names) {
    columns = named("columns", names, values[0].length);
  }

  private static List<String> named(String what, List<String> names, int count) {
    if (names.size() != count) {
      throw new IllegalArgumentException(
          "each of the %d %s must have a name, but there are %d names"
              .formatted(count, what, names.size()));
    }
    return List.copyOf(names);
  }

  /** One number and where it stands. */
  private record Cell(int row, int column, double value) {}

  private List<Cell> cells(boolean diagonal) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values[i].length; j++) {
        if (diagonal || i != j) {
          cells.add(new Cell(i, j, values[i][j]));
        }
      }
    }
    return cells;
  }

  /** All numbers, or those beside the diagonal. */
  double[] numbers(boolean diagonal) {
    return cells(diagonal).stream().mapToDouble(Cell::value).toArray();
  }

  /** The largest numbers and the smallest, in words. */
  String extremes(boolean diagonal) {
    List<Cell> falling =
        cells(diagonal).stream()
            .sorted(Comparator.comparingDouble(Cell::value).reversed())
            .toList();
    return "Largest%s: %s. Smallest: %s."
        .formatted(
            diagonal ? "" : " off the diagonal",
            falling.stream().limit(3).map(this::place).collect(Collectors.joining("; ")),
            falling.isEmpty() ? "" : place(falling.get(falling.size() - 1)));
  }

  private String place(Cell cell) {
    return "%s at row %s, column %s"
        .formatted(Rounded.to(3, cell.value), rows.get(cell.row), columns.get(cell.column));
  }

  List<Series> series() {
    double[] index = IntStream.range(0, columns.size()).asDoubleStream().toArray();
    return IntStream.range(0, values.length)
        .mapToObj(i -> Series.of(rows.get(i), index, values[i]))
        .toList();
  }

  @Override
  public String toString() {
    return "%d x %d".formatted(values.length, values[0].length);
  }
}
