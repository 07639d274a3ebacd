package org.distill4j.notebook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.distill4j.chart.Figure;
import org.distill4j.kernel.Renderer;

/**
 * A picture with a slider, where scripts are allowed: in outputs that the reader has executed, and
 * in the book. Elsewhere it is a chart of the frame that it starts with. All frames are computed in
 * Java; the script draws them and computes nothing.
 *
 * <pre>{@code
 * var live = LiveFigure.bars("Soft targets", classes).x("class").y("probability").slider("T");
 * for (double T : temperatures) live.frame(T, "", SoftTargets.softmax(v, T).toDoubleVector());
 * show(live.start(4));
 * }</pre>
 */
public final class LiveFigure {

  static final int MOST_BYTES = 15_000;

  private final String html;
  private final Figure still;

  LiveFigure(String data, Figure still) {
    this.still = still;
    html =
        "<div data-live=\"%s\">%s</div><script>%s</script>"
            .formatted(Renderer.escape(data), Bundle.html(still), script());
    int live = html.getBytes(StandardCharsets.UTF_8).length - Bundle.html(still).length();
    if (live > MOST_BYTES) {
      throw new IllegalArgumentException(
          "a live figure must have at most %,d bytes beside its picture, but has %,d;"
                  .formatted(MOST_BYTES, live)
              + " take fewer frames or points");
    }
  }

  /**
   * Begins a live chart of bars.
   *
   * @param title what the chart shows
   * @param places names of the bars, or of the groups of bars, from left to right; at least one
   * @return a chart to which axes, a slider and frames are added
   */
  public static LiveFrames bars(String title, List<String> places) {
    return new LiveFrames(title, true, places);
  }

  /**
   * Begins a live chart of lines.
   *
   * @param title what the chart shows
   * @param x where the points of all lines stand, finite and rising; at least two
   * @return a chart to which axes, a slider and frames are added
   * @throws IllegalArgumentException if x does not rise or is not finite
   */
  public static LiveFrames lines(String title, double... x) {
    for (int i = 0; i < x.length; i++) {
      if (!Double.isFinite(x[i]) || (i > 0 && x[i] <= x[i - 1])) {
        throw new IllegalArgumentException(
            "x must be finite and rise, but is " + Arrays.toString(x));
      }
    }
    return new LiveFrames(title, false, Arrays.stream(x).mapToObj(LiveJson::number).toList());
  }

  private static String script() {
    try (InputStream file = LiveFigure.class.getResourceAsStream("live.js")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String html() {
    return html;
  }

  Figure still() {
    return still;
  }

  /** What the figure shows at its start, in words. */
  @Override
  public String toString() {
    return still.alt();
  }
}
