package org.distill4j.bench;

import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What was measured, by contestant and item, and its medians. */
final class Results {

  /** A row of the table; every image of training or labelling costs so many operations of GEMM. */
  private record Item(String name, String text, String unit, double operations) {

    boolean lessIsBetter() {
      return !unit.equals("images/s");
    }
  }

  private static final double FIRST = 784 * 1200;
  private static final double LATER = 1200 * 1200 + 1200 * 10;

  private static final List<Item> ITEMS =
      List.of(
          new Item("teacher", "train 784-1200-1200-10", "images/s", 4 * FIRST + 6 * LATER),
          new Item("distil", "distil 784-800-800-10", "images/s", 0),
          new Item("pipeline", "label, distil 10 epochs", "images/s", 0),
          new Item("small", "distil 784-30-30-10", "images/s", 0),
          new Item("cnn", "distil a CNN", "images/s", 0),
          new Item("label", "label by 784-1200-1200-10", "images/s", 2 * (FIRST + LATER)),
          new Item("latency1", "its answer for 1 image", "ms", 0),
          new Item("latency1000", "its answer for 1,000", "ms", 0),
          new Item("memory", "peak memory of its training", "MB", 0),
          new Item("start", "kernel start to first result", "s", 0),
          new Item("cell", "trivial cell", "ms", 0),
          new Item("array", "first array after that", "s", 0),
          new Item("kernelMemory", "peak of a kernel with all of it", "MB", 0));

  /** What {@link Together} loads first: ND4J must, once, as it writes the file. */
  static final List<String> ORDERS = List.of("nd4j", "onnx");

  private final Map<String, Map<String, List<String>>> runs = new LinkedHashMap<>();

  private final String version;

  Results(String version) {
    this.version = version;
  }

  void add(String who, String item, String value) {
    runs.computeIfAbsent(who, w -> new LinkedHashMap<>())
        .computeIfAbsent(item, i -> new ArrayList<>())
        .add(value);
  }

  /** NaN where it was not measured. */
  private double median(String who, String item) {
    double[] values =
        runs.getOrDefault(who, Map.of()).getOrDefault(item, List.of()).stream()
            .mapToDouble(Double::parseDouble)
            .sorted()
            .toArray();
    return values.length == 0 ? Double.NaN : values[values.length / 2];
  }

  /** The table of the README, ratios above 1 where this library is better. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("%n%s%n%n".formatted(machine()));
    text.append("| | distill4j | against stock DL4J | in a prepared process | ")
        .append("against PyTorch | of the GEMM rate |\n|---|---|---|---|---|---|\n");
    for (Item item : ITEMS) {
      double own = median("distill4j", item.name);
      double gemm = own * item.operations / 1e9 / median("distill4j", "gemm");
      text.append(
          "| %s | %s %s | %s | %s | %s | %s |%n"
              .formatted(
                  item.text,
                  number(own),
                  item.unit,
                  ratio(item, own, "stock"),
                  ratio(item, own, "stock, tuned"),
                  ratio(item, own, "PyTorch"),
                  item.operations == 0 ? "" : "%.0f %%".formatted(100 * gemm)));
    }
    return text.toString();
  }

  /** What {@link Forms} measured: the forms of one student, beside its DL4J file. */
  String forms() {
    StringBuilder text = new StringBuilder();
    text.append("\n| 784-30-30-10 as | one, median | least | 1,000, median | least | ")
        .append("logits differ by | accuracy | in color differ by | accuracy |\n")
        .append("|---|---|---|---|---|---|---|---|---|\n");
    for (String form : List.of("dl4j", "onnx", "onnx8", "java", "java8")) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f µs | %.1f µs | %,.0f µs | %,.0f µs | %.1g | %.2f %% | %.1g | %.2f %%"
                  + " |%n",
              form,
              median("forms", form + "-median-1"),
              least("forms", form + "-least-1"),
              median("forms", form + "-median-1000"),
              least("forms", form + "-least-1000"),
              median("forms", form + "-difference-digits"),
              100 * median("forms", form + "-accuracy-digits"),
              median("forms", form + "-difference-colors"),
              100 * median("forms", form + "-accuracy-colors")));
    }
    return text.toString();
  }

  /** What {@link Together} measured: images a second, alone and beside the other. */
  String together() {
    StringBuilder text = new StringBuilder();
    text.append("\n| loaded first | ND4J alone | while ONNX Runtime labels | ONNX Runtime alone | ")
        .append("while ND4J labels | work kept in all |\n|---|---|---|---|---|---|\n");
    for (String first : ORDERS) {
      double[] rates =
          Stream.of("nd4j-alone-", "nd4j-beside-", "onnx-alone-", "onnx-beside-")
              .mapToDouble(item -> median("together", item + first))
              .toArray();
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %,.0f | %,.0f | %,.0f | %,.0f | %.0f %% |%n",
              first,
              rates[0],
              rates[1],
              rates[2],
              rates[3],
              100 * (rates[1] / rates[0] + rates[3] / rates[2])));
    }
    return text.toString();
  }

  /** What {@link OnDisk} measured: examples a second from memory and from the disk. */
  String onDisk() {
    return String.format(
        Locale.ROOT,
        """

        | distil 784-30-30-10 from | images/s | in a second of one processor | peak memory |
        |---|---|---|---|
        | memory | %,.0f | %,.0f | |
        | 4.3 GB on the disk, heap of 256 MB | %,.0f | %,.0f | %.0f MB |
        """,
        median("disk", "memory"),
        median("disk", "memory-cpu"),
        median("disk", "disk"),
        median("disk", "disk-cpu"),
        median("disk", "peak"));
  }

  private double least(String who, String item) {
    return runs.get(who).get(item).stream().mapToDouble(Double::parseDouble).min().orElseThrow();
  }

  private String ratio(Item item, double own, String who) {
    double other = median(who, item.name);
    double ratio = item.lessIsBetter() ? other / own : own / other;
    return Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, "%.2f", ratio);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
  }

  private String machine() {
    String torch =
        runs.containsKey("PyTorch")
            ? "PyTorch " + runs.get("PyTorch").get("version").get(0)
            : "no PyTorch";
    return "%d threads, GEMM %.0f GFLOPS, Java %s, ND4J %s, %s; medians of %d runs"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            median("distill4j", "gemm"),
            System.getProperty("java.version"),
            version,
            torch,
            runs.get("distill4j").get("gemm").size());
  }

  String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("machine", machine());
    all.put("runs", runs);
    return new GsonBuilder().setPrettyPrinting().create().toJson(all) + "\n";
  }
}
