package org.distill4j.tree;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.distill4j.internal.CheckedFile;

/**
 * The file of a soft tree, a {@link CheckedFile}: the number of features; the classes and the names
 * of the features, each list with its length before it; then the tree from the top, a question as
 * true, feature, threshold, and what follows yes and no; a leaf as false, its number of examples
 * and the probability of each class.
 */
final class SoftTreeFile {

  private static final CheckedFile FORMAT = new CheckedFile("soft tree", 1);

  private SoftTreeFile() {}

  static void write(SoftTree tree, Path file) {
    FORMAT.write(
        file,
        out -> {
          out.writeInt(tree.inputs());
          write(tree.classes(), out);
          write(tree.names().list(), out);
          write(tree.root(), tree.classes().size(), out);
        });
  }

  private static void write(List<String> names, DataOutputStream out) throws IOException {
    out.writeInt(names.size());
    for (String name : names) {
      out.writeUTF(name);
    }
  }

  private static void write(Node node, int classes, DataOutputStream out) throws IOException {
    out.writeBoolean(node instanceof Question);
    if (node instanceof Question question) {
      out.writeInt(question.feature());
      out.writeFloat(question.threshold());
      write(question.yes(), classes, out);
      write(question.no(), classes, out);
    } else if (node instanceof Leaf leaf) {
      out.writeInt(leaf.examples());
      for (int k = 0; k < classes; k++) {
        out.writeDouble(leaf.probability(k));
      }
    }
  }

  static SoftTree read(Path file) {
    return FORMAT.read(
        file,
        in -> {
          int inputs = in.readInt();
          List<String> classes = names(in);
          List<String> names = names(in);
          if (inputs < 1 || names.size() != inputs || classes.isEmpty()) {
            throw new IllegalArgumentException(
                "it has %d features with %d names and %d classes"
                    .formatted(inputs, names.size(), classes.size()));
          }
          Node root = node(in, inputs, classes.size(), SoftTreeGrowth.DEEPEST);
          return new SoftTree(root, inputs, classes, FeatureNames.of(names));
        });
  }

  private static List<String> names(DataInputStream in) throws IOException {
    List<String> names = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      names.add(in.readUTF());
    }
    return List.copyOf(names);
  }

  private static Node node(DataInputStream in, int inputs, int classes, int depth)
      throws IOException {
    if (!in.readBoolean()) {
      return leaf(in, classes);
    }
    int feature = in.readInt();
    float threshold = in.readFloat();
    if (depth == 0 || feature < 0 || feature >= inputs || Float.isNaN(threshold)) {
      throw new IllegalArgumentException(
          "it asks whether feature %d of %d is above %s".formatted(feature, inputs, threshold));
    }
    Node yes = node(in, inputs, classes, depth - 1);
    return new Question(feature, threshold, yes, node(in, inputs, classes, depth - 1));
  }

  private static Leaf leaf(DataInputStream in, int classes) throws IOException {
    int examples = in.readInt();
    double[] probabilities = new double[classes];
    for (int k = 0; k < classes; k++) {
      probabilities[k] = in.readDouble();
      if (!(examples > 0 && probabilities[k] >= 0 && probabilities[k] <= 1.001)) { // of rounding
        throw new IllegalArgumentException(
            "a leaf of %d examples has probability %s".formatted(examples, probabilities[k]));
      }
    }
    return Leaf.ofMeans(examples, probabilities);
  }
}
