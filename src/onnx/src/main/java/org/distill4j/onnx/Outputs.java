package org.distill4j.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The outputs of a file, and the one among them that holds the answer. */
final class Outputs {

  private static final String LOGITS = "logits";
  private static final Set<OnnxJavaType> NUMBERS =
      Set.of(OnnxJavaType.FLOAT, OnnxJavaType.DOUBLE, OnnxJavaType.FLOAT16, OnnxJavaType.BFLOAT16);

  private final OnnxFile file;
  private final List<NodeInfo> all;

  Outputs(OnnxFile file, Collection<NodeInfo> all) {
    this.file = file;
    this.all = List.copyOf(all);
  }

  /** The name of the output with the logits or probabilities. */
  String answer(OnnxSettings settings) {
    NodeInfo found = settings.output().isEmpty() ? chosen() : named(settings.output());
    requireNumbers(found);
    long[] shape = ((TensorInfo) found.getInfo()).getShape();
    long classes = shape.length == 2 ? shape[1] : 0;
    if (classes == 0 || classes == 1) {
      throw file.wrong(
          "output '%s' must have a number for each of at least two classes, [N, C], but has shape %s"
              .formatted(found.getName(), Slot.text(shape)));
    }
    if (settings.classes() > 0 && classes != Slot.OPEN && classes != settings.classes()) {
      throw file.wrong(
          "there must be %d classes, but output '%s' has %d"
              .formatted(settings.classes(), found.getName(), classes));
    }
    return found.getName();
  }

  /** Checks that an output can be a hint. */
  String hint(String name) {
    NodeInfo found = named(name);
    requireNumbers(found);
    int rank = ((TensorInfo) found.getInfo()).getShape().length;
    if (rank != 2 && rank != 4) {
      throw file.wrong(
          "a hint must have a shape [N, h] or [N, channels, height, width], but output %s"
              .formatted(described(found)));
    }
    return name;
  }

  private NodeInfo named(String name) {
    return all.stream()
        .filter(output -> output.getName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                file.wrong(
                    "there is no output '%s'; the outputs are %s".formatted(name, described())));
  }

  private NodeInfo chosen() {
    List<NodeInfo> matrices = all.stream().filter(Outputs::isMatrix).toList();
    return all.stream()
        .filter(output -> output.getName().equals(LOGITS))
        .findFirst()
        .or(() -> matrices.size() == 1 ? Optional.of(matrices.get(0)) : Optional.empty())
        .or(() -> all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty())
        .or(
            () ->
                matrices.isEmpty()
                    ? all.stream().filter(Outputs::isMap).findFirst()
                    : Optional.empty())
        .orElseThrow(
            () ->
                file.wrong(
                    "which output holds logits must be said, withLogits(\"...\") or"
                        + " withProbabilities(\"...\"): the outputs are "
                        + described()));
  }

  private static boolean isNumbers(NodeInfo output) {
    return output.getInfo() instanceof TensorInfo tensor && NUMBERS.contains(tensor.type);
  }

  private static boolean isMatrix(NodeInfo output) {
    return isNumbers(output) && ((TensorInfo) output.getInfo()).getShape().length == 2;
  }

  private static boolean isMap(NodeInfo output) {
    return !(output.getInfo() instanceof TensorInfo);
  }

  private void requireNumbers(NodeInfo output) {
    if (isMap(output)) {
      throw file.wrong(
          "output '%s' is a map for each example, as scikit-learn's converter makes it: convert the model again with options={\"zipmap\": False}, and say withProbabilities(\"%s\")"
              .formatted(output.getName(), output.getName()));
    }
    if (!isNumbers(output)) {
      throw file.wrong("output %s, but logits are numbers".formatted(described(output)));
    }
  }

  private List<String> described() {
    return all.stream().map(Outputs::described).toList();
  }

  private static String described(NodeInfo output) {
    return output.getInfo() instanceof TensorInfo tensor
        ? "'%s' has %s %s".formatted(output.getName(), tensor.type, Slot.text(tensor.getShape()))
        : "'%s' has maps".formatted(output.getName());
  }
}
