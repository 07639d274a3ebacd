package org.distill4j.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files that code of others could change, as they were at first.
 *
 * @param states by their paths
 */
record Unchanged(Map<Path, State> states) {

  /**
   * What a file was.
   *
   * @param written what the system says of its last change, which no program can set as it can the
   *     time of modification; empty where the system does not tell
   * @param sha256 of its content
   */
  record State(String written, String sha256) {

    static State of(Path file) throws IOException {
      return new State(lastChange(file), digest(file));
    }

    boolean isStillOf(Path file) throws IOException {
      return (!written.isEmpty() && written.equals(lastChange(file)))
          || sha256.equals(digest(file));
    }
  }

  static Unchanged of(List<Path> files) throws IOException {
    Map<Path, State> states = new LinkedHashMap<>();
    for (Path file : files) {
      states.put(file, State.of(file));
    }
    return new Unchanged(states);
  }

  /** The first file that is not what it was, or is gone. */
  Optional<Path> changed() throws IOException {
    for (Map.Entry<Path, State> file : states.entrySet()) {
      if (!Files.isRegularFile(file.getKey()) || !file.getValue().isStillOf(file.getKey())) {
        return Optional.of(file.getKey());
      }
    }
    return Optional.empty();
  }

  private static String lastChange(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? Files.readAttributes(file, "unix:ctime,ino,size").toString()
        : "";
  }

  private static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha256.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
