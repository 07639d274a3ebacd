package org.distill4j.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class HeatMapTest {

  private static final List<String> ABC = List.of("a", "b", "c");

  private static INDArray matrix() {
    return Nd4j.create(new double[][] {{0.9, 0.06, 0.04}, {0.01, 0.98, 0.01}, {0, 0.3, 0.7}});
  }

  @Test
  void seriesAreTheRows() {
    Figure figure = Pictures.whole(() -> Charts.darkKnowledge(matrix(), ABC));
    assertEquals(ABC, figure.series().stream().map(Series::name).toList());
    assertEquals(List.of(0.0, 0.3, 0.7), figure.series().get(2).y());
  }

  @Test
  void altTextNamesTheLargestOffTheDiagonal() {
    assertEquals(
        "Mean soft target of each class: heat map of 3 x 3, rows: true class, columns: mean"
            + " probability of class. Largest off the diagonal: 0.3 at row c, column b; 0.06 at row"
            + " a, column b; 0.04 at row a, column c. Smallest: 0 at row c, column a.",
        Charts.darkKnowledge(matrix(), ABC).alt());
  }

  @Test
  void everyVariantIsDrawn() {
    Pictures.whole(() -> Charts.heatMap("M", matrix(), ABC).draw());
    Pictures.whole(() -> Charts.heatMap("M", matrix(), ABC).rows("r").columns("c").log().draw());
    Pictures.whole(
        () ->
            Charts.heatMap("A title far longer than the map is wide, yes", matrix(), ABC)
                .maskDiagonal()
                .draw());
    Pictures.whole(() -> Charts.heatMap("Zero", Nd4j.zeros(3, 3), ABC).log().draw());
    Pictures.whole(() -> Charts.heatMap("Negative", matrix().neg(), ABC).draw());
    Pictures.whole(
        () -> Charts.heatMap("One", Nd4j.ones(1, 1), List.of("a")).maskDiagonal().draw());
  }

  @Test
  void rowsAndColumnsMayBeOtherThings() {
    INDArray errors = Nd4j.create(new double[][] {{310, 290, 300, 340}, {200, 160, 150, 151}});
    Figure figure =
        Pictures.whole(
            () ->
                Charts.heatMap("Errors", errors)
                    .rows("units", List.of("30", "300"))
                    .columns("temperature", List.of("1", "2", "4", "20"))
                    .draw());
    assertEquals(List.of("30", "300"), figure.series().stream().map(Series::name).toList());
    assertEquals(
        "Errors: heat map of 2 x 4, rows: units, columns: temperature. Largest: 340 at row 30,"
            + " column 20; 310 at row 30, column 1; 300 at row 30, column 4. Smallest: 150 at row"
            + " 300, column 4.",
        figure.alt());
  }

  @Test
  void valuesThatAreCloseToEachOtherGetDifferentColours() {
    double[] values = {1000, 1050, 1100};
    ColourScale scale = ColourScale.of(values, false);
    assertEquals(Palette.sequential(0), scale.color(1000));
    assertEquals(Palette.sequential(0.5), scale.color(1050));
    assertEquals(
        Palette.sequential(0.5), ColourScale.of(new double[] {1, 50, 100}, false).color(50));
  }

  @Test
  void fewColumnsAreWideAndManyStillFit() {
    int two = width(2);
    int five = width(5);
    int ten = width(10);
    int sixty = width(60);
    assertTrue(two < five && five <= ten, two + ", " + five + ", " + ten);
    assertTrue(five > 600 && ten > 600 && sixty <= 800, five + ", " + ten + ", " + sixty);
  }

  private static int width(int columns) {
    return Pictures.whole(() -> Charts.heatMap("M", Nd4j.ones(2, columns)).draw()).width();
  }

  @Test
  void manyAndLongNamesFit() {
    for (int n : new int[] {2, 10, 26, 60}) {
      List<String> names = IntStream.range(0, n).mapToObj(i -> "a long class name " + i).toList();
      Pictures.whole(() -> Charts.darkKnowledge(Nd4j.rand(DataType.FLOAT, n, n), names));
    }
  }

  @Test
  void refusesOtherShapesAndInfinity() {
    assertEquals(
        "each of the 2 columns must have a name, but there are 3 names",
        assertThrows(
                IllegalArgumentException.class, () -> Charts.darkKnowledge(Nd4j.ones(3, 2), ABC))
            .getMessage());
    INDArray bad = matrix().putScalar(1, 1, Double.NaN);
    assertEquals(
        "matrix must be finite, but holds NaN",
        assertThrows(IllegalArgumentException.class, () -> Charts.darkKnowledge(bad, ABC))
            .getMessage());
  }

  @Test
  void signsAreBlueAndVermillionAroundWhite() {
    INDArray matrix = Nd4j.create(new double[][] {{-2, 0, 2, 1}});
    Figure figure = Pictures.whole(() -> Charts.heatMap("t", matrix).signs().draw());
    assertEquals(List.of(true, true), List.of(has(figure, 0xd55e00), has(figure, 0x0072b2)));
    INDArray positive = Nd4j.create(new double[][] {{0, 0.5, 2, 1}});
    Figure above = Charts.heatMap("t", positive).signs().draw();
    assertEquals(List.of(false, true), List.of(cell(above, 0xd55e00), cell(above, 0x0072b2)));
  }

  /** Whether a color is anywhere in the picture. */
  private static boolean has(Figure figure, int color) {
    return colored(figure, color, figure.image().getWidth());
  }

  /** Whether a color is in the cells, which end where the bar of colors begins. */
  private static boolean cell(Figure figure, int color) {
    return colored(figure, color, figure.image().getWidth() - 220);
  }

  private static boolean colored(Figure figure, int color, int width) {
    return java.util.stream.IntStream.range(0, figure.image().getHeight() * width)
        .anyMatch(i -> (figure.image().getRGB(i % width, i / width) & 0xffffff) == color);
  }
}
