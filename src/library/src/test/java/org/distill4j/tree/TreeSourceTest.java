package org.distill4j.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.export.Alike;
import org.distill4j.export.Compiled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees of both kinds say the same in plain Java. */
class TreeSourceTest {

  private static final String NAME = "com.acme.WrittenTree";
  private static final Dataset POINTS = Toy.points(400, 1);
  private static final Dataset OTHERS = Toy.points(300, 2);

  @TempDir Path folder;

  private String source() throws IOException {
    return Files.readString(folder.resolve("com/acme/WrittenTree.java"));
  }

  @Test
  void aTreeIsWrittenAsIfs() throws IOException {
    SoftTree tree = SoftTree.depth(3).withLeafSize(5).fit(POINTS);
    tree.saveJava(folder, NAME);
    Compiled written = Compiled.in(folder, NAME);
    Alike.require(tree.logits(OTHERS.features()), written.logits(OTHERS.features()), 1e-7);
    Alike.require(tree.logits(POINTS.features()), written.logits(POINTS.features()), 1e-7);
    assertEquals(
        tree.leaves() - 1, source().lines().filter(line -> line.contains("if (x[")).count());
    String first = tree.toString().lines().findFirst().orElseThrow();
    assertTrue(source().contains("// " + first), () -> "there should be the question " + first);
    assertTrue(source().contains("List.of(\"centre\", \"above\", \"below\")"));
  }

  @Test
  void aDeepTreeIsDividedIntoMethods() throws IOException {
    SoftTree tree = SoftTree.depth(40).withLeafSize(1).fit(Toy.points(2_000, 3));
    assertTrue(tree.depth() > 6, tree::toString);
    tree.saveJava(folder, NAME);
    Compiled written = Compiled.in(folder, NAME);
    Alike.require(tree.logits(OTHERS.features()), written.logits(OTHERS.features()), 1e-7);
    assertTrue(source().contains("return leaf"), "there should be more than one method");
  }

  @Test
  void aTreeOfOneLeafIsWritten() {
    SoftTree tree = SoftTree.depth(1).withLeafSize(400).fit(POINTS);
    tree.saveJava(folder, NAME);
    Alike.require(
        tree.logits(OTHERS.features()), Compiled.in(folder, NAME).logits(OTHERS.features()), 1e-7);
  }

  @Test
  void aSoftDecisionTreeIsWritten() {
    SoftDecisionTree tree = SoftDecisionTree.depth(4).withEpochs(3).withSharpness(1.5).fit(POINTS);
    tree.saveJava(folder, NAME);
    Alike.require(
        tree.logits(OTHERS.features()), Compiled.in(folder, NAME).logits(OTHERS.features()), 1e-5);
  }

  @Test
  void namesThatAreNoneAreRefused() throws IOException {
    SoftTree tree = SoftTree.depth(2).fit(POINTS);
    Refused.argument(
        "the class must have a whole name of its own, such as com.acme.DigitStudent, but this one"
            + " is 'enum'",
        () -> tree.saveJava(folder, "enum"));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }
}
