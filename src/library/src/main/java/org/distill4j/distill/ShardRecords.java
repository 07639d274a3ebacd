package org.distill4j.distill;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.distill4j.data.Dataset;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Examples as bytes, one after another, each with everything that is known of it; little-endian, as
 * nearly all processors have them.
 *
 * @param layout of an example
 * @param memory of some examples, from its position 0
 */
record ShardRecords(ShardLayout layout, ByteBuffer memory) {

  ShardRecords {
    memory.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Writes examples of a transfer set that has this layout. */
  static byte[] of(ShardLayout layout, TransferSet set, int from, int to) {
    ByteBuffer out = ByteBuffer.allocate(Math.multiplyExact(to - from, layout.bytes()));
    new ShardRecords(layout, out).write(set, IntStream.range(from, to).toArray());
    return out.array();
  }

  private void write(TransferSet set, int[] rows) {
    writeFeatures(set.data(), rows);
    int bytes = layout.bytes();
    LogitCode code = layout.code();
    float[] logits = new float[layout.classes().size()];
    FloatBuffer all = floats(set.logits(), rows);
    for (int i = 0; i < rows.length; i++) {
      if (layout.labelled()) {
        memory.putInt(i * bytes + layout.labelAt(), set.data().label(rows[i]));
      }
      all.get(i * logits.length, logits);
      code.write(logits, memory.position(i * bytes + layout.logitsAt()));
    }
    for (int h = 0; h < layout.hints().size(); h++) {
      ShardLayout.Hint hint = layout.hints().get(h);
      writeFloats(set.hint(hint.name()), rows, hint.numbers(), layout.hintAt(h));
    }
  }

  private void writeFeatures(Dataset data, int[] rows) {
    INDArray stored = data.stored(rows);
    if (!layout.pixels()) {
      writeFloats(stored, IntStream.range(0, rows.length).toArray(), layout.width(), 0);
      return;
    }
    ByteBuffer pixels = stored.data().asNio();
    int bytes = layout.bytes();
    for (int i = 0; i < rows.length; i++) {
      memory.put(i * bytes, pixels, i * layout.width(), layout.width());
    }
  }

  private void writeFloats(INDArray numbers, int[] rows, int width, int at) {
    FloatBuffer from = floats(numbers, rows);
    FloatBuffer to = floats();
    int bytes = layout.bytes();
    for (int i = 0; i < rows.length; i++) {
      to.put((i * bytes + at) / Float.BYTES, from, i * width, width);
    }
  }

  /** Rows of an array in 32 bits, one after another. */
  private static FloatBuffer floats(INDArray numbers, int[] rows) {
    INDArray matrix = numbers.reshape('c', numbers.size(0), -1);
    return FloatBuffer.wrap(
        Nd4j.pullRows(matrix, 1, rows).castTo(DataType.FLOAT).dup('c').data().asFloat());
  }

  /** The memory as numbers, from its begin. */
  private FloatBuffer floats() {
    return memory.duplicate().order(memory.order()).position(0).asFloatBuffer();
  }

  /** Features of examples, {@code [slots.length, d]}; bytes become numbers from 0 to 1. */
  INDArray features(int[] slots) {
    if (!layout.pixels()) {
      return readFloats(slots, layout.width(), 0);
    }
    int bytes = layout.bytes();
    byte[] pixels = new byte[layout.width()];
    float[] numbers = new float[pixels.length];
    INDArray result = Nd4j.createUninitialized(DataType.FLOAT, slots.length, pixels.length);
    FloatBuffer target = result.data().asNioFloat();
    for (int i = 0; i < slots.length; i++) {
      memory.get(slots[i] * bytes, pixels);
      for (int j = 0; j < pixels.length; j++) {
        numbers[j] = (pixels[j] & 0xff) / 255f;
      }
      target.put(i * pixels.length, numbers);
    }
    return result;
  }

  /** Logits of examples, {@code [slots.length, C]}. */
  INDArray logits(int[] slots) {
    int start = layout.logitsAt();
    int bytes = layout.bytes();
    LogitCode code = layout.code();
    float[] logits = new float[layout.classes().size()];
    INDArray result = Nd4j.createUninitialized(DataType.FLOAT, slots.length, logits.length);
    FloatBuffer target = result.data().asNioFloat();
    for (int i = 0; i < slots.length; i++) {
      code.read(memory.position(slots[i] * bytes + start), logits);
      target.put(i * logits.length, logits);
    }
    return result;
  }

  /** The class of an example, as an index. */
  int label(int slot) {
    int label = memory.getInt(slot * layout.bytes() + layout.labelAt());
    if (label < 0 || label >= layout.classes().size()) {
      throw new IllegalArgumentException(
          "a shard has the label %d, but labels go from 0 to %d"
              .formatted(label, layout.classes().size() - 1));
    }
    return label;
  }

  /** Hard labels of examples, {@code [slots.length, C]}; zeros where none are known. */
  INDArray labels(int[] slots) {
    int width = layout.classes().size();
    float[] oneHot = new float[slots.length * width];
    for (int i = 0; layout.labelled() && i < slots.length; i++) {
      oneHot[i * width + label(slots[i])] = 1;
    }
    return Nd4j.create(oneHot, new long[] {slots.length, width}, 'c');
  }

  /** What is to be matched on examples, {@code [slots.length, h]}. */
  INDArray hint(int hint, int[] slots) {
    return readFloats(slots, layout.hints().get(hint).numbers(), layout.hintAt(hint));
  }

  private INDArray readFloats(int[] slots, int width, int at) {
    INDArray result = Nd4j.createUninitialized(DataType.FLOAT, slots.length, width);
    FloatBuffer from = floats();
    FloatBuffer to = result.data().asNioFloat();
    int bytes = layout.bytes();
    for (int i = 0; i < slots.length; i++) {
      to.put(i * width, from, (slots[i] * bytes + at) / Float.BYTES, width);
    }
    return result;
  }

  /** The first examples as a transfer set in memory of its own. */
  TransferSet first(int count) {
    int[] slots = IntStream.range(0, count).toArray();
    Map<String, INDArray> hints = new LinkedHashMap<>();
    for (int h = 0; h < layout.hints().size(); h++) {
      ShardLayout.Hint hint = layout.hints().get(h);
      hints.put(hint.name(), hint(h, slots).reshape(hint.shape(count)));
    }
    return new TransferSet(data(slots), logits(slots), hints, null);
  }

  private Dataset data(int[] slots) {
    List<String> classes = new ArrayList<>(layout.classes());
    if (layout.image().isEmpty()) {
      return layout.labelled()
          ? Dataset.of(features(slots), labelIndices(slots), classes)
          : Dataset.unlabelled(features(slots), classes);
    }
    INDArray numbers = layout.pixels() ? pixels(slots) : features(slots);
    Dataset images =
        Dataset.images(numbers, labelIndices(slots), classes, layout.image().orElseThrow());
    return layout.labelled() ? images : images.withoutLabels();
  }

  private int[] labelIndices(int[] slots) {
    return IntStream.of(slots).map(slot -> layout.labelled() ? label(slot) : 0).toArray();
  }

  private INDArray pixels(int[] slots) {
    INDArray result = Nd4j.createUninitialized(DataType.UINT8, slots.length, layout.width());
    ByteBuffer target = result.data().asNio();
    int bytes = layout.bytes();
    for (int i = 0; i < slots.length; i++) {
      target.put(i * layout.width(), memory, slots[i] * bytes, layout.width());
    }
    return result;
  }
}
