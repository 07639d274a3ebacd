package org.distill4j.distill;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.distill4j.internal.Checksum;
import org.distill4j.internal.Reason;
import org.distill4j.internal.Uninterrupted;
import org.distill4j.internal.WholeFile;
import org.distill4j.model.train.Progress;

/**
 * A shard that was found whole. In the file:
 *
 * <ol>
 *   <li>the string {@value #KIND}, as {@link DataOutputStream} writes it;
 *   <li>the {@link ShardLayout};
 *   <li>the examples, as {@link ShardRecords} has them, to the end but
 *   <li>the 32 bytes of the SHA-256 of all that.
 * </ol>
 *
 * @param path where it is
 * @param layout of an example
 * @param start where the first example begins
 * @param count examples
 * @param checksum in hexadecimal
 * @param written when it was, before it was read
 */
record ShardFile(
    Path path, ShardLayout layout, long start, int count, String checksum, FileTime written) {

  private static final String KIND = "distill4j shard 1";

  /** Bytes that are read or written together. */
  private static final int PIECE = 1 << 20;

  static String name(String name) {
    return name + ".shard";
  }

  /**
   * Writes a shard, all of it or nothing.
   *
   * @param batches at least one, each asked for when the one before is written; of one layout
   */
  static void write(Path path, Iterator<TransferSet> batches, StoredLogits logits, String teacher) {
    if (!batches.hasNext()) {
      throw new IllegalArgumentException(path + " would be a shard without examples");
    }
    WholeFile.write(
        path,
        file -> {
          MessageDigest digest = Checksum.sha256();
          DataOutputStream out = new DataOutputStream(new DigestOutputStream(file, digest));
          ShardLayout layout = null;
          while (batches.hasNext()) {
            TransferSet batch = batches.next();
            ShardLayout own = ShardLayout.of(batch, logits, teacher);
            if (layout == null) {
              layout = own;
              out.writeUTF(KIND);
              out.write(layout.toBytes());
            }
            requireAlike(layout, own, "a batch for " + path);
            write(batch, layout, out);
          }
          out.flush();
          file.write(digest.digest());
        });
  }

  private static void write(TransferSet batch, ShardLayout layout, OutputStream out)
      throws IOException {
    int some = Math.max(1, PIECE / layout.bytes());
    for (int from = 0; from < batch.size(); from += some) {
      out.write(ShardRecords.of(layout, batch, from, Math.min(batch.size(), from + some)));
    }
  }

  /** Refuses another layout than those before. */
  static void requireAlike(ShardLayout layout, ShardLayout own, String what) {
    layout
        .difference(own)
        .ifPresent(
            difference -> {
              throw new IllegalArgumentException("%s has %s".formatted(what, difference));
            });
  }

  /**
   * Reads a file from its begin to its end; nothing of it is believed before its checksum is found
   * right.
   *
   * @throws UncheckedIOException if it is missing or cannot be read
   * @throws IllegalArgumentException if it is damaged or no shard
   */
  static ShardFile verified(Path path) {
    try {
      FileTime written = Files.getLastModifiedTime(path);
      requireKind(path);
      String checksum = wholeChecksum(path);
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
        in.readUTF();
        ShardLayout layout = ShardLayout.read(in);
        long start = (long) Short.BYTES + KIND.length() + layout.toBytes().length;
        long bytes = Files.size(path) - Checksum.BYTES - start;
        if (bytes <= 0 || bytes % layout.bytes() != 0) {
          throw new IllegalArgumentException(
              "%,d bytes are no whole number of examples of %,d".formatted(bytes, layout.bytes()));
        }
        int count = Math.toIntExact(bytes / layout.bytes());
        return new ShardFile(path, layout, start, count, checksum, written);
      } catch (EOFException | IllegalArgumentException | ArithmeticException e) {
        throw new IllegalArgumentException(
            "%s makes no sense as a shard: %s".formatted(path, e.getMessage()), e);
      }
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException("there is no shard " + path, e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(path, Reason.of(e)), e);
    }
  }

  /** Reads several files as {@link #verified(Path)} does, which takes time. */
  static List<ShardFile> verified(List<Path> paths) {
    List<ShardFile> files = new ArrayList<>();
    long bytes = paths.stream().mapToLong(ShardManifest::size).sum();
    long left = bytes;
    try (Progress progress = Progress.of("reading shards")) {
      for (Path path : paths) {
        files.add(verified(path));
        left -= ShardManifest.size(path);
        String state =
            "%,d of %,d, %,d MB to go".formatted(files.size(), paths.size(), left / 1_000_000);
        progress.at(1 - (double) left / bytes, () -> state);
      }
    }
    return files;
  }

  private static void requireKind(Path path) throws IOException {
    byte[] kind = KIND.getBytes(StandardCharsets.US_ASCII);
    byte[] begin;
    try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
      begin = in.readNBytes(Short.BYTES + kind.length);
    }
    if (begin.length < Short.BYTES
        || !Arrays.equals(kind, Arrays.copyOfRange(begin, Short.BYTES, begin.length))) {
      throw new IllegalArgumentException(
          "%s is no shard: it does not begin with '%s'".formatted(path, KIND));
    }
  }

  private static String wholeChecksum(Path path) throws IOException {
    return Checksum.ofWhole(path)
        .map(HexFormat.of()::formatHex)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is only a part of a shard, or damaged: its checksum is wrong"
                        .formatted(path)));
  }

  /**
   * Reads some examples to the position of a buffer, which moves.
   *
   * @param from first example
   * @param to example after the last
   * @throws IllegalArgumentException if the file was written since it was found whole
   */
  void read(int from, int to, ByteBuffer into) {
    int begin = into.position();
    Uninterrupted.run(
        () -> {
          try (FileChannel file = FileChannel.open(path)) {
            if (!Files.getLastModifiedTime(path).equals(written)) {
              throw changed();
            }
            file.position(start + (long) from * layout.bytes());
            readPieces(file, into.position(begin), (to - from) * layout.bytes());
          } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s: %s".formatted(path, Reason.of(e)), e);
          }
        });
  }

  /** Java keeps a copy of what it reads into a buffer on the heap, hence pieces. */
  private void readPieces(FileChannel file, ByteBuffer into, int bytes) throws IOException {
    int end = into.position() + bytes;
    while (into.position() < end) {
      ByteBuffer piece = into.slice(into.position(), Math.min(PIECE, end - into.position()));
      int length = file.read(piece);
      if (length < 0) {
        throw changed();
      }
      into.position(into.position() + length);
    }
  }

  private IllegalArgumentException changed() {
    return new IllegalArgumentException(
        "%s is no longer the file that was opened: open the folder again".formatted(path));
  }
}
