package org.distill4j.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.distill4j.kernel.install.WholeFile;

/**
 * The files that lie beside a notebook, such as data; links and hidden files are left out.
 *
 * @param contents what they hold, by their path in the notebook's folder
 */
record Attachments(Map<Path, byte[]> contents) {

  private static final long MOST_BYTES = 100_000_000;

  /**
   * Reads them.
   *
   * @throws LabException if they cannot be read, or are too large together
   */
  static Attachments in(Path folder) {
    Map<Path, byte[]> contents = new TreeMap<>();
    long bytes = 0;
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files =
          all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .filter(file -> !file.toString().endsWith(".ipynb"))
              .toList();
      for (Path file : files) {
        Path name = folder.relativize(file);
        bytes += Files.size(file);
        if (bytes > MOST_BYTES) {
          throw new LabException(
              "the files beside the notebook have more than %d MB"
                  .formatted(MOST_BYTES / 1_000_000));
        }
        if (!name.toString().startsWith(".")) {
          contents.put(name, Files.readAllBytes(file));
        }
      }
      return new Attachments(contents);
    } catch (IOException e) {
      throw new LabException("cannot read the files beside the notebook: " + WholeFile.reason(e));
    }
  }

  /** The same files and others, which take the place of those of the same name. */
  Attachments and(Attachments others) {
    Map<Path, byte[]> both = new TreeMap<>(contents);
    both.putAll(others.contents);
    return new Attachments(both);
  }

  void writeTo(Path folder) throws IOException {
    for (Map.Entry<Path, byte[]> file : contents.entrySet()) {
      Path target = folder.resolve(file.getKey());
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
      Files.write(target, file.getValue());
    }
  }
}
