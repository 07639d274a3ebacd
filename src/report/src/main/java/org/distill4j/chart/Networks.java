package org.distill4j.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.distill4j.chart.Canvas.Align;

/**
 * Fully connected networks side by side on one scale: a layer is a bar as high as it has units, and
 * between two layers every unit is connected with every other, which is the gray between the bars.
 */
public final class Networks {

  private static final int MOST = 4;
  private static final int HIGHEST = 240;
  private static final int TOP = 44;
  private static final int BOTTOM = 26;
  private static final double BAR = 9;

  private record Network(String name, List<Integer> layers) {
    String shape() {
      return layers.stream().map(n -> Integer.toString(n)).collect(Collectors.joining("-"));
    }

    long parameters() {
      return IntStream.range(1, layers.size())
          .mapToLong(i -> (layers.get(i - 1) + 1L) * layers.get(i))
          .sum();
    }

    String size() {
      return String.format(Locale.ROOT, "%,d parameters", parameters());
    }
  }

  private final List<Network> networks = new ArrayList<>();

  Networks() {}

  /**
   * Adds a network, to the right of those before it.
   *
   * @param name what to write above it, such as "teacher"
   * @param layers units of its layers, inputs first; two to six, each at least 1
   * @return this
   * @throws IllegalArgumentException if the layers are too few or too many, or one has no unit, or
   *     there are four networks
   */
  public Networks network(String name, int... layers) {
    if (layers.length < 2 || layers.length > 6 || Arrays.stream(layers).anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException(
          "layers must be two to six numbers of units from 1 on, but are "
              + Arrays.toString(layers));
    }
    if (networks.size() == MOST) {
      throw new IllegalArgumentException("there is room for %d networks only".formatted(MOST));
    }
    networks.add(new Network(name, Arrays.stream(layers).boxed().toList()));
    return this;
  }

  /**
   * Draws the networks so far.
   *
   * @return the figure; its series are the units of the layers, one series for each network
   * @throws IllegalStateException if there is no network
   */
  public Figure draw() {
    if (networks.isEmpty()) {
      throw new IllegalStateException("no network to draw: call network(name, layers) first");
    }
    double largest =
        networks.stream().flatMap(n -> n.layers().stream()).mapToInt(n -> n).max().orElseThrow();
    double room = (double) Canvas.WIDTH / networks.size();
    Canvas canvas = new Canvas(Canvas.WIDTH, TOP + HIGHEST + BOTTOM);
    for (int i = 0; i < networks.size(); i++) {
      draw(canvas, networks.get(i), i * room, room, HIGHEST / largest);
    }
    return canvas.figure(alt(), series());
  }

  private static void draw(Canvas canvas, Network network, double x, double room, double unit) {
    double middle = x + room / 2;
    canvas.text(network.name(), middle, 16, Align.CENTRE, Canvas.HEADING, Palette.INK);
    canvas.text(network.size(), middle, 33, Align.CENTRE, Canvas.SMALL, Palette.SOFT_INK);
    List<Integer> layers = network.layers();
    double step = (room - 80) / (layers.size() - 1);
    double center = TOP + HIGHEST / 2.0;
    for (int i = 1; i < layers.size(); i++) {
      double left = x + 40 + (i - 1) * step + BAR / 2;
      canvas.trapezoid(
          left,
          left + step - BAR,
          center,
          layers.get(i - 1) * unit,
          layers.get(i) * unit,
          Palette.GRID);
    }
    for (int i = 0; i < layers.size(); i++) {
      double height = Math.max(1, layers.get(i) * unit);
      double at = x + 40 + i * step;
      boolean end = i == 0 || i == layers.size() - 1;
      canvas.fill(
          at - BAR / 2, center - height / 2, BAR, height, end ? Palette.ORANGE : Palette.BLUE);
      canvas.text(
          Integer.toString(layers.get(i)),
          at,
          TOP + HIGHEST + 16,
          Align.CENTRE,
          Canvas.TEXT,
          Palette.INK);
    }
  }

  private List<Series> series() {
    return networks.stream()
        .map(
            n -> {
              double[] index = IntStream.range(0, n.layers().size()).asDoubleStream().toArray();
              return Series.of(
                  n.name(), index, n.layers().stream().mapToDouble(units -> units).toArray());
            })
        .toList();
  }

  private String alt() {
    StringJoiner all = new StringJoiner("; ", "Networks drawn to one scale: ", ".");
    networks.forEach(n -> all.add(n.name() + " " + n.shape() + ", " + n.size()));
    return all.toString();
  }
}
