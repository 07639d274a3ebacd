package org.distill4j.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.chart.Charts;
import org.distill4j.chart.Figure;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;

class BundleTest {

  private static Figure figure() {
    return Charts.softTargets(
        Nd4j.create(new double[][] {{1, 2}}), List.of("<a> & \"b\"", "it's"), 1);
  }

  @Test
  void figuresAreImagesWithTheirAltText() {
    Figure figure = figure();
    Map<String, String> bundle = Bundle.of(figure);
    String html = bundle.get("text/html");
    assertEquals(figure.alt(), bundle.get("text/plain"));
    assertTrue(
        html.startsWith(
            "<img alt=\"%s\" width=\"%d\" height=\"%d\" "
                .formatted(
                    figure
                        .alt()
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;"),
                    figure.width(),
                    figure.height())),
        html.substring(0, 200));
    String data = html.substring(html.indexOf("base64,") + 7, html.lastIndexOf('"'));
    assertArrayEquals(figure.png(), Base64.getDecoder().decode(data));
    Sanitized.requireSafe(html);
  }

  @Test
  void imagesSayTheirSize() {
    Map<String, String> bundle = Bundle.of(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB));
    assertEquals("image, 30 x 20 pixels", bundle.get("text/plain"));
    Sanitized.requireSafe(bundle.get("text/html"));
    assertTrue(bundle.get("text/html").contains(bundle.get("image/png")), "a PDF takes the same");
  }

  @Test
  void chartsOfXchartAreImagesWithTheirTitle() {
    XYChart chart = new XYChartBuilder().width(120).height(90).title("loss").build();
    chart.addSeries("train", new double[] {1, 2}, new double[] {3, 1});
    Map<String, String> bundle = Bundle.of(chart);
    assertEquals("chart: loss", bundle.get("text/plain"));
    assertTrue(bundle.get("text/html").startsWith("<img alt=\"chart: loss\" width=\"120\""));
  }

  @Test
  void networksAreTheirLayers() {
    var layer = new OutputLayer.Builder().nIn(3).nOut(2).activation(Activation.SOFTMAX).build();
    var network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder().list(layer).build());
    network.init();
    String text = String.valueOf(Bundle.of(network).get("text/plain"));
    assertTrue(text.contains("OutputLayer") && text.contains("Total Parameters"), text);
  }

  @Test
  void everythingElseIsItsText() {
    assertEquals(Map.of("text/plain", "null"), Bundle.of(null));
    assertEquals(Map.of("text/plain", "<b>"), Bundle.of("<b>"));
    assertEquals(Map.of("text/plain", "[1, 2]"), Bundle.of(new int[] {1, 2}));
    assertEquals(Map.of("text/plain", "[[1.5],\n []]"), Bundle.of(new double[][] {{1.5}, {}}));
    assertEquals(Map.of("text/plain", "[a]"), Bundle.of(List.of("a")));
  }

  @Test
  void noIdentityHashIsShown() {
    Object thing = new Object();
    assertEquals(
        Map.of("text/plain", "[a, [1], Object]"), Bundle.of(List.of("a", new int[] {1}, thing)));
  }

  @Test
  void plainTextComesWithEveryBundle() {
    for (Object value : new Object[] {figure(), Nd4j.ones(2), "text", 1}) {
      assertTrue(Bundle.of(value).containsKey("text/plain"));
    }
  }
}
