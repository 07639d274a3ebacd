package org.distill4j.distill;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.distill4j.export.Origin;
import org.distill4j.internal.Checksum;
import org.distill4j.internal.Ranges;

/**
 * A transfer set that lies in a folder, in files called shards, and may be larger than memory: all
 * that is kept of it is what its shards are.
 *
 * <p>A {@link Distiller} trains on it as on a {@link TransferSet}, in an order that depends on the
 * plan's seed alone. Blocks of neighbors, each a 64th of a window, come in random order. As many as
 * fill a window are read, and its examples come in random order, in all batches of the window
 * (CorgiPile, Xu et al. 2022). Only one window is held in memory, outside the heap. If all examples
 * are in one window, training takes the steps that it takes on a {@link TransferSet}, to the bit
 * where logits are kept in 32 bits.
 *
 * <p>Two windows or more are no full shuffle. How far they are from one was measured on the 60,000
 * training digits of MNIST as floats, sorted by class, in 60 shards, with windows of the usual
 * size. The shares of the classes in a window differ from those in the whole set by 0.10 (half the
 * sum of the differences), after a full shuffle by 0.007; in a batch of 128 by 0.15, after a full
 * shuffle by 0.11. A student 784-30-30-10 does not show it after five epochs: 528 errors on the
 * test digits, and 541 after a full shuffle, means of five pairs of seeds (gain from -35 to 62: no
 * clear difference). On shards in random order it makes 534 and 514 (gain from -66 to 24: no clear
 * difference). Small windows cost something where shards are sorted: with 937 examples, a 64th of
 * this set, it makes 567 errors (gain from -45 to -6: worse). Blocks are the reason that it is not
 * more: windows of whole sorted shards made 586 errors, and the small ones 1,016.
 */
public final class Shards {

  /** Bytes of the examples in a window: 80,000 of MNIST's images, or a fifth of that as floats. */
  private static final int WINDOW = 1 << 26;

  private final Path folder;
  private final List<ShardFile> files;

  /** By the number of their first example. */
  private final NavigableMap<Integer, ShardFile> places = new TreeMap<>();

  private final int size;
  private final int window;

  private Shards(Path folder, List<ShardFile> files, int window) {
    this.folder = folder;
    this.files = files;
    this.window = window;
    int first = 0;
    for (ShardFile file : files) {
      places.put(first, file);
      first += file.count();
    }
    this.size = first;
  }

  static Shards open(Path folder) {
    return of(folder, ShardManifest.read(folder));
  }

  /** Shards that were found whole, at least one. */
  static Shards of(Path folder, List<ShardFile> files) {
    long rows = 0;
    for (ShardFile file : files) {
      ShardFile.requireAlike(files.get(0).layout(), file.layout(), file.path().toString());
      rows += file.count();
    }
    if (rows > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a transfer set has at most %,d examples, but the shards in %s have %,d"
              .formatted(Integer.MAX_VALUE, folder, rows));
    }
    int window = Math.max(1, WINDOW / files.get(0).layout().bytes());
    return new Shards(folder, List.copyOf(files), window);
  }

  /**
   * The same shards with another window.
   *
   * @param examples that are held in memory and mixed, at least 1, at most 2 GB; rounded up to
   *     whole batches
   * @return shards that a distiller reads in another order
   */
  public Shards withWindow(int examples) {
    int most = Integer.MAX_VALUE / layout().bytes();
    return new Shards(folder, files, Ranges.requireFromTo("window", examples, 1, most));
  }

  /**
   * Examples that are held in memory and mixed while a student trains.
   *
   * @return as many as take 64 MB, unless said otherwise
   */
  public int window() {
    return window;
  }

  /**
   * Number of examples.
   *
   * @return N
   */
  public int size() {
    return size;
  }

  /**
   * Number of shards.
   *
   * @return at least 1
   */
  public int count() {
    return files.size();
  }

  /**
   * Names of the classes, in the order of the logits.
   *
   * @return C names
   */
  public List<String> classes() {
    return layout().classes();
  }

  /**
   * One shard in memory.
   *
   * @param number from 0 to {@code count() - 1}, in the order of their names
   * @return its examples, with what the teacher said
   */
  public TransferSet shard(int number) {
    ShardFile file = files.get(Objects.checkIndex(number, files.size()));
    ByteBuffer memory = ByteBuffer.allocate(Math.multiplyExact(file.count(), layout().bytes()));
    file.read(0, file.count(), memory);
    return new ShardRecords(layout(), memory).first(file.count());
  }

  /**
   * Some examples from all over the set, in memory.
   *
   * @param examples how many, from 1 to {@code size()}
   * @return evenly spread ones
   */
  public TransferSet sample(int examples) {
    Ranges.requireFromTo("examples", examples, 1, size);
    ByteBuffer memory = ByteBuffer.allocate(Math.multiplyExact(examples, layout().bytes()));
    for (int i = 0; i < examples; i++) {
      int row = (int) ((long) i * size / examples);
      read(row, row + 1, memory);
    }
    return new ShardRecords(layout(), memory).first(examples);
  }

  /**
   * Where a student of this set comes from: the names of the classes, the shape of the images, and
   * a SHA-256 of the shards; and the teacher's fingerprint, if the writer was told.
   *
   * @return what goes into the files that the student leaves in
   */
  public Origin origin() {
    Origin origin = Origin.unknown().withClasses(classes()).withData("sha256:" + checksum());
    if (!layout().teacher().isEmpty()) {
      origin = origin.withTeacher(layout().teacher());
    }
    return layout().image().map(origin::withImage).orElse(origin);
  }

  /** SHA-256 of what is in the shards, in hexadecimal. */
  String checksum() {
    MessageDigest digest = Checksum.sha256();
    files.forEach(file -> digest.update(file.checksum().getBytes(StandardCharsets.US_ASCII)));
    return HexFormat.of().formatHex(digest.digest());
  }

  ShardLayout layout() {
    return files.get(0).layout();
  }

  List<ShardFile> files() {
    return files;
  }

  /**
   * Reads examples, of as many shards as they lie in, to the position of a buffer, which moves.
   *
   * @param from first example
   * @param to example after the last
   */
  void read(int from, int to, ByteBuffer into) {
    int end;
    for (int row = from; row < to; row = end) {
      Map.Entry<Integer, ShardFile> place = places.floorEntry(row);
      int first = place.getKey();
      end = Math.min(to, first + place.getValue().count());
      place.getValue().read(row - first, end - first, into);
    }
  }

  /** Some of the examples, to look for what is wrong with all. */
  TransferSet some() {
    return sample(Math.min(size, 1_000));
  }

  @Override
  public String toString() {
    return "%,d examples of %s, in %,d shards".formatted(size, layout(), files.size());
  }
}
