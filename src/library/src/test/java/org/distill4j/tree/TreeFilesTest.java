package org.distill4j.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.Function;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.internal.CheckedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees of both kinds are what they were after they were saved and loaded. */
class TreeFilesTest {

  private static final Dataset POINTS = Toy.points(200, 1);

  @TempDir Path folder;

  private Path file(String name) {
    return folder.resolve(name);
  }

  @Test
  void aSoftTreeAnswersAndReadsAsBefore() {
    SoftTree tree = SoftTree.depth(4).withLeafSize(3).fit(POINTS);
    tree.save(file("tree"));
    SoftTree loaded = SoftTree.load(file("tree"));
    assertEquals(tree.logits(POINTS.features()), loaded.logits(POINTS.features()));
    assertEquals(tree.toString(), loaded.toString());
    assertEquals(tree.parameters(), loaded.parameters());
    int questions = tree.leaves() - 1;
    assertEquals(OptionalLong.of(2L * questions + 3L * tree.leaves()), tree.parameters());
    SoftTree leaf = SoftTree.depth(1).withLeafSize(200).fit(POINTS);
    leaf.save(file("leaf"));
    assertEquals(leaf.toString(), SoftTree.load(file("leaf")).toString());
  }

  @Test
  void aSoftDecisionTreeAnswersAsBefore() {
    SoftDecisionTree tree = SoftDecisionTree.depth(3).withEpochs(2).withSharpness(1.5).fit(POINTS);
    tree.save(file("tree"));
    SoftDecisionTree loaded = SoftDecisionTree.load(file("tree"));
    assertEquals(tree.logits(POINTS.features()), loaded.logits(POINTS.features()));
    assertEquals(
        tree.averaged().logits(POINTS.features()), loaded.averaged().logits(POINTS.features()));
    assertEquals(tree.toString(), loaded.toString());
  }

  @Test
  void missingFilesAreSaid() {
    Path none = file("none");
    Refused.io("there is no soft tree " + none, () -> SoftTree.load(none));
    Refused.io("there is no soft decision tree " + none, () -> SoftDecisionTree.load(none));
    Path below = none.resolve("tree");
    SoftTree tree = SoftTree.depth(1).fit(POINTS);
    Refused.io(
        "cannot write %s: there is no folder %s".formatted(below, none), () -> tree.save(below));
  }

  @Test
  void theOtherKindOfTreeIsRefused() {
    SoftTree.depth(1).fit(POINTS).save(file("tree"));
    Refused.argument(
        file("tree")
            + " is no soft decision tree: it does not begin with 'distill4j soft decision tree 1'",
        () -> SoftDecisionTree.load(file("tree")));
  }

  @Test
  void everyTruncatedFileAndEveryChangedByteIsRefused() throws IOException {
    SoftTree.depth(2).fit(POINTS).save(file("tree"));
    assertAllDamageRefused(file("tree"), SoftTree::load);
    SoftDecisionTree.depth(1).withEpochs(1).fit(POINTS).save(file("tree"));
    assertAllDamageRefused(file("tree"), SoftDecisionTree::load);
  }

  private static void assertAllDamageRefused(Path file, Function<Path, Object> load)
      throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      Files.write(file, Arrays.copyOf(whole, i));
      assertNamed(file, load);
      byte[] changed = whole.clone();
      changed[i] ^= 0x10;
      Files.write(file, changed);
      assertNamed(file, load);
    }
  }

  private static void assertNamed(Path file, Function<Path, Object> load) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> load.apply(file)).getMessage();
    assertTrue(message.startsWith(file + " is "), message);
  }

  @Test
  void contentThatMakesNoSenseIsRefusedThoughItsChecksumIsRight() {
    CheckedFile softTree = new CheckedFile("soft tree", 1);
    softTree.write(
        file("tree"),
        out -> {
          out.writeInt(1);
          for (String name : new String[] {"class", "feature"}) {
            out.writeInt(1);
            out.writeUTF(name);
          }
          out.writeBoolean(true);
          out.writeInt(7);
          out.writeFloat(0.5f);
        });
    Refused.argument(
        file("tree")
            + " is only a part of a soft tree, or damaged: it asks whether feature 7 of 1 is above"
            + " 0.5",
        () -> SoftTree.load(file("tree")));
    CheckedFile decision = new CheckedFile("soft decision tree", 1);
    decision.write(
        file("tree"),
        out -> {
          out.writeInt(12);
          out.writeInt(Integer.MAX_VALUE);
          out.writeInt(Integer.MAX_VALUE);
          out.writeDouble(1);
        });
    Refused.argument(
        file("tree")
            + " is only a part of a soft decision tree, or damaged: 17,590,038,556,672 parameters"
            + " are needed, but 0 bytes are there",
        () -> SoftDecisionTree.load(file("tree")));
    decision.write(file("tree"), out -> out.writeInt(13));
    Refused.argument(
        file("tree")
            + " is only a part of a soft decision tree, or damaged: depth must be from 1 to 12, but"
            + " was 13",
        () -> SoftDecisionTree.load(file("tree")));
  }
}
