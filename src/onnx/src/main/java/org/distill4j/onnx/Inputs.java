package org.distill4j.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The inputs of a file, which divide the features between them. */
final class Inputs {

  private final OnnxFile file;
  private final List<Slot> slots;

  private Inputs(OnnxFile file, List<Slot> slots) {
    this.file = file;
    this.slots = slots;
  }

  static Inputs of(OnnxFile file, Collection<NodeInfo> all, OnnxSettings settings) {
    List<String> there = all.stream().map(NodeInfo::getName).toList();
    List<String> names = settings.inputs().isEmpty() ? there : settings.inputs();
    if (names.size() != there.size() || !Set.copyOf(names).equals(Set.copyOf(there))) {
      throw file.wrong(
          "all inputs %s must be named once, but named are %s".formatted(there, names));
    }
    List<Slot> slots =
        names.stream()
            .map(name -> all.stream().filter(i -> i.getName().equals(name)).findFirst())
            .map(input -> Slot.of(file, input.orElseThrow(), settings.channelsLast()))
            .toList();
    long open = slots.stream().mapToLong(Slot::open).sum();
    if (slots.isEmpty()
        || open > 1
        || (open == 1 && (slots.size() > 1 || settings.channelsLast()))) {
      throw file.wrong(
          "which input takes which features must follow from the sizes, but they are " + slots);
    }
    return new Inputs(file, slots);
  }

  /** How many examples a call must have, {@link Slot#OPEN} for any number. */
  long examples() {
    return slots.stream().mapToLong(Slot::examples).max().orElseThrow();
  }

  private int width() {
    return slots.stream().mapToInt(Slot::width).sum();
  }

  void requireFit(INDArray features) {
    boolean open = slots.stream().anyMatch(slot -> slot.open() > 0);
    long given = features.rank() == 2 ? features.size(1) : 0;
    if (given == 0 || (open ? given % width() != 0 : given != width())) {
      throw file.wrong(
          "features must be a matrix [N, %s%d] for the inputs %s, but have shape %s"
              .formatted(
                  open ? "a multiple of " : "", width(), slots, Slot.text(features.shape())));
    }
  }

  /**
   * What is put in.
   *
   * @param rows of features, one after another
   * @param features in a row
   * @param examples that the call has; those that are not there are zeros
   * @return for each input; to be closed
   */
  Map<String, OnnxTensor> tensors(float[] rows, int features, int examples) throws OrtException {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    int first = 0;
    for (Slot slot : slots) {
      int taken = slot.open() > 0 ? features : slot.width();
      tensors.put(slot.name, slot.tensor(rows, features, first, taken, examples));
      first += taken;
    }
    return tensors;
  }

  @Override
  public String toString() {
    return slots.toString();
  }
}
