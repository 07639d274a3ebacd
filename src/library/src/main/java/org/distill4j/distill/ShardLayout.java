package org.distill4j.distill;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.distill4j.data.Dataset;
import org.distill4j.data.ImageShape;
import org.distill4j.internal.Ranges;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the examples of a shard are, and where in an example's bytes its numbers lie: features,
 * label, logits, hints, each beginning at a multiple of four.
 *
 * @param classes their names
 * @param labelled whether hard labels are known
 * @param pixels whether features are bytes that stand for numbers from 0 to 1, or 32-bit numbers
 * @param width numbers that describe an example
 * @param image how they are read, if examples are images
 * @param logits how they are kept
 * @param hints what else a student may match
 * @param teacher a fingerprint; empty if it is not known
 */
record ShardLayout(
    List<String> classes,
    boolean labelled,
    boolean pixels,
    int width,
    Optional<ImageShape> image,
    StoredLogits logits,
    List<Hint> hints,
    String teacher) {

  /**
   * Numbers of an example that a student's layer may match.
   *
   * @param name of the hint
   * @param shape without the examples: units, or channels, height and width
   */
  record Hint(String name, List<Integer> shape) {

    int numbers() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }

    @Override
    public String toString() {
      return name + " " + shape;
    }

    /** The shape of this hint of some examples. */
    long[] shape(int examples) {
      long[] all = new long[1 + shape.size()];
      all[0] = examples;
      Arrays.setAll(all, i -> i == 0 ? examples : shape.get(i - 1));
      return all;
    }
  }

  /** The layout that a transfer set asks for. */
  static ShardLayout of(TransferSet set, StoredLogits logits, String teacher) {
    Dataset data = set.data();
    List<Hint> hints = new ArrayList<>();
    for (Map.Entry<String, INDArray> hint : set.hints().entrySet()) {
      List<Integer> shape =
          Arrays.stream(hint.getValue().shape()).skip(1).mapToObj(Math::toIntExact).toList();
      hints.add(new Hint(hint.getKey(), shape));
    }
    boolean pixels = data.stored(0).dataType() == DataType.UINT8;
    return new ShardLayout(
        data.classes(),
        data.labelled(),
        pixels,
        data.width(),
        data.image(),
        logits,
        hints,
        teacher);
  }

  LogitCode code() {
    return logits.code(classes.size());
  }

  /** Where an example's label is. */
  int labelAt() {
    return whole(Math.multiplyExact(width, pixels ? 1 : Float.BYTES));
  }

  /** Where an example's logits begin. */
  int logitsAt() {
    return labelAt() + (labelled ? Integer.BYTES : 0);
  }

  /** Where an example's numbers of a hint begin. */
  int hintAt(int hint) {
    int at = whole(Math.addExact(logitsAt(), code().bytes()));
    for (Hint before : hints.subList(0, hint)) {
      at = Math.addExact(at, Math.multiplyExact(Float.BYTES, before.numbers()));
    }
    return at;
  }

  /** Bytes of an example. */
  int bytes() {
    return hintAt(hints.size());
  }

  private static int whole(int bytes) {
    return Math.addExact(bytes, Float.BYTES - 1) / Float.BYTES * Float.BYTES;
  }

  /** The place of a hint in the list. */
  int hint(String name) {
    List<String> names = hints.stream().map(Hint::name).toList();
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "the transfer set has no hint '%s'; its hints are %s".formatted(name, names));
    }
    return names.indexOf(name);
  }

  /** In what another layout differs, as in "the classes [a, b]"; empty if it is the same. */
  Optional<String> difference(ShardLayout other) {
    if (!teacher.equals(other.teacher)) {
      return Optional.of(
          "the teacher '%s', where others have '%s'".formatted(other.teacher, teacher));
    }
    if (!classes.equals(other.classes)) {
      return Optional.of("the classes %s, where others have %s".formatted(other.classes, classes));
    }
    return equals(other)
        ? Optional.empty()
        : Optional.of("%s, where others have %s".formatted(other, this));
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(teacher);
      out.writeInt(classes.size());
      for (String name : classes) {
        out.writeUTF(name);
      }
      out.writeBoolean(labelled);
      out.writeBoolean(pixels);
      out.writeInt(width);
      out.writeInt(image.map(ImageShape::channels).orElse(0));
      out.writeInt(image.map(ImageShape::height).orElse(0));
      out.writeInt(image.map(ImageShape::width).orElse(0));
      out.writeByte(logits.bits());
      out.writeInt(logits.top());
      out.writeInt(hints.size());
      for (Hint hint : hints) {
        out.writeUTF(hint.name());
        out.writeByte(hint.shape().size());
        for (int size : hint.shape()) {
          out.writeInt(size);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a layout.
   *
   * @throws IOException if the bytes end too early
   * @throws IllegalArgumentException if they make no sense
   * @throws ArithmeticException if an example would take more than 2 GB
   */
  static ShardLayout read(DataInput in) throws IOException {
    String teacher = in.readUTF();
    List<String> classes = new ArrayList<>(); // grown by what is there, not by what is said
    for (int left = Ranges.requireAtLeast("classes", in.readInt(), 2); left > 0; left--) {
      classes.add(in.readUTF());
    }
    boolean labelled = in.readBoolean();
    boolean pixels = in.readBoolean();
    int width = Ranges.requireAtLeast("features", in.readInt(), 1);
    int channels = in.readInt();
    int height = in.readInt();
    int across = in.readInt();
    Optional<ImageShape> image =
        channels == 0
            ? Optional.empty()
            : Optional.of(ImageShape.gray(height, across).withChannels(channels));
    StoredLogits logits = new StoredLogits(in.readByte(), in.readInt());
    List<Hint> hints = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      List<Integer> shape = new ArrayList<>();
      for (int sizes = in.readByte(); sizes > 0; sizes--) {
        shape.add(Ranges.requireAtLeast("hint " + name, in.readInt(), 1));
      }
      hints.add(new Hint(name, shape));
    }
    ShardLayout layout =
        new ShardLayout(classes, labelled, pixels, width, image, logits, hints, teacher);
    layout.bytes(); // refuses what no shard can have
    return layout;
  }

  @Override
  public String toString() {
    return "%d features%s%s, %d classes%s, with %s%s"
        .formatted(
            width,
            pixels ? " in 8 bits" : "",
            image.map(" for images of %s"::formatted).orElse(""),
            classes.size(),
            labelled ? "" : ", unlabelled",
            logits,
            hints.isEmpty() ? "" : " and hints of " + hints);
  }
}
