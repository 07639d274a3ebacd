package org.distill4j.tree;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.distill4j.internal.CheckedFile;
import org.distill4j.internal.Ranges;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The file of a soft decision tree, a {@link CheckedFile}: depth, features, classes, sharpness,
 * then all parameters as floats in the order of {@link SoftBranches}.
 */
final class SoftDecisionTreeFile {

  private static final CheckedFile FORMAT = new CheckedFile("soft decision tree", 1);

  private SoftDecisionTreeFile() {}

  static void write(SoftBranches branches, int depth, Path file) {
    FORMAT.write(
        file,
        out -> {
          out.writeInt(depth);
          out.writeInt(branches.inputs());
          out.writeInt(branches.classes());
          out.writeDouble(branches.sharpness());
          for (float number : branches.all.toFloatVector()) {
            out.writeFloat(number);
          }
        });
  }

  static SoftDecisionTree read(Path file) {
    return FORMAT.read(file, SoftDecisionTreeFile::tree);
  }

  private static SoftDecisionTree tree(DataInputStream in) throws IOException {
    int depth = Ranges.requireFromTo("depth", in.readInt(), 1, SoftDecisionTraining.DEEPEST);
    int inputs = Ranges.requireAtLeast("features", in.readInt(), 1);
    int classes = Ranges.requireAtLeast("classes", in.readInt(), 1);
    double sharpness = Ranges.requirePositive("sharpness", in.readDouble());
    int inner = (1 << depth) - 1;
    long count = (inputs + 1L) * inner + (inner + 1L) * classes;
    if (in.available() != 4 * count) { // before memory is taken for them
      throw new IllegalArgumentException(
          "%,d parameters are needed, but %,d bytes are there".formatted(count, in.available()));
    }
    float[] all = new float[(int) count];
    for (int i = 0; i < all.length; i++) {
      all[i] = in.readFloat();
      if (!Float.isFinite(all[i])) {
        throw new IllegalArgumentException("parameter %d is %s".formatted(i, all[i]));
      }
    }
    var row = Nd4j.createFromArray(all).castTo(DataType.FLOAT).reshape(1, all.length);
    return new SoftDecisionTree(new SoftBranches(depth, sharpness, inputs, classes, row), depth);
  }
}
