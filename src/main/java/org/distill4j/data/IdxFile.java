package org.distill4j.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** One IDX file: bytes 0, 0, 8 (unsigned bytes) and the number of dimensions, sizes, values. */
final class IdxFile {

  private static final int UNSIGNED_BYTES = 0x0800;
  private static final int GZIP = 0x1f8b;

  private final Path path;
  private final String content;
  private final int[] sizes;

  private IdxFile(Path path, String content, int dimensions) {
    this.path = path;
    this.content = content;
    this.sizes = new int[dimensions];
  }

  /** Finds a file of this name, compressed or not, and checks everything but its values. */
  static IdxFile find(Path folder, String name, String content, int dimensions) {
    Path packed = folder.resolve(name + ".gz");
    Path path = Files.exists(packed) ? packed : folder.resolve(name);
    IdxFile file = new IdxFile(path, content, dimensions);
    if (!Files.isRegularFile(path)) {
      throw file.wrong(
          "this file, or it with .gz", "none", new NoSuchFileException(path.toString()));
    }
    file.check();
    return file;
  }

  Path path() {
    return path;
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
        require(values <= Integer.MAX_VALUE, "at most 2 GiB of " + content, dimensions());
      }
      long present = in.transferTo(OutputStream.nullOutputStream());
      require(
          present == values,
          "%,d bytes for %s %s".formatted(values, dimensions(), content),
          "%,d bytes".formatted(present));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Fills a buffer, which must be as large as the values, without a copy of them on the way. */
  void read(ByteBuffer buffer) {
    try (DataInputStream in = open();
        ReadableByteChannel channel = Channels.newChannel(in)) {
      in.skipNBytes(Integer.BYTES * (1L + sizes.length));
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
    } catch (IOException e) {
      throw unreadable(e);
    }
    require(!buffer.hasRemaining(), "the values it had when it was checked", "fewer");
  }

  private DataInputStream open() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    in.mark(2);
    boolean packed = (in.read() << 8 | in.read()) == GZIP;
    in.reset();
    return new DataInputStream(packed ? new GZIPInputStream(in, 1 << 16) : in);
  }

  private String dimensions() {
    StringBuilder text = new StringBuilder();
    for (int size : sizes) {
      text.append(text.isEmpty() ? "" : " x ").append(size);
    }
    return text.toString();
  }

  private void require(boolean holds, String expected, String found) {
    if (!holds) {
      throw wrong(expected, found);
    }
  }

  private UncheckedIOException unreadable(IOException e) {
    String found =
        e instanceof EOFException
            ? "its end too early"
            : e instanceof ZipException ? "damaged compression" : e.toString();
    return wrong(content + " in the IDX format, whole", found, e);
  }

  UncheckedIOException wrong(String expected, String found) {
    return wrong(expected, found, new IOException("not the expected content"));
  }

  private UncheckedIOException wrong(String expected, String found, IOException cause) {
    return new UncheckedIOException(
        "%s: expected %s, but found %s".formatted(path, expected, found), cause);
  }
}
