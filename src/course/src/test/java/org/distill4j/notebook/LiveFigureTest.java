package org.distill4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.distill4j.chart.Charts;
import org.distill4j.chart.Figure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

class LiveFigureTest {

  private static final Figure STILL =
      Charts.softTargets(Nd4j.create(new double[][] {{1, 2}}), List.of("a", "b"), 1);

  private static LiveFrames bars(String title) {
    return LiveFigure.bars(title, List.of("a", "b")).x("class").y("probability").slider("T");
  }

  private static LiveFrames two() {
    return bars("title").frame(1, "", new double[] {0.25, 0.75}).frame(2, "", new double[2]);
  }

  private static String refused(Supplier<?> what) {
    return String.valueOf(assertThrows(RuntimeException.class, what::get).getMessage());
  }

  @Test
  void isAPictureWhereScriptsAreTakenAwayAndSmall() {
    Map<String, String> bundle = Bundle.of(two().start(2, STILL));
    String html = String.valueOf(bundle.get("text/html"));
    String picture = Bundle.html(STILL);
    assertTrue(html.contains(">" + picture + "</div><script>"), html);
    assertTrue(html.length() - picture.length() < 15_000);
    assertEquals(STILL.alt(), bundle.get("text/plain"));
  }

  @Test
  void theSameFigureIsTheSameTextAtEachRun() {
    assertEquals(Bundle.of(two().start(1, STILL)), Bundle.of(two().start(1, STILL)));
  }

  @Test
  void numbersAreThoseGivenWithFourDigits() {
    double[] values = {1.0 / 3, 12345.6};
    String html =
        bars("t").frame(1, "", values).frame(2, "", new double[] {-1e-9, 0}).start(1, STILL).html();
    assertTrue(html.contains("[0.3333,12346]"), html);
    assertTrue(html.contains("[-1E-9,0]"), html);
    assertTrue(html.contains("ticks&quot;:[-5000,0,5000,10000,15000]"), html);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"</script><b>", "\" onload=\"alert(1)", "' x='", "<img src=x onerror=alert(1)>"})
  void nothingOfTheDataIsMarkup(String evil) {
    String html =
        LiveFigure.bars(evil, List.of(evil))
            .x(evil)
            .y(evil)
            .slider(evil)
            .series(evil)
            .frame(1, evil, new double[1])
            .frame(2, evil, new double[1])
            .start(1, STILL)
            .html();
    String data = html.substring(html.indexOf('"') + 1, html.indexOf("\"><img"));
    assertFalse(data.matches("(?s).*[<>\"'].*"), data);
    assertEquals(1, html.split("</script>", -1).length - 1);
  }

  @ParameterizedTest
  @CsvSource({"a\"b, a\\u0022b", "a\\b, a\\u005cb", "é, é"})
  void textIsAJsonString(String text, String json) {
    assertEquals('"' + json + '"', LiveJson.quoted(text));
    assertEquals("\"\\u000a\"", LiveJson.quoted("\n"));
  }

  @Test
  void framesOfOtherLengthsAreRefused() {
    assertEquals(
        "frame 1.0 of 't' must have 2 finite numbers, but has [1.0]",
        refused(() -> bars("t").frame(1, "", new double[] {1})));
    assertEquals(
        "frame 1.0 of 't' must have 1 series, but has 2",
        refused(() -> bars("t").frame(1, "", new double[2], new double[2])));
    assertEquals(
        "frame 1.0 of 'title' is there already", refused(() -> two().frame(1, "", new double[2])));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void whatIsNoNumberIsRefused(double value) {
    assertEquals(
        "frame 1.0 of 't' must have 2 finite numbers, but has [1.0, " + value + "]",
        refused(() -> bars("t").frame(1, "", new double[] {1, value})));
    assertTrue(refused(() -> LiveFigure.lines("t", 1, value)).startsWith("x must be finite"));
  }

  @Test
  void axesMustFitAndHaveNames() {
    assertTrue(refused(() -> LiveFigure.lines("t", 2, 1)).endsWith("rise, but is [2.0, 1.0]"));
    assertTrue(refused(() -> LiveFigure.lines("t", 1)).contains("at least two points"));
    assertTrue(refused(() -> LiveFigure.lines("t", 0, 1).logX()).endsWith("begins with 0"));
    assertTrue(refused(() -> two().x("").start(1, STILL)).contains("needs x()"));
    assertTrue(refused(() -> bars("t").start(1, STILL)).endsWith("and has 0"));
    assertTrue(refused(() -> two().series("a")).endsWith("1 after 2 frames"));
  }

  @Test
  void theStartMustBeAFrameAndItsPictureHaveWords() {
    assertEquals(
        "'title' must start at one of [1.0, 2.0], but shall at 3.0",
        refused(() -> two().start(3, STILL)));
    Figure silent = new Figure(STILL.image(), 10, 10, " ", List.of());
    assertTrue(refused(() -> two().start(1, silent)).contains("but is blank"));
  }

  @Test
  void picturesAreOfOneSizeInAllFrames() {
    double[][] pixels = {{0, 0.5, 1}, {-1, 2, 0.2}};
    LiveFrames live = bars("t").frame(1, "", pixels, new double[2]);
    assertTrue(refused(() -> live.frame(2, "", new double[1][1], new double[2])).contains("6"));
    live.frame(3, "", new double[2]);
    assertTrue(refused(() -> live.start(1, STILL)).contains("1 of 2"));
    String html =
        bars("t")
            .frame(1, "", pixels, new double[2])
            .frame(2, "", pixels, new double[2])
            .start(1, STILL)
            .html();
    assertTrue(html.contains("&quot;width&quot;:3") && html.contains("&quot;08f0f3&quot;"), html);
  }

  @Test
  void withoutAChartOfOnesOwnThePictureIsTheFrameOfTheStart() {
    Figure bars =
        still(
            bars("title")
                .series("me")
                .frame(1, "note", new double[] {0.25, -1})
                .frame(2, "", new double[2]));
    assertEquals(
        "title, T = 1. Bars of probability against class (note). me a: 0.25, b: -1.", bars.alt());
    Figure lines =
        still(
            LiveFigure.lines("title", 1, 10)
                .logX()
                .x("x")
                .y("y")
                .slider("T")
                .frame(1, "", new double[] {3, 5})
                .frame(2, "", new double[2]));
    assertTrue(lines.alt().startsWith("title, T = 1: y against x (logarithmic)"), lines.alt());
    assertTrue(lines.alt().contains("3 at 1 to 5 at 10"), lines.alt());
    double[][] black = {{1, 1}, {1, 1}};
    Figure both =
        still(bars("t").frame(1, "", black, new double[2]).frame(2, "", black, new double[2]));
    assertEquals(0xff000000, both.image().getRGB(5, 5));
  }

  private static Figure still(LiveFrames frames) {
    return frames.start(1).still();
  }

  @Test
  void whatIsTooMuchForANotebookIsRefused() {
    double[] x = IntStream.range(0, 1000).asDoubleStream().toArray();
    LiveFrames live = LiveFigure.lines("t", x).x("x").y("y").slider("s");
    for (int i = 0; i < 5; i++) {
      live.frame(i, "", x);
    }
    assertTrue(
        refused(() -> live.start(1, STILL)).startsWith("a live figure must have at most 15,000"));
  }
}
