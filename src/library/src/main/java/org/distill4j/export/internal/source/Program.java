package org.distill4j.export.internal.source;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.distill4j.export.internal.WholeNumbers;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The parts of a class that turns an example's features into logits, as they are found. */
public final class Program {

  /** Names of variables and methods that every written class has. */
  private static final Set<String> OWN =
      Set.of("features", "logits", "scratch", "predict", "probabilities", "compute", "numbers");

  private final int inputs;
  private final int classes;
  private final Set<String> names = new HashSet<>(OWN);
  private final List<String> constants = new ArrayList<>();
  private final List<String> reads = new ArrayList<>();
  private final ByteArrayOutputStream numbers = new ByteArrayOutputStream();
  private final List<String> scratch = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final List<String> methods = new ArrayList<>();
  private final Map<String, String> shared = new HashMap<>();

  /** Starts a class for so many numbers and so many classes. */
  public Program(int inputs, int classes) {
    this.inputs = inputs;
    this.classes = classes;
  }

  int inputs() {
    return inputs;
  }

  int classes() {
    return classes;
  }

  /**
   * Adds numbers to the resource.
   *
   * @param hint what they are of, such as a layer's name
   * @param what they are, as {@code BIAS}
   * @param values of any shape; written in C order as 32-bit floats
   * @return the name of the constant that holds them
   */
  public String constant(String hint, String what, INDArray values) {
    String name = unused(identifier(hint).toUpperCase(Locale.ROOT) + "_" + what);
    constants.add("private static final float[] %s;".formatted(name));
    reads.add("%s = take(numbers, %d);".formatted(name, values.length()));
    write(values);
    return name;
  }

  /** Adds a matrix to the resource, each of whose rows becomes an array of its own. */
  private String matrix(String hint, String what, INDArray values) {
    String name = unused(identifier(hint).toUpperCase(Locale.ROOT) + "_" + what);
    String rows = method("rows", Methods.ROWS);
    constants.add("private static final float[][] %s;".formatted(name));
    reads.add("%s = %s(numbers, %d, %d);".formatted(name, rows, values.size(0), values.size(1)));
    write(values);
    return name;
  }

  private void write(INDArray values) {
    float[] floats = values.castTo(DataType.FLOAT).dup('c').data().asFloat();
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * floats.length);
    bytes.asFloatBuffer().put(floats);
    numbers.writeBytes(bytes.array());
  }

  /** Adds whole numbers to the resource, with 32 bits each, as an {@code int[]}. */
  String integers(String hint, String what, INDArray values) {
    int[] integers = WholeNumbers.integers(values);
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * integers.length);
    bytes.asIntBuffer().put(integers);
    numbers.writeBytes(bytes.array());
    return whole(hint, what, "int[]", method("integers", WholeMethods.INTEGERS), integers.length);
  }

  /** Adds whole numbers to the resource, with eight bits each, as an {@code int[]}. */
  String bytes(String hint, String what, INDArray values) {
    writeBytes(values);
    String read = method("bytes", WholeMethods.BYTES);
    return whole(hint, what, "int[]", read, Math.toIntExact(values.length()));
  }

  /** The same of a matrix, as an {@code int[][]} of its rows. */
  String byteRows(String hint, String what, INDArray values) {
    writeBytes(values);
    String bytes = method("bytes", WholeMethods.BYTES);
    String read = method("byteRows", WholeMethods.BYTE_ROWS.replace("%bytes%", bytes));
    return whole(hint, what, "int[][]", read, (int) values.size(0), (int) values.size(1));
  }

  private void writeBytes(INDArray values) {
    for (int number : WholeNumbers.integers(values)) {
      numbers.write(number);
    }
  }

  private String whole(String hint, String what, String type, String read, int... shape) {
    String name = unused(identifier(hint).toUpperCase(Locale.ROOT) + "_" + what);
    String counts = Arrays.stream(shape).mapToObj(n -> ", " + n).collect(Collectors.joining());
    constants.add("private static final %s %s;".formatted(type, name));
    reads.add("%s = %s(numbers%s);".formatted(name, read, counts));
    return name;
  }

  /**
   * Adds memory that a thread computes in.
   *
   * @param hint what it is for
   * @param size how many numbers it has
   * @return how the code names it
   */
  public String scratch(String hint, int size) {
    return scratch("float", hint, size);
  }

  /** The same for whole numbers. */
  String wholeScratch(String hint, int size) {
    return scratch("int", hint, size);
  }

  private String scratch(String type, String hint, int size) {
    String name = unused(identifier(hint));
    scratch.add("private final %s[] %s = new %s[%d];".formatted(type, name, type, size));
    return "scratch." + name;
  }

  /**
   * Adds a line to the computation, which reads {@code features} and fills {@code logits}.
   *
   * @param code of the line
   */
  public void line(String code) {
    lines.add(code);
  }

  /**
   * Adds a method.
   *
   * @param hint of its name
   * @param code with {@code %name%} for the name; the same code is added once
   * @return its name
   */
  public String method(String hint, String code) {
    return shared.computeIfAbsent(
        code,
        key -> {
          String name = unused(identifier(hint));
          methods.add(code.replace("%name%", name));
          return name;
        });
  }

  /**
   * Adds a product with weights, plus a bias, to the computation.
   *
   * @param hint what the weights are of, such as a layer's name
   * @param x how the code names the input
   * @param weights {@code [inputs, outputs]}
   * @param bias {@code [1, outputs]}
   * @param y how the code names the output
   */
  public void product(String hint, String x, INDArray weights, INDArray bias, String y) {
    line(
        "%s(%s, %s, %s, %s);"
            .formatted(
                method("dense", Methods.DENSE),
                x,
                matrix(hint, "WEIGHTS", weights),
                constant(hint, "BIAS", bias),
                y));
  }

  private String unused(String name) {
    String own = name;
    for (int i = 2; !names.add(own); i++) {
      own = name + "_" + i;
    }
    return own;
  }

  /** Something that may be a name in Java, as near to the given one as can be. */
  static String identifier(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9]+", "_");
    boolean fine =
        SourceVersion.isIdentifier(plain) && !SourceVersion.isKeyword(plain) && !plain.equals("_");
    return fine ? plain : "layer_" + plain;
  }

  List<String> constants() {
    return constants;
  }

  List<String> reads() {
    return reads;
  }

  byte[] numbers() {
    return numbers.toByteArray();
  }

  List<String> scratch() {
    return scratch;
  }

  List<String> lines() {
    return lines;
  }

  List<String> methods() {
    return methods;
  }
}
