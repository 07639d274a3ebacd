package org.distill4j.chart;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.distill4j.internal.WholeFile;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * A finished picture with the words and the numbers that belong to it.
 *
 * @param image the pixels, twice as many in each direction as {@code width} and {@code height} say
 * @param width at which to show it, in CSS pixels
 * @param height at which to show it, in CSS pixels
 * @param alt what the picture shows, for whoever cannot see it
 * @param series the numbers behind it
 */
public record Figure(BufferedImage image, int width, int height, String alt, List<Series> series) {

  /** Keeps a copy of the list. */
  public Figure {
    series = List.copyOf(series);
  }

  /**
   * Draws a chart of XChart's own, of any kind, in its own style and at its own size.
   *
   * @param chart with at least one series; 800 pixels wide fill a notebook
   * @param alt what it shows, for whoever cannot see it
   * @return the figure, without series
   * @throws IllegalArgumentException if the text is blank
   */
  public static Figure of(Chart<?, ?> chart, String alt) {
    if (alt.isBlank()) {
      throw new IllegalArgumentException("alt must say what the chart shows, but is blank");
    }
    Canvas canvas = new Canvas(chart.getWidth(), chart.getHeight());
    canvas.chart(chart, 0, 0);
    return canvas.figure(alt, List.of());
  }

  /**
   * The picture as a PNG file's content.
   *
   * @return the bytes
   */
  public byte[] png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Writes the picture as a PNG file; the file is complete or is as it was.
   *
   * @param file where to, in a folder that exists; replaced if it is there
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public void save(Path file) {
    WholeFile.write(file, out -> out.write(png()));
  }

  /** What the picture shows, in words. */
  @Override
  public String toString() {
    return alt;
  }
}
