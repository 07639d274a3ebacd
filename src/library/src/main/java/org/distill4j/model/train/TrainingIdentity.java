package org.distill4j.model.train;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.data.Dataset;
import org.distill4j.loss.ResponseLoss;
import org.distill4j.model.network.internal.Network;
import org.jspecify.annotations.Nullable;

/**
 * What makes a training what it is: two with the same one take the same steps.
 *
 * @param parts by name, in the order in which differences are told
 */
record TrainingIdentity(Map<String, String> parts) {

  private static final String NETWORK = "network";
  private static final String WEIGHTS = "weights";
  private static final Pattern CHECKSUM = Pattern.compile("[0-9a-f]{64}");

  /** How Java prints a lambda, with numbers that are new in each process. */
  private static final Pattern LAMBDA = Pattern.compile("[\\w$.]*\\$\\$Lambda[\\w$/.]*@[0-9a-f]+");

  /** How Java prints what has no text of its own: class and hash code; cells are classes, too. */
  private static final Pattern OBJECT = Pattern.compile("(?:[\\w$]+[.$])*?(\\w+)@[0-9a-f]+");

  static TrainingIdentity of(
      Network network,
      Engine.Kind engines,
      ResponseLoss loss,
      List<Match> matches,
      Plan plan,
      Batches batches,
      @Nullable Dataset validation) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(NETWORK, configuration(network));
    parts.put(WEIGHTS, ArrayBytes.checksum(network.plain().params()));
    parts.put("engine", engines.name());
    parts.put("loss", named(loss));
    parts.put(
        "matched layers",
        matches.stream()
            .map(match -> "%s by %s".formatted(match.layer(), named(match.loss())))
            .collect(Collectors.joining(", ")));
    plan.settings().forEach((name, value) -> parts.put(name, value.toString()));
    parts.putAll(batches.checksums());
    if (validation == null) {
      parts.put("validation examples", "0");
    } else {
      parts.putAll(ExampleChecksums.of(validation));
    }
    return new TrainingIdentity(parts);
  }

  /** The layers and their settings as DL4J writes them, but for what it counts in training. */
  private static String configuration(Network network) {
    String json =
        network.plain() instanceof MultiLayerNetwork layers
            ? layers.getLayerWiseConfigurations().toJson()
            : ((ComputationGraph) network.plain()).getConfiguration().toJson();
    return json.lines()
        .filter(line -> !line.contains("\"iterationCount\"") && !line.contains("\"epochCount\""))
        .collect(Collectors.joining("\n"));
  }

  private static String named(Object loss) {
    String text = LAMBDA.matcher(loss.toString()).replaceAll("a lambda");
    return OBJECT.matcher(text).replaceAll("$1");
  }

  /** The same training, begun with weights that another one began with. */
  TrainingIdentity startedLike(TrainingIdentity other) {
    Map<String, String> same = new LinkedHashMap<>(parts);
    same.put(WEIGHTS, other.parts.getOrDefault(WEIGHTS, ""));
    return new TrainingIdentity(same);
  }

  /** What is different from a training that was kept, told to a reader; empty if nothing is. */
  String differencesFrom(TrainingIdentity kept) {
    Set<String> names = new LinkedHashSet<>(parts.keySet());
    names.addAll(kept.parts.keySet());
    return names.stream()
        .filter(
            name -> !parts.getOrDefault(name, "none").equals(kept.parts.getOrDefault(name, "none")))
        .map(
            name ->
                difference(
                    name, kept.parts.getOrDefault(name, "none"), parts.getOrDefault(name, "none")))
        .collect(Collectors.joining("; "));
  }

  private static String difference(String name, String then, String now) {
    if (name.equals(NETWORK)) {
      return "the network is another one: " + firstDifference(then, now);
    }
    if (name.equals(WEIGHTS)) {
      return "the weights are neither those that it began with nor those that it left, so make the"
          + " network anew";
    }
    return CHECKSUM.matcher(then).matches() || CHECKSUM.matcher(now).matches()
        ? "other " + name
        : "%s was %s and is %s".formatted(name, shown(then), shown(now));
  }

  /** Empty settings of a plan print themselves as such. */
  private static String shown(String value) {
    return switch (value) {
      case "OptionalDouble.empty" -> "the network's own";
      case "" -> "none";
      default -> value.replaceAll("^OptionalDouble\\[(.*)]$", "$1");
    };
  }

  private static String firstDifference(String then, String now) {
    List<String> before = then.lines().toList();
    List<String> after = now.lines().toList();
    for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
      if (!before.get(i).equals(after.get(i))) {
        return "%s was there, where %s is".formatted(trimmed(before.get(i)), trimmed(after.get(i)));
      }
    }
    return "its description had %d lines and has %d".formatted(before.size(), after.size());
  }

  private static String trimmed(String line) {
    return line.strip().replaceAll(",$", "");
  }
}
