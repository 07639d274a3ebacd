package org.distill4j.data;

import static java.util.stream.Collectors.joining;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.distill4j.internal.DataFile;

/** One IDX file: bytes 0, 0, 8 (unsigned bytes) and the number of dimensions, sizes, values. */
final class IdxFile {

  private static final int UNSIGNED_BYTES = 0x0800;

  private final DataFile file;
  private final String content;
  private final int[] sizes;

  private IdxFile(DataFile file, String content, int dimensions) {
    this.file = file;
    this.content = content;
    this.sizes = new int[dimensions];
  }

  /** Finds a file of this name, compressed or not, and checks everything but its values. */
  static IdxFile find(Path folder, String name, String content, int dimensions) {
    IdxFile idx = new IdxFile(DataFile.in(folder, name), content, dimensions);
    idx.check();
    return idx;
  }

  Path path() {
    return file.path();
  }

  int size(int dimension) {
    return sizes[dimension];
  }

  private void check() {
    try (DataInputStream in = open()) {
      int expected = UNSIGNED_BYTES + sizes.length;
      int magic = in.readInt();
      require(
          magic == expected,
          "%s, which begin with 0x%08x".formatted(content, expected),
          "0x%08x".formatted(magic));
      long values = 1;
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] = in.readInt();
        require(sizes[i] > 0, "sizes of at least 1", Integer.toString(sizes[i]));
        values *= sizes[i];
        require(values <= Integer.MAX_VALUE, "at most 2 GiB of " + content, dimensions(i + 1));
      }
      long present = bytesUpTo(values + 1, in);
      require(
          present == values,
          "%,d bytes for %s %s".formatted(values, dimensions(), content),
          present < values ? "%,d bytes".formatted(present) : "more");
    } catch (IOException e) {
      throw file.unreadable(content + " in the IDX format, whole", e);
    }
  }

  /** Counts no further than it must: a few packed bytes may stand for gigabytes. */
  private static long bytesUpTo(long most, InputStream in) throws IOException {
    byte[] piece = new byte[1 << 16];
    long count = 0;
    while (count < most) {
      int length = in.read(piece, 0, (int) Math.min(piece.length, most - count));
      if (length < 0) {
        return count;
      }
      count += length;
    }
    return count;
  }

  /** Fills a buffer, which must be as large as the values, without a copy of them on the way. */
  void read(ByteBuffer buffer) {
    try (DataInputStream in = open();
        ReadableByteChannel channel = Channels.newChannel(in)) {
      in.skipNBytes(Integer.BYTES * (1L + sizes.length));
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
    } catch (IOException e) {
      throw file.unreadable(content + " in the IDX format, whole", e);
    }
    require(!buffer.hasRemaining(), "the values it had when it was checked", "fewer");
  }

  private DataInputStream open() throws IOException {
    return new DataInputStream(file.open());
  }

  private String dimensions() {
    return dimensions(sizes.length);
  }

  /** The first sizes, as far as they were read. */
  private String dimensions(int count) {
    return Arrays.stream(sizes, 0, count).mapToObj(String::valueOf).collect(joining(" x "));
  }

  private void require(boolean holds, String expected, String found) {
    if (!holds) {
      throw wrong(expected, found);
    }
  }

  IllegalArgumentException wrong(String expected, String found) {
    return file.wrong(expected, found);
  }
}
