package org.distill4j.notebook;

import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.chart.Figure;
import org.distill4j.kernel.Display;
import org.distill4j.kernel.Renderer;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.nd4j.linalg.api.ndarray.INDArray;
import tech.tablesaw.api.Table;

/** From values to what is shown of them: plain text always, HTML where it says more. */
final class Bundle {

  static final String TEXT = "text/plain";
  static final String HTML = "text/html";

  private Bundle() {}

  /** A bundle for any value: the one that it has as the value of a cell of this kernel. */
  static Map<String, String> of(@Nullable Object value) {
    return Display.render(value).bundle();
  }

  /** A bundle for the values that have a look of their own. */
  static Optional<Map<String, String>> special(@Nullable Object value) {
    if (value instanceof Figure figure) {
      return Optional.of(both(html(figure), figure.alt()));
    }
    if (value instanceof LiveFigure live) {
      return Optional.of(both(live.html(), live.toString()));
    }
    if (value instanceof BufferedImage image) {
      String alt = "image, %d x %d pixels".formatted(image.getWidth(), image.getHeight());
      return Optional.of(printable(image, alt));
    }
    if (value instanceof Chart<?, ?> chart) {
      String alt = "chart: " + chart.getTitle();
      return Optional.of(printable(BitmapEncoder.getBufferedImage(chart), alt));
    }
    if (value instanceof MultiLayerNetwork network) {
      return Optional.of(Map.of(TEXT, network.summary()));
    }
    if (value instanceof Table table) {
      return Optional.of(both(TableHtml.of(table), TableHtml.text(table)));
    }
    if (value instanceof INDArray array) {
      return Optional.of(Map.of(TEXT, ArrayText.of(array)));
    }
    return Optional.empty();
  }

  /** An image that is the value of a cell; as an image of its own, too, which a PDF can take. */
  private static Map<String, String> printable(BufferedImage image, String alt) {
    var figure = new Figure(image, image.getWidth(), image.getHeight(), alt, List.of());
    Map<String, String> bundle = both(html(figure), figure.alt());
    bundle.put("image/png", Base64.getEncoder().encodeToString(figure.png()));
    return bundle;
  }

  static Map<String, String> both(String html, String text) {
    Map<String, String> bundle = new LinkedHashMap<>();
    bundle.put(HTML, html);
    bundle.put(TEXT, text);
    return bundle;
  }

  static String html(Figure figure) {
    return "<img alt=\"%s\" width=\"%d\" height=\"%d\" style=\"max-width: 100%%; height: auto\""
            .formatted(Renderer.escape(figure.alt()), figure.width(), figure.height())
        + " src=\"data:image/png;base64,"
        + Base64.getEncoder().encodeToString(figure.png())
        + "\">";
  }
}
