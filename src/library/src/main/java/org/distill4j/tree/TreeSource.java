package org.distill4j.tree;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.distill4j.export.Origin;
import org.distill4j.export.internal.source.JavaFile;
import org.distill4j.export.internal.source.Program;
import org.nd4j.linalg.factory.Nd4j;

/** The plain Java class of a tree: questions as ifs, leaves as rows of an array. */
final class TreeSource {

  /** Questions one below the other in a method; Java compiles no method that is much larger. */
  private static final int LEVELS = 6;

  private final SoftTree tree;
  private final Program program;
  private final List<float[]> leaves = new ArrayList<>();

  private TreeSource(SoftTree tree) {
    this.tree = tree;
    this.program = new Program(tree.inputs(), tree.classes().size());
  }

  static void write(SoftTree tree, Path folder, String name) {
    JavaFile.requireName(name);
    TreeSource source = new TreeSource(tree);
    String leaf = source.method(tree.root());
    String answers =
        source.program.constant(
            "leaves", "LOGITS", Nd4j.create(source.leaves.toArray(float[][]::new)));
    source.program.line(
        "System.arraycopy(%s, CLASSES * %s(features), logits, 0, CLASSES);"
            .formatted(answers, leaf));
    String summary =
        "A tree of %d leaves, at most %d questions deep".formatted(tree.leaves(), tree.depth());
    JavaFile.write(
        source.program, summary, Origin.unknown().withClasses(tree.classes()), folder, name);
  }

  /** Adds a method for a part of the tree, after those for what is below, and gives its name. */
  private String method(Node root) {
    StringBuilder code = new StringBuilder();
    write(root, LEVELS, "    ", code);
    return program.method(
        "leaf",
        """
          /** The leaf that an example comes to. */
          private static int %name%(float[] x) {
        """
            + code
            + "  }\n");
  }

  private void write(Node node, int levels, String indent, StringBuilder code) {
    if (node instanceof Leaf leaf) {
      code.append("%sreturn %d; // %s\n".formatted(indent, leaves.size(), comment(answer(leaf))));
      leaves.add(logits(leaf));
    } else if (levels == 0) {
      code.append("%sreturn %s(x);\n".formatted(indent, method(node)));
    } else if (node instanceof Question question) {
      String asked = tree.names().question(question.feature(), question.threshold());
      code.append(
          "%sif (x[%d] > %s) { // %s\n"
              .formatted(
                  indent, question.feature(), literal(question.threshold()), comment(asked)));
      write(question.yes(), levels - 1, indent + "  ", code);
      code.append(indent).append("} else {\n");
      write(question.no(), levels - 1, indent + "  ", code);
      code.append(indent).append("}\n");
    }
  }

  private String answer(Leaf leaf) {
    return "%s, %.0f %%"
        .formatted(tree.classes().get(leaf.best()), 100 * leaf.probability(leaf.best()));
  }

  private float[] logits(Leaf leaf) {
    float[] logits = new float[tree.classes().size()];
    for (int k = 0; k < logits.length; k++) {
      logits[k] = SoftTree.logit(leaf, k);
    }
    return logits;
  }

  private static String literal(float threshold) {
    if (Float.isFinite(threshold)) {
      return threshold + "f";
    }
    return "Float.intBitsToFloat(%d)".formatted(Float.floatToRawIntBits(threshold));
  }

  /** One line of ASCII without anything that the compiler reads in comments. */
  private static String comment(String text) {
    return text.replaceAll("[^ -~]+", "?").replace('\\', '/');
  }
}
