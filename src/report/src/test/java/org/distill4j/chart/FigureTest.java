package org.distill4j.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.distill4j.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.PieChart;
import org.knowm.xchart.PieChartBuilder;
import org.nd4j.linalg.factory.Nd4j;

class FigureTest {

  private static Figure figure() {
    return Charts.softTargets(Nd4j.create(new double[][] {{1, 2}}), List.of("no", "yes"), 1);
  }

  @Test
  void isSavedAsAPngAndReplacesWhatWasThere(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("chart.png"), "old");
    figure().save(file);
    assertEquals(2 * figure().width(), ImageIO.read(file.toFile()).getWidth());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aFolderThatIsMissingIsNamed(@TempDir Path folder) {
    Path file = folder.resolve("none").resolve("chart.png");
    Refused.io(
        "cannot write %s: there is no folder %s".formatted(file, file.getParent()),
        () -> figure().save(file));
  }

  @Test
  void theSameNumbersGiveTheSameBytes() {
    org.junit.jupiter.api.Assertions.assertArrayEquals(figure().png(), figure().png());
  }

  @Test
  void showsAnyChartOfXChart() {
    PieChart pie = new PieChartBuilder().width(300).height(200).build();
    pie.getStyler().setChartBackgroundColor(Color.WHITE);
    pie.addSeries("all", 1);
    Figure figure = Pictures.whole(() -> Figure.of(pie, "One slice"));
    assertEquals(List.of(300, 200), List.of(figure.width(), figure.height()));
    assertEquals("One slice", figure.alt());
    Refused.argument("alt must say what the chart shows, but is blank", () -> Figure.of(pie, " "));
  }

  @Test
  void readsAsItsAltText() {
    assertEquals(figure().alt(), figure().toString());
  }
}
