package org.distill4j.distill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.distill4j.data.Dataset;
import org.distill4j.internal.Ranges;
import org.distill4j.internal.Reason;
import org.distill4j.internal.Thousands;
import org.distill4j.model.network.Classifier;
import org.distill4j.model.network.Layered;
import org.distill4j.model.train.Progress;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Writes a transfer set as a folder of shards, each of them whole or not there, the manifest last:
 *
 * <pre>{@code
 * Shards set = TransferSet.writer(folder).label(parts, teacher);
 * }</pre>
 *
 * <p>or, where many processes write into one folder, in each of them {@link #write(String,
 * Iterator, Function, int)}, and at the end, in one, {@link #finish}. What was killed is run again:
 * whole shards stay as they are.
 *
 * <p>A writer holds settings only and never changes.
 */
public final class ShardWriter {

  private final Path folder;
  private final StoredLogits logits;
  private final @Nullable String teacher;

  private ShardWriter(Path folder, StoredLogits logits, @Nullable String teacher) {
    this.folder = folder;
    this.logits = logits;
    this.teacher = teacher;
  }

  static ShardWriter of(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make the folder %s: %s".formatted(folder, Reason.of(e)), e);
    }
    return new ShardWriter(folder, StoredLogits.exact(), null);
  }

  /**
   * The same with another way to keep logits.
   *
   * @param form in 32 or 16 bits, or the largest only
   * @return a writer
   */
  public ShardWriter withLogits(StoredLogits form) {
    return new ShardWriter(folder, form, teacher);
  }

  /**
   * The same for a teacher with a fingerprint, which every shard has, so that those of another
   * teacher are refused. Of a network {@link #label(Iterable, Classifier)} takes the SHA-256 of its
   * parameters, if nothing is said here.
   *
   * @param fingerprint such as the SHA-256 of the teacher's file
   * @return a writer
   */
  public ShardWriter withTeacher(String fingerprint) {
    return new ShardWriter(folder, logits, fingerprint);
  }

  /**
   * The same for a teacher that files make up, whose fingerprint is the SHA-256 of their contents.
   *
   * @param file of the teacher
   * @param more such as those of an encoder in front of it
   * @return a writer
   * @throws UncheckedIOException if one is missing or cannot be read
   */
  public ShardWriter withTeacher(Path file, Path... more) {
    return withTeacher(Fingerprint.ofFiles(file, more));
  }

  /**
   * Asks a teacher about examples that need not be in memory together: each part becomes a shard,
   * and is labelled before the next part is asked for. Parts whose shard is there are compared with
   * it, and not labelled again.
   *
   * @param parts of the data, the same ones in the same order when this is run again
   * @param asked the teacher
   * @return the finished transfer set
   * @throws IllegalArgumentException if a shard that is there has other examples, another teacher
   *     or other settings, or parts differ; or as {@link TransferSet#label(Dataset, Classifier)}
   * @throws UncheckedIOException if the folder cannot be written; whole shards stay
   */
  public Shards label(Iterable<Dataset> parts, Classifier asked) {
    return by(asked).labelParts(parts, part -> TransferSet.label(part, asked));
  }

  /**
   * As {@link #label(Iterable, Classifier)}, with the activations of some of the teacher's layers.
   *
   * @param parts of the data, the same ones in the same order when this is run again
   * @param asked the teacher
   * @param layers names of the layers that a student should match
   * @return the finished transfer set
   */
  public Shards label(Iterable<Dataset> parts, Layered asked, String... layers) {
    return by(asked).labelParts(parts, part -> TransferSet.label(part, asked, layers));
  }

  private ShardWriter by(Classifier asked) {
    return teacher == null ? withTeacher(Fingerprint.ofNetwork(asked)) : this;
  }

  private Shards labelParts(Iterable<Dataset> parts, Function<Dataset, TransferSet> labelling) {
    Set<String> others = ShardManifest.present(folder);
    double all = parts instanceof Collection<?> known ? known.size() : Double.NaN;
    int number = 0;
    long examples = 0;
    try (Progress progress = Progress.of("labelling parts")) {
      for (Dataset part : parts) {
        String name = "part-%06d".formatted(number);
        Optional<ShardFile> there = whole(name);
        if (there.isPresent()) {
          requireHolds(there.get(), part, number);
        } else {
          write(name, List.of(labelling.apply(part)).iterator());
        }
        others.remove(ShardFile.name(name));
        number++;
        examples += part.size();
        String done = "%,d with %,d examples".formatted(number, examples);
        progress.at(number / all, () -> done);
      }
    }
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has shards of none of the %d parts: %s".formatted(folder, number, others));
    }
    return finish();
  }

  private static void requireHolds(ShardFile file, Dataset part, int number) {
    boolean[] same = {file.count() == part.size()};
    if (same[0]) {
      Thousands.forEach(
          part.size(),
          (from, to) ->
              same[0] &= holds(file, from, part.rows(IntStream.range(from, to).toArray())));
    }
    if (!same[0]) {
      throw new IllegalArgumentException(
          "%s has other examples than part %d of the data".formatted(file.path(), number));
    }
  }

  private static boolean holds(ShardFile file, int from, Dataset examples) {
    ByteBuffer memory =
        ByteBuffer.allocate(Math.multiplyExact(examples.size(), file.layout().bytes()));
    file.read(from, from + examples.size(), memory);
    Dataset there = new ShardRecords(file.layout(), memory).first(examples.size()).data();
    return there.classes().equals(examples.classes())
        && there.labelled() == examples.labelled()
        && (!there.labelled() || Arrays.equals(there.labelIndices(), examples.labelIndices()))
        && there.width() == examples.width()
        && Arrays.equals(numbers(there), numbers(examples));
  }

  private static float[] numbers(Dataset examples) {
    return examples.features().castTo(DataType.FLOAT).dup('c').data().asFloat();
  }

  /**
   * Whether a shard is there, whole and made with this writer's settings. A damaged one counts as
   * missing.
   *
   * @param name of the shard
   * @return false if it must be written
   * @throws IllegalArgumentException if it is of another teacher or has other settings
   */
  public boolean has(String name) {
    return whole(name).isPresent();
  }

  private Optional<ShardFile> whole(String name) {
    Path path = path(name);
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    ShardFile file;
    try {
      file = ShardFile.verified(path);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // damaged
    }
    String own = teacher == null ? "" : teacher;
    if (!file.layout().teacher().equals(own) || !file.layout().logits().equals(logits)) {
      throw new IllegalArgumentException(
          "%s is of the teacher '%s', with %s, but is to be of '%s', with %s"
              .formatted(path, file.layout().teacher(), file.layout().logits(), own, logits));
    }
    return Optional.of(file);
  }

  /**
   * Writes one shard out of rows in any form that come one after the other, from a file or a
   * database. A thousand are asked about at a time, where that fails, each half of them, and so on:
   * rows that fail alone are left out and listed in {@code NAME.errors.txt} beside the shard.
   * Without rows, or where all are left out, there is no shard. May be called by many threads and
   * processes at once, for one shard, too.
   *
   * @param <T> the form of a row
   * @param name of the shard: letters, digits, dots, hyphens and underscores; replaced if it is
   *     there
   * @param rows each is kept until the next thousand is asked for
   * @param asked gives an example for each of some rows, in their order, and what the teacher said
   *     about it; all with the same features, classes and hints
   * @param errors most rows that may be left out; 0 if the first that fails shall stop all
   * @return for each row that was left out its number, from 0 on, and why
   * @throws IllegalStateException if more rows fail; nothing is written then
   * @throws IllegalArgumentException if the examples differ
   * @throws UncheckedIOException if the shard cannot be written
   */
  public <T> List<String> write(
      String name, Iterator<T> rows, Function<List<T>, TransferSet> asked, int errors) {
    Ranges.requireAtLeast("errors", errors, 0);
    Path shard = path(name);
    Path list = folder.resolve(name + ".errors.txt");
    AskedRows<T> sets = new AskedRows<>(shard, list, rows, asked, errors);
    if (sets.hasNext()) {
      write(name, sets);
    }
    return sets.leftOut();
  }

  /**
   * Writes one shard; may be called by many threads and processes at once, for one shard, too.
   *
   * @param name of the shard: letters, digits, dots, hyphens and underscores; replaced if it is
   *     there
   * @param batches examples and what the teacher said about them, all with the same features,
   *     classes and hints; each is asked for when the one before is written
   * @throws IllegalArgumentException if there are no batches, or they differ
   * @throws UncheckedIOException if the shard cannot be written
   */
  public void write(String name, Iterator<TransferSet> batches) {
    ShardFile.write(path(name), batches, logits, teacher == null ? "" : teacher);
  }

  /**
   * Checks all shards and writes the manifest: all that are in the folder belong to the set.
   *
   * @return the finished transfer set
   * @throws IllegalArgumentException if there are none, one is damaged, or they differ
   * @throws UncheckedIOException if the folder cannot be read or written
   */
  public Shards finish() {
    List<Path> paths =
        ShardManifest.present(folder).stream()
            .map(name -> path(name.substring(0, name.length() - ShardFile.name("").length())))
            .toList();
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("there are no shards in " + folder);
    }
    List<ShardFile> files = ShardFile.verified(paths);
    Shards shards = Shards.of(folder, files);
    ShardManifest.write(folder, shards);
    return shards;
  }

  private Path path(String name) {
    if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "the name of a shard must consist of letters, digits, dots, hyphens and underscores, and"
              + " not begin with a dot, but was '%s'".formatted(name));
    }
    return folder.resolve(ShardFile.name(name));
  }

  @Override
  public String toString() {
    return "writes shards with %s into %s".formatted(logits, folder);
  }
}
