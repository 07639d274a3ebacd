package org.distill4j.notebook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** A JSON object that grows: what the script of a live figure reads. */
final class LiveJson {

  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private final StringBuilder fields = new StringBuilder();

  LiveJson value(String name, Object value) {
    fields.append(fields.isEmpty() ? "" : ",").append(quoted(name)).append(':').append(value);
    return this;
  }

  LiveJson text(String name, String text) {
    return value(name, quoted(text));
  }

  LiveJson texts(String name, List<String> texts) {
    return value(name, texts.stream().map(LiveJson::quoted).toList());
  }

  LiveJson numbers(String name, double... numbers) {
    return value(name, array(numbers));
  }

  LiveJson rows(String name, double[][] rows) {
    return value(name, Arrays.stream(rows).map(LiveJson::array).toList());
  }

  /** A hexadecimal digit a pixel. */
  LiveJson pixels(String name, double[][] rows) {
    return text(
        name,
        Arrays.stream(rows)
            .flatMapToDouble(Arrays::stream)
            .mapToObj(grey -> Long.toHexString(Math.round(15 * Math.min(1, Math.max(0, grey)))))
            .collect(Collectors.joining()));
  }

  @Override
  public String toString() {
    return "{" + fields + "}";
  }

  private static String array(double... values) {
    return Arrays.stream(values)
        .mapToObj(LiveJson::number)
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** Whole from 1000 on, else with four digits. */
  static String number(double value) {
    BigDecimal rounded =
        Math.abs(value) < 1_000
            ? BigDecimal.valueOf(value).round(FOUR_DIGITS)
            : BigDecimal.valueOf(Math.rint(value));
    String plain = rounded.stripTrailingZeros().toPlainString();
    return plain.length() < 10 ? plain : rounded.stripTrailingZeros().toString();
  }

  static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= ' ' && c != '"' && c != '\\';
      json.append(plain ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return json.append('"').toString();
  }

  /** Round numbers around all values of all frames, and around 0 for bars. */
  static double[] ticks(boolean bars, List<double[][]> frames) {
    var values =
        frames.stream().flatMap(Arrays::stream).flatMapToDouble(Arrays::stream).summaryStatistics();
    double from = bars ? Math.min(0, values.getMin()) : values.getMin();
    double to = bars ? Math.max(0, values.getMax()) : values.getMax();
    double room = to > from ? to - from : 1;
    double power = Math.pow(10, Math.floor(Math.log10(room / 4)));
    double step =
        DoubleStream.of(1, 2, 2.5, 5, 10)
            .map(n -> n * power)
            .filter(size -> size * 4.001 >= room)
            .findFirst()
            .orElseThrow();
    double first = Math.floor(from / step);
    double last = Math.max(first + 1, Math.ceil(to / step - 1e-6));
    return DoubleStream.iterate(first, n -> n <= last, n -> n + 1).map(n -> n * step).toArray();
  }
}
