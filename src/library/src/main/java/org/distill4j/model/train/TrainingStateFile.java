package org.distill4j.model.train;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.distill4j.internal.CheckedFile;
import org.distill4j.internal.RandomState;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The file of a training that is not finished, a {@link CheckedFile}: the parts of its {@link
 * TrainingIdentity}, then its {@link TrainingState}, component after component. A text is the
 * number of its bytes and its UTF-8; an array is the number of its numbers, -1 for none, and the
 * {@link ArrayBytes}.
 */
final class TrainingStateFile {

  private static final CheckedFile FORMAT = new CheckedFile("checkpoint", 1);

  private TrainingStateFile() {}

  /** How long the arrays of a state are, and of which type: what a file must agree with. */
  record Sizes(DataType type, long weights, long optimizer, long network, long best) {}

  static void write(Path file, TrainingIdentity identity, TrainingState state) {
    FORMAT.write(
        file,
        out -> {
          writeIdentity(out, identity);
          writeEpochs(out, state.epochs());
          writePass(out, state.pass());
          out.writeInt(state.engine().iterations());
          out.writeInt(state.engine().epochs());
          out.writeInt(state.iterations());
          out.writeInt(state.passes());
          writeArray(out, state.engine().weights());
          writeArray(out, state.engine().optimizer());
          writeArray(out, state.finished());
          writeArray(out, state.best());
        });
  }

  static TrainingIdentity readIdentity(Path file) {
    return FORMAT.read(
        file,
        in -> {
          TrainingIdentity identity = identity(in);
          in.transferTo(OutputStream.nullOutputStream());
          return identity;
        });
  }

  static TrainingState read(Path file, Sizes sizes) {
    return FORMAT.read(
        file,
        in -> {
          identity(in);
          List<Epoch> epochs = epochs(in);
          TrainingState.Pass pass = pass(in);
          int steps = in.readInt();
          int ended = in.readInt();
          int iterations = in.readInt();
          int passes = in.readInt();
          INDArray weights = array(in, sizes.type(), sizes.weights());
          EngineState engine =
              new EngineState(weights, array(in, sizes.type(), sizes.optimizer()), steps, ended);
          INDArray finished = array(in, sizes.type(), sizes.network());
          INDArray best = array(in, sizes.type(), epochs.isEmpty() ? -1 : sizes.best());
          return new TrainingState(epochs, pass, engine, iterations, passes, finished, best);
        });
  }

  private static void writeIdentity(DataOutputStream out, TrainingIdentity identity)
      throws IOException {
    out.writeInt(identity.parts().size());
    for (Map.Entry<String, String> part : identity.parts().entrySet()) {
      writeText(out, part.getKey());
      writeText(out, part.getValue());
    }
  }

  private static TrainingIdentity identity(DataInputStream in) throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      parts.put(text(in), text(in));
    }
    return new TrainingIdentity(parts);
  }

  private static void writeEpochs(DataOutputStream out, List<Epoch> epochs) throws IOException {
    out.writeInt(epochs.size());
    for (Epoch epoch : epochs) {
      out.writeInt(epoch.number());
      out.writeDouble(epoch.loss());
      out.writeDouble(epoch.validationAccuracy());
      out.writeDouble(epoch.seconds());
      out.writeDouble(epoch.learningRate());
      out.writeInt(epoch.examples());
      writeLosses(out, epoch.losses());
    }
  }

  private static List<Epoch> epochs(DataInputStream in) throws IOException {
    List<Epoch> epochs = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      epochs.add(
          new Epoch(
              in.readInt(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              in.readInt(),
              losses(in)));
    }
    return epochs;
  }

  private static void writePass(DataOutputStream out, TrainingState.Pass pass) throws IOException {
    writeChance(out, pass.start());
    writeChance(out, pass.now());
    out.writeInt(pass.done());
    out.writeDouble(pass.loss());
    writeLosses(out, pass.losses());
    out.writeDouble(pass.seconds());
  }

  private static TrainingState.Pass pass(DataInputStream in) throws IOException {
    return new TrainingState.Pass(
        chance(in), chance(in), in.readInt(), in.readDouble(), losses(in), in.readDouble());
  }

  private static void writeChance(DataOutputStream out, TrainingState.Chance chance)
      throws IOException {
    out.writeLong(chance.order());
    out.writeLong(chance.batches());
    out.writeLong(chance.arrays().seed());
    out.writeLong(chance.arrays().root());
    out.writeLong(chance.arrays().node());
  }

  private static TrainingState.Chance chance(DataInputStream in) throws IOException {
    return new TrainingState.Chance(
        in.readLong(), in.readLong(), new RandomState(in.readLong(), in.readLong(), in.readLong()));
  }

  private static void writeLosses(DataOutputStream out, Map<String, Double> losses)
      throws IOException {
    out.writeInt(losses.size());
    for (Map.Entry<String, Double> loss : losses.entrySet()) {
      writeText(out, loss.getKey());
      out.writeDouble(loss.getValue());
    }
  }

  private static Map<String, Double> losses(DataInputStream in) throws IOException {
    Map<String, Double> losses = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      losses.put(text(in), in.readDouble());
    }
    return losses;
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** No more memory is taken than the file has bytes. */
  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] bytes = length < 0 ? new byte[0] : in.readNBytes(length);
    if (bytes.length != length) {
      throw new IllegalArgumentException("a text of %d bytes is not there".formatted(length));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void writeArray(DataOutputStream out, @Nullable INDArray array)
      throws IOException {
    out.writeLong(array == null ? -1 : array.length());
    if (array != null) {
      ArrayBytes.write(array, out);
    }
  }

  private static @Nullable INDArray array(DataInputStream in, DataType type, long wanted)
      throws IOException {
    long length = in.readLong();
    if (length != wanted) {
      throw new IllegalArgumentException(
          "an array has %,d numbers in place of %,d".formatted(length, wanted));
    }
    return length < 0 ? null : ArrayBytes.read(in, type, length);
  }
}
