package org.distill4j.tree;

import java.nio.file.Path;
import org.distill4j.export.Origin;
import org.distill4j.export.internal.source.JavaFile;
import org.distill4j.export.internal.source.Program;

/** The plain Java class of a soft decision tree: all filters, then the most probable way. */
final class SoftTreeSource {

  private static final String LEAF =
      """
        /** The leaf to which an example most probably comes, of equal ones the first. */
        private static int %name%(float[] nodes, float[] path) {
          path[0] = 1;
          for (int i = 0; i < nodes.length; i++) {
            double right = 1 / (1 + Math.exp(-%sharpness% * nodes[i]));
            path[2 * i + 1] = (float) (path[i] * (1 - right));
            path[2 * i + 2] = (float) (path[i] * right);
          }
          int best = nodes.length;
          for (int i = best + 1; i < path.length; i++) {
            best = path[i] > path[best] ? i : best;
          }
          return best - nodes.length;
        }
      """;

  private SoftTreeSource() {}

  static void write(SoftBranches tree, String summary, Path folder, String name) {
    JavaFile.requireName(name);
    Program program = new Program(tree.inputs(), tree.classes());
    String nodes = program.scratch("nodes", tree.inner());
    String path = program.scratch("path", 2 * tree.inner() + 1);
    program.product("nodes", "features", tree.filters(), tree.biases(), nodes);
    String leaf =
        program.method("leaf", LEAF.replace("%sharpness%", String.valueOf(tree.sharpness())));
    String answers = program.constant("leaves", "LOGITS", tree.logLeaves());
    program.line(
        "System.arraycopy(%s, CLASSES * %s(%s, %s), logits, 0, CLASSES);"
            .formatted(answers, leaf, nodes, path));
    JavaFile.write(program, "A " + summary, Origin.unknown(), folder, name);
  }
}
