package org.distill4j.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.internal.CheckedText;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.model.Student;
import org.distill4j.model.Teacher;
import org.distill4j.model.network.Classifier;
import org.distill4j.model.train.Plan;
import org.distill4j.model.train.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardFolderTest {

  private static final int N = 40;

  @TempDir Path temporary;
  private Path folder;
  private final List<Dataset> parts = List.of(Toy.points(N, 1), Toy.points(N, 2), Toy.points(N, 3));
  private final Teacher teacher = Toy.teacher(1);

  @BeforeEach
  void write() {
    folder = temporary.resolve("a new folder");
    TransferSet.writer(folder).label(parts, teacher);
  }

  private Path shard(int number) {
    return folder.resolve("part-00000" + number + ".shard");
  }

  private void assertRefused(String text) {
    Refused.argument(text, () -> TransferSet.open(folder));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFolderHasItsShardsAndAManifestAndNothingElse() throws IOException {
    assertEquals(
        List.of("manifest.txt", "part-000000.shard", "part-000001.shard", "part-000002.shard"),
        names());
    List<String> lines = Files.readAllLines(folder.resolve("manifest.txt"));
    assertEquals("distill4j manifest of shards 1", lines.get(0));
    assertEquals(
        "120 examples of 4 features, 3 classes, with logits in 32 bits, in 3 shards", lines.get(1));
    assertTrue(lines.get(2).matches("40 \\d+ [0-9a-f]{64} part-000000.shard"), lines.get(2));
    long examples = (long) N * (4 * 4 + 4 + 3 * 4);
    long head = Files.size(shard(0)) - examples - 32;
    assertTrue(head > 0 && head < 200, "bytes before the examples: " + head);
  }

  @Test
  void aMissingShardIsNamed() throws IOException {
    Files.delete(shard(1));
    Refused.io("there is no shard " + shard(1), () -> TransferSet.open(folder));
  }

  @Test
  void aDamagedShardIsNamed() throws IOException {
    byte[] whole = Files.readAllBytes(shard(1));
    for (int place : new int[] {20, whole.length / 2, whole.length - 1}) {
      byte[] damaged = whole.clone();
      damaged[place] ^= 1;
      Files.write(shard(1), damaged);
      assertRefused(
          "%s is only a part of a shard, or damaged: its checksum is wrong".formatted(shard(1)));
    }
    for (int length : new int[] {0, 5, whole.length - 1, whole.length + 1}) {
      Files.write(shard(1), Arrays.copyOf(whole, length));
      assertRefused(
          "%s is not the shard of the manifest: it has %,d bytes instead of %,d"
              .formatted(shard(1), length, whole.length));
    }
  }

  @Test
  void swappedShardsAreNamed() throws IOException {
    byte[] first = Files.readAllBytes(shard(0));
    Files.copy(shard(1), shard(0), StandardCopyOption.REPLACE_EXISTING);
    Files.write(shard(1), first);
    assertRefused(
        "%s is not the shard of the manifest: it has that of part-000001.shard"
            .formatted(shard(0)));
  }

  @Test
  void aShardOfAnotherSetIsNamed() throws IOException {
    Path other = temporary.resolve("other");
    TransferSet.writer(other).withTeacher("sha256:" + "0".repeat(64)).label(parts, teacher);
    Files.copy(
        other.resolve(shard(2).getFileName()), shard(2), StandardCopyOption.REPLACE_EXISTING);
    assertRefused(
        "%s is not the shard of the manifest: it has another checksum".formatted(shard(2)));
    Path more = folder.resolve("more.shard");
    Files.copy(shard(0), more);
    assertRefused(
        "%s is not in the manifest of its folder: remove it, or finish writing".formatted(more));
  }

  @Test
  void shardsThatDifferAreNotFinished() {
    ShardWriter writer = TransferSet.writer(folder).withTeacher("b");
    writer.write("part-b", List.of(TransferSet.label(parts.get(0), teacher)).iterator());
    String known =
        TransferSet.writer(temporary.resolve("c"))
            .label(parts, teacher)
            .origin()
            .teacher()
            .orElseThrow();
    Refused.argument(
        "%s has the teacher 'b', where others have '%s'"
            .formatted(folder.resolve("part-b.shard"), known),
        writer::finish);
  }

  @Test
  void batchesThatDifferAreNotWritten() {
    ShardWriter writer = TransferSet.writer(folder);
    TransferSet one = TransferSet.label(parts.get(0), teacher);
    TransferSet other = TransferSet.label(parts.get(0).withoutLabels(), teacher);
    Refused.argument(
        "a batch for %s has 4 features, 3 classes, unlabelled, with logits in 32 bits, where others"
                .formatted(folder.resolve("x.shard"))
            + " have 4 features, 3 classes, with logits in 32 bits",
        () -> writer.write("x", List.of(one, other).iterator()));
    Refused.argument(
        folder.resolve("x.shard") + " would be a shard without examples",
        () -> writer.write("x", List.<TransferSet>of().iterator()));
    assertFalse(writer.has("x"));
  }

  @Test
  void aManifestThatNamesOtherPlacesIsRefused() throws IOException {
    Path manifest = folder.resolve("manifest.txt");
    CheckedText text = new CheckedText("manifest of shards", 1);
    List<String> lines = text.read(manifest);
    String outside = lines.get(1).replace("part-000000.shard", "../part-000000.shard");
    text.write(manifest, List.of(lines.get(0), outside));
    assertRefused(
        "%s is only a part of a manifest of shards, or damaged: '%s' is no line for a shard"
            .formatted(manifest, outside));
    text.write(manifest, lines.subList(0, 1));
    assertRefused(
        "%s is only a part of a manifest of shards, or damaged: it names no shard"
            .formatted(manifest));
  }

  @Test
  void otherFilesAreNoShards() throws IOException {
    Files.writeString(folder.resolve("text.shard"), "no shard at all, but longer than a checksum");
    Refused.argument(
        "%s is no shard: it does not begin with 'distill4j shard 1'"
            .formatted(folder.resolve("text.shard")),
        () -> TransferSet.writer(folder).finish());
    Files.move(folder.resolve("text.shard"), folder.resolve("a text.shard"));
    Refused.argument(
        "the name of a shard must consist of letters, digits, dots, hyphens and underscores, and"
            + " not begin with a dot, but was 'a text'",
        () -> TransferSet.writer(folder).finish());
  }

  @Test
  void aFolderWithoutManifestIsRefused() throws IOException {
    Path manifest = folder.resolve("manifest.txt");
    Files.writeString(manifest, Files.readString(manifest).replace("40 ", "41 "));
    assertRefused(
        "%s is only a part of a manifest of shards, or damaged: its checksum is wrong"
            .formatted(manifest));
    Files.delete(manifest);
    Refused.io("there is no manifest of shards " + manifest, () -> TransferSet.open(folder));
    Path empty = temporary.resolve("empty");
    Refused.argument("there are no shards in " + empty, () -> TransferSet.writer(empty).finish());
  }

  @Test
  void whatWasBrokenOffIsCompletedWithoutAskingForWhatIsThere() throws IOException {
    byte[] manifest = Files.readAllBytes(folder.resolve("manifest.txt"));
    Path again = temporary.resolve("again");
    ShardWriter writer =
        TransferSet.writer(again)
            .withTeacher(TransferSet.open(folder).origin().teacher().orElseThrow());
    int[] asked = {0};
    Classifier breaking =
        features -> {
          if (asked[0]++ == 2) {
            throw new IllegalStateException("the machine stops");
          }
          return teacher.logits(features);
        };
    Refused.state("the machine stops", () -> writer.label(parts, breaking));
    Files.writeString(again.resolve(".distill4j-0-0.draft"), "what a killed writer leaves");
    Files.write(again.resolve("part-000001.shard"), new byte[100]); // damaged: written again
    writer.label(parts, breaking);
    assertEquals(3 + 2, asked[0]);
    assertTrue(Arrays.equals(manifest, Files.readAllBytes(again.resolve("manifest.txt"))));
    folder = again;
    assertEquals(4, names().size());
    TransferSet.open(again);
  }

  @Test
  void howManyPartsAreDoneIsTold() {
    Path again = temporary.resolve("again");
    List<Progress.State> told = new ArrayList<>();
    Progress.telling(
        told::add, Duration.ZERO, () -> TransferSet.writer(again).label(parts, teacher));
    told.removeIf(state -> !state.work().equals("labelling parts"));
    assertEquals(
        List.of("1 with 40 examples", "2 with 80 examples", "3 with 120 examples"),
        told.stream().map(Progress.State::detail).toList());
    assertEquals(1, told.get(2).fraction());
    told.clear();
    Iterable<Dataset> unknown = () -> parts.stream().iterator();
    Progress.telling(
        told::add, Duration.ZERO, () -> TransferSet.writer(again).label(unknown, teacher));
    assertEquals("labelling parts: 1 with 40 examples", told.get(0).toString());
    assertEquals("reading shards: 3 of 3, 0 MB to go, 0 s left", told.get(5).toString());
  }

  @Test
  void otherTeachersSettingsAndExamplesAreNotMixed() {
    ShardWriter writer = TransferSet.writer(folder);
    String known = TransferSet.open(folder).origin().teacher().orElseThrow();
    Refused.argument(
        "%s is of the teacher '%s', with logits in 32 bits, but is to be of 'other', with logits in 32 bits"
            .formatted(shard(0), known),
        () -> writer.withTeacher("other").label(parts, teacher));
    Refused.argument(
        "%s is of the teacher '%s', with logits in 32 bits, but is to be of '%s', with the top 2 logits"
            .formatted(shard(0), known, known),
        () -> writer.withLogits(StoredLogits.top(2)).label(parts, teacher));
    Refused.argument(
        "%s has other examples than part 1 of the data".formatted(shard(1)),
        () -> writer.label(List.of(parts.get(0), Toy.points(N, 4)), teacher));
    Refused.argument(
        "%s has other examples than part 0 of the data".formatted(shard(0)),
        () -> writer.label(List.of(parts.get(0).head(N - 1)), teacher));
    Refused.argument(
        "%s has shards of none of the 2 parts: [part-000002.shard]".formatted(folder),
        () -> writer.label(parts.subList(0, 2), teacher));
    TransferSet.open(folder);
  }

  @Test
  void afterAFailureNothingIsLeftOfAShard() throws IOException {
    TransferSet one = TransferSet.label(parts.get(0), teacher);
    int[] batches = {0};
    Iterator<TransferSet> failing =
        Stream.generate(() -> one)
            .peek(
                batch -> {
                  if (batches[0]++ == 2) {
                    throw new IllegalStateException("no more");
                  }
                })
            .iterator();
    List<String> before = names();
    assertThrows(IllegalStateException.class, () -> TransferSet.writer(folder).write("x", failing));
    assertEquals(before, names());
  }

  @Test
  void placesThatCannotBeWrittenAreNamed() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");
    UncheckedIOException e =
        assertThrows(UncheckedIOException.class, () -> TransferSet.writer(file.resolve("below")));
    assertTrue(e.getMessage().startsWith("cannot make the folder " + file), e.getMessage());
    Files.createDirectory(folder.resolve("x.shard"));
    TransferSet one = TransferSet.label(parts.get(0), teacher);
    Refused.io(
        "cannot write %s: it is a folder".formatted(folder.resolve("x.shard")),
        () -> TransferSet.writer(folder).write("x", List.of(one).iterator()));
    Refused.argument(
        "the name of a shard must consist of letters, digits, dots, hyphens and underscores, and"
            + " not begin with a dot, but was '../x'",
        () -> TransferSet.writer(folder).has("../x"));
  }

  @Test
  void aShardThatIsCutWhileTrainingGoesOnIsNamed() throws IOException {
    Shards shards = TransferSet.open(folder).withWindow(10);
    Student student = Toy.student(1);
    Distiller distiller =
        Distiller.of(SoftTargetLoss.at(2), Plan.epochs(1).withBatchSize(10).withSeed(1));
    Files.write(shard(0), Arrays.copyOf(Files.readAllBytes(shard(0)), 300));
    Refused.argument(
        shard(0) + " is no longer the file that was opened: open the folder again",
        () -> distiller.fit(student, shards));
  }

  @Test
  void shardsThatAreSwappedAfterTheyWereOpenedAreNamed() throws IOException {
    Shards shards = TransferSet.open(folder);
    FileTime later = FileTime.from(Files.getLastModifiedTime(shard(0)).toInstant().plusSeconds(1));
    Files.copy(shard(1), shard(0), StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(shard(0), later);
    Refused.argument(
        shard(0) + " is no longer the file that was opened: open the folder again",
        () -> shards.shard(0));
    assertEquals(N, shards.shard(1).size());
  }
}
