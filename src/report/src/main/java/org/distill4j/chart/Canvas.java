package org.distill4j.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.markers.Marker;

/** A sheet of white paper, measured in CSS pixels and stored at twice their number. */
final class Canvas {

  /** Width of a notebook's output. */
  static final int WIDTH = 800;

  static final int SCALE = 2;

  /** Diameter of the markers on lines. */
  static final int MARKER = 7;

  /** Length of the head of an arrow. */
  private static final double HEAD = 8;

  static final Font TITLE = font(Font.BOLD, 14);
  static final Font HEADING = font(Font.BOLD, 13);
  static final Font TEXT = font(Font.PLAIN, 12);
  static final Font SMALL = font(Font.PLAIN, 11);

  /** Where a text lies with respect to its anchor. */
  enum Align {
    LEFT(0),
    CENTRE(0.5),
    RIGHT(1);

    private final double shift;

    Align(double shift) {
      this.shift = shift;
    }
  }

  private final int width;
  private final int height;
  private final BufferedImage image;
  private final Graphics2D g;

  Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
    g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.scale(SCALE, SCALE);
    fill(0, 0, width, height, Palette.PAPER);
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  static double widthOf(String text, Font font) {
    BufferedImage pixel = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    return font.getStringBounds(text, pixel.createGraphics().getFontRenderContext()).getWidth();
  }

  /** The text, cut short where it would be wider than there is room. */
  static String fitted(String text, Font font, double room) {
    String cut = text;
    for (int n = text.length() - 1; n > 0 && widthOf(cut, font) > room; n--) {
      cut = text.substring(0, n).stripTrailing() + "…";
    }
    return cut;
  }

  /** Draws one line of text whose baseline passes through y. */
  void text(String text, double x, double y, Align align, Font font, Color color) {
    g.setFont(font);
    g.setColor(color);
    g.drawString(text, (float) (x - align.shift * widthOf(text, font)), (float) y);
  }

  /** Draws a text that reads upwards and ends at (x, y), its baseline at x. */
  void textUp(String text, double x, double y, Align align, Font font, Color color) {
    g.translate(x, y);
    g.rotate(-Math.PI / 2);
    text(text, 0, 0, align, font, color);
    g.rotate(Math.PI / 2);
    g.translate(-x, -y);
  }

  /** Writes a small number over whatever is there, with a rim of paper around the strokes. */
  void number(String text, double x, double y, Color color) {
    TextLayout layout = new TextLayout(text, SMALL, g.getFontRenderContext());
    double left = x - layout.getAdvance() / 2;
    Shape outline = layout.getOutline(AffineTransform.getTranslateInstance(left, y));
    g.setStroke(new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.setColor(Palette.PAPER);
    g.draw(outline);
    g.setColor(color);
    g.fill(outline);
  }

  void marker(Marker marker, double x, double y, Color color) {
    g.setColor(color);
    marker.paint(g, x, y, MARKER);
  }

  void ring(double x, double y, double radius, Color color) {
    g.setColor(color);
    g.setStroke(new BasicStroke(1.5f));
    g.draw(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  void fill(double x, double y, double w, double h, Color color) {
    g.setColor(color);
    g.fill(new Rectangle2D.Double(x, y, w, h));
  }

  /** Fills what lies between two upright edges that have one center. */
  void trapezoid(double left, double right, double center, double from, double to, Color color) {
    Path2D path = new Path2D.Double();
    path.moveTo(left, center - from / 2);
    path.lineTo(right, center - to / 2);
    path.lineTo(right, center + to / 2);
    path.lineTo(left, center + from / 2);
    path.closePath();
    g.setColor(color);
    g.fill(path);
  }

  void frame(double x, double y, double w, double h, Color color) {
    g.setColor(color);
    g.setStroke(new BasicStroke(1));
    g.draw(new Rectangle2D.Double(x, y, w, h));
  }

  void line(double x1, double y1, double x2, double y2, Color color, BasicStroke stroke) {
    g.setColor(color);
    g.setStroke(stroke);
    g.draw(new Line2D.Double(x1, y1, x2, y2));
  }

  /** Draws a path of straight pieces, given as x and y in turn, with a head at its end. */
  void arrow(Color color, double... points) {
    int n = points.length;
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < n; i += 2) {
      path.lineTo(points[i], points[i + 1]);
    }
    g.setColor(color);
    g.setStroke(new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    g.draw(path);
    double angle = Math.atan2(points[n - 1] - points[n - 3], points[n - 2] - points[n - 4]);
    Path2D head = new Path2D.Double();
    head.moveTo(points[n - 2] + HEAD * Math.cos(angle), points[n - 1] + HEAD * Math.sin(angle));
    for (int side : new int[] {1, -1}) {
      double turned = angle + side * Math.PI / 2;
      head.lineTo(
          points[n - 2] + HEAD / 2 * Math.cos(turned), points[n - 1] + HEAD / 2 * Math.sin(turned));
    }
    head.closePath();
    g.fill(head);
  }

  void box(double x, double y, double w, double h, Color color) {
    g.setColor(color);
    g.fill(new RoundRectangle2D.Double(x, y, w, h, 10, 10));
  }

  /** Draws an image whose pixels become {@code scale} stored pixels each, sharp. */
  void pixels(BufferedImage pixels, double x, double y, int scale) {
    double w = (double) pixels.getWidth() * scale / SCALE;
    double h = (double) pixels.getHeight() * scale / SCALE;
    g.translate(x, y);
    g.drawImage(pixels, 0, 0, (int) w, (int) h, null);
    g.translate(-x, -y);
  }

  /** Paints a chart with its upper left corner at (x, y). */
  void chart(Chart<?, ?> chart, double x, double y) {
    g.translate(x, y);
    chart.paint(g, chart.getWidth(), chart.getHeight());
    g.translate(-x, -y);
  }

  Figure figure(String alt, List<Series> series) {
    g.dispose();
    return new Figure(image, width, height, alt, series);
  }
}
