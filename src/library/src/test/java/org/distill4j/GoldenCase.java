package org.distill4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One case of the golden values, which knows what of it has been compared. */
final class GoldenCase {

  private static final double RELATIVE = 1e-9;

  /** What rounding may leave, also in the golden values, of numbers of the order 1 that cancel. */
  private static final double ROUNDING = 4e-15;

  private final JsonObject description;
  private final JsonObject inputs;
  private final JsonObject expected;
  private final Set<String> left;

  GoldenCase(JsonObject description, JsonObject allInputs) {
    this.description = description;
    this.inputs = allInputs.getAsJsonObject(description.get("input").getAsString());
    this.expected = description.getAsJsonObject("out");
    this.left = new TreeSet<>(expected.keySet());
  }

  String id() {
    return description.get("id").getAsString();
  }

  String method() {
    return description.get("method").getAsString();
  }

  boolean outputs(String name) {
    return expected.has(name);
  }

  INDArray matrix(String input) {
    return Nd4j.createFromArray(new Gson().fromJson(inputs.get(input), double[][].class));
  }

  List<INDArray> matrices(String input) {
    List<INDArray> matrices = new ArrayList<>();
    for (double[][] each : new Gson().fromJson(inputs.get(input), double[][][].class)) {
      matrices.add(Nd4j.createFromArray(each));
    }
    return matrices;
  }

  /** An input of any rank. */
  INDArray array(String input) {
    JsonElement element = inputs.get(input);
    List<Long> shape = new ArrayList<>();
    for (JsonElement e = element; e.isJsonArray(); e = e.getAsJsonArray().get(0)) {
      shape.add((long) e.getAsJsonArray().size());
    }
    long[] sizes = shape.stream().mapToLong(size -> size).toArray();
    return Nd4j.createFromArray(flat(element)).reshape(sizes);
  }

  int[] labels() {
    return new Gson().fromJson(inputs.get("y"), int[].class);
  }

  /** One-hot labels for student logits of this shape. */
  INDArray oneHot(INDArray logits) {
    INDArray oneHot = logits.like();
    int[] labels = labels();
    for (int i = 0; i < labels.length; i++) {
      oneHot.putScalar(i, labels[i], 1);
    }
    return oneHot;
  }

  double number(String parameter) {
    return description.getAsJsonObject("params").get(parameter).getAsDouble();
  }

  String text(String parameter) {
    return description.getAsJsonObject("params").get(parameter).getAsString();
  }

  boolean flag(String parameter) {
    return description.getAsJsonObject("params").get(parameter).getAsBoolean();
  }

  JsonArray list(String output) {
    left.remove(output);
    return expected.getAsJsonArray(output);
  }

  void expect(String output, double actual) {
    left.remove(output);
    expectNear(output, expected.get(output).getAsDouble(), actual);
  }

  /** A number of the order of a scale, by which what rounding leaves of it was multiplied, too. */
  void expect(String output, double actual, double scale) {
    left.remove(output);
    near(output, expected.get(output).getAsDouble(), actual, scale * ROUNDING);
  }

  void expect(String output, INDArray actual) {
    expect(output, actual, ROUNDING);
  }

  /** Without any allowance for rounding: for what must be right however small it is. */
  void expectExact(String output, INDArray actual) {
    expect(output, actual, 0);
  }

  private void expect(String output, INDArray actual, double rounding) {
    left.remove(output);
    double[] golden = flat(expected.get(output));
    double[] ours = actual.dup('c').data().asDouble();
    assertEquals(golden.length, ours.length, () -> id() + ": size of " + output);
    for (int i = 0; i < golden.length; i++) {
      near(output + "[" + i + "]", golden[i], ours[i], rounding);
    }
  }

  void expectNear(String what, double golden, double actual) {
    near(what, golden, actual, ROUNDING);
  }

  private void near(String what, double golden, double actual, double rounding) {
    double error = Math.abs(actual - golden);
    assertTrue(
        error <= RELATIVE * Math.abs(golden) + rounding, // false for NaN
        () -> "%s: %s should be %s, but is %s".formatted(id(), what, golden, actual));
  }

  /** Leaves an output out that is itself nothing but a rounding error. */
  void expectRounding(String output) {
    left.remove(output);
    assertEquals(0, expected.get(output).getAsDouble(), 1e-12, output);
  }

  void requireAllCompared() {
    assertArrayEquals(new Object[0], left.toArray(), () -> id() + ": outputs not compared");
  }

  private static double[] flat(JsonElement element) {
    return element.isJsonArray()
        ? StreamSupport.stream(element.getAsJsonArray().spliterator(), false)
            .flatMapToDouble(each -> Arrays.stream(flat(each)))
            .toArray()
        : new double[] {element.getAsDouble()};
  }
}
