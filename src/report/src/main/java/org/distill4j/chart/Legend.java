package org.distill4j.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.distill4j.chart.Canvas.Align;

/** A row of names beside their colours, wrapped where it would grow too long. */
final class Legend {

  static final int ROW = 20;

  private static final int SYMBOL = 18;
  private static final int GAP = 18;
  private static final int LONGEST = 320;

  /** How an entry is drawn in the chart. */
  interface Symbol {
    void draw(Canvas canvas, double x, double y);
  }

  private record Entry(String name, Symbol symbol) {}

  private final List<Entry> entries = new ArrayList<>();

  Legend box(String name, Color color) {
    return add(name, (canvas, x, y) -> canvas.fill(x + 4, y - 9, 11, 10, color));
  }

  Legend line(String name, Color color, BasicStroke stroke) {
    return add(name, (canvas, x, y) -> canvas.line(x, y - 4, x + 15, y - 4, color, stroke));
  }

  Legend add(String name, Symbol symbol) {
    entries.add(new Entry(Canvas.fitted(name, Canvas.TEXT, LONGEST), symbol));
    return this;
  }

  /** Height in CSS pixels when drawn into a width. */
  int height(double width) {
    return rows(width).size() * ROW;
  }

  void draw(Canvas canvas, double x, double y, double width) {
    double baseline = y + 14;
    for (List<Entry> row : rows(width)) {
      double left = x;
      for (Entry entry : row) {
        entry.symbol.draw(canvas, left, baseline);
        canvas.text(entry.name, left + SYMBOL + 3, baseline, Align.LEFT, Canvas.TEXT, Palette.INK);
        left += widthOf(entry);
      }
      baseline += ROW;
    }
  }

  private List<List<Entry>> rows(double width) {
    List<List<Entry>> rows = new ArrayList<>();
    double used = width;
    for (Entry entry : entries) {
      if (used + widthOf(entry) - GAP > width) {
        rows.add(new ArrayList<>());
        used = 0;
      }
      rows.get(rows.size() - 1).add(entry);
      used += widthOf(entry);
    }
    return rows;
  }

  private static double widthOf(Entry entry) {
    return SYMBOL + 3 + Canvas.widthOf(entry.name, Canvas.TEXT) + GAP;
  }
}
