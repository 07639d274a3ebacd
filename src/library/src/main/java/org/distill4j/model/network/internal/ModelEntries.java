package org.distill4j.model.network.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The entries of a model's zip file, each read to its end and compared with its sum, which {@link
 * ZipFile} does not do.
 *
 * @param zip open
 */
record ModelEntries(ZipFile zip) {

  /** An entry that unpacks to more bytes is not believed where it is packed too well. */
  private static final long LARGE = 1L << 26;

  /** Weights shrink by a tenth; those of a network half of whose weights are 0, by a half. */
  private static final int BEST_PACKED = 100;

  /** What is made of an entry. */
  @FunctionalInterface
  interface Reader<T> {
    T readFrom(InputStream in) throws IOException;
  }

  boolean has(String name) {
    return zip.getEntry(name) != null;
  }

  /** Bytes that an entry says it has. */
  long size(String name) throws IOException {
    return entry(name).getSize();
  }

  <T> T read(String name, Reader<T> reader) throws IOException {
    ZipEntry entry = entry(name);
    try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
      InputStream buffered = new BufferedInputStream(in, 1 << 16);
      T made = reader.readFrom(buffered);
      if (buffered.read() >= 0) {
        throw new ZipException("its %s goes on after its end".formatted(name));
      }
      if (in.getChecksum().getValue() != entry.getCrc()) {
        throw new ZipException("the checksum of its %s is wrong".formatted(name));
      }
      return made;
    }
  }

  /** All bytes of a small entry. */
  byte[] bytes(String name, int most) throws IOException {
    return read(
        name,
        in -> {
          byte[] bytes = in.readNBytes(most + 1);
          if (bytes.length > most) {
            throw new ZipException("its %s has more than %,d bytes".formatted(name, most));
          }
          return bytes;
        });
  }

  private ZipEntry entry(String name) throws ZipException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new ZipException("it holds no " + name);
    }
    if (entry.getSize() > LARGE && entry.getSize() / BEST_PACKED > entry.getCompressedSize()) {
      throw new ZipException(
          "its %s would unpack to %,d bytes, more than %d times its size"
              .formatted(name, entry.getSize(), BEST_PACKED));
    }
    return entry;
  }
}
