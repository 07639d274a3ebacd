package org.distill4j.export.internal.source;

import java.util.Map;
import org.distill4j.data.ImageShape;
import org.distill4j.export.internal.Axis;
import org.distill4j.export.internal.Step.Convolution;
import org.distill4j.export.internal.Step.Pooling;
import org.distill4j.export.internal.Tensor;
import org.distill4j.export.internal.WholeNumbers;
import org.distill4j.export.internal.Window;

/** Writes a method for each layer that moves a window, with the layer's numbers in it. */
final class WindowSource {

  private final Program program;
  private final Window window;
  private final String name;
  private final ImageShape in;
  private final ImageShape out;

  WindowSource(Program program, Window window, Tensor input, Tensor output) {
    this.program = program;
    this.window = window;
    this.name = output.memory();
    this.in = input.maps().orElseThrow();
    this.out = output.maps().orElseThrow();
  }

  void convolution(Convolution step, String x, String y) {
    String weights = program.constant(name, "WEIGHTS", step.weights());
    String bias = program.constant(name, "BIAS", step.bias());
    convolution("float", weights, bias, x, y);
  }

  void convolution(WholeNumbers whole, String x, String y) {
    String weights = program.bytes(name, "WEIGHTS", whole.weights());
    String bias = program.integers(name, "BIAS", whole.bias());
    convolution("int", weights, bias, x, y);
  }

  private void convolution(String type, String weights, String bias, String x, String y) {
    ImageShape around = in;
    String maps = x;
    if (window.padded()) {
      around =
          ImageShape.gray(size(window.rows(), in.height()), size(window.columns(), in.width()))
              .withChannels(in.channels());
      maps =
          type.equals("int")
              ? program.wholeScratch(name + "_padded", around.size())
              : program.scratch(name + "_padded", around.size());
      String code = filled(WindowMethods.PAD, around).replace("%type%", type);
      program.line("%s(%s, %s);".formatted(program.method("pad_" + name, code), x, maps));
    }
    String code =
        filled(WindowMethods.CONVOLUTION, around)
            .replace("%type%", type)
            .replace("%weights%", weights)
            .replace("%bias%", bias);
    program.line("%s(%s, %s);".formatted(program.method(name, code), maps, y));
  }

  private static int size(Axis axis, int places) {
    return axis.before() + places + axis.after();
  }

  void pooling(Pooling.Statistic kind, String x, String y) {
    String code = kind == Pooling.Statistic.MAXIMUM ? WindowMethods.MAXIMUM : WindowMethods.MEAN;
    String count = kind == Pooling.Statistic.MEAN ? "count" : String.valueOf(places());
    String method = program.method(name, filled(code.replace("%divisor%", count), in));
    program.line("%s(%s, %s);".formatted(method, x, y));
  }

  private int places() {
    return window.rows().kernel() * window.columns().kernel();
  }

  /** Puts the numbers of the layer into a text; {@code from} is what the windows move over. */
  private String filled(String code, ImageShape from) {
    Axis rows = window.rows();
    Axis columns = window.columns();
    Map<String, Integer> numbers =
        Map.ofEntries(
            Map.entry("channels", in.channels()),
            Map.entry("height", in.height()),
            Map.entry("width", in.width()),
            Map.entry("from height", from.height()),
            Map.entry("from width", from.width()),
            Map.entry("from size", from.pixels()),
            Map.entry("filters", out.channels()),
            Map.entry("out height", out.height()),
            Map.entry("out width", out.width()),
            Map.entry("out size", out.pixels()),
            Map.entry("kernel rows", rows.kernel()),
            Map.entry("kernel columns", columns.kernel()),
            Map.entry("top", rows.before()),
            Map.entry("left", columns.before()));
    String text = code;
    for (Map.Entry<String, Integer> number : numbers.entrySet()) {
      text = text.replace("%" + number.getKey() + "%", String.valueOf(number.getValue()));
    }
    return text.replace("%row stride%", times(rows.stride()))
        .replace("%column stride%", times(columns.stride()))
        .replace("%row dilation%", times(rows.dilation()))
        .replace("%column dilation%", times(columns.dilation()))
        .replace("%minus top%", minus(rows.before()))
        .replace("%minus left%", minus(columns.before()));
  }

  private static String times(int factor) {
    return factor == 1 ? "" : " * " + factor;
  }

  private static String minus(int number) {
    return number == 0 ? "" : " - " + number;
  }
}
