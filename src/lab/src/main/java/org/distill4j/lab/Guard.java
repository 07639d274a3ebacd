package org.distill4j.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.distill4j.kernel.install.WholeFile;

/**
 * Files that code of others must not change. Submissions run as the user who grades, so whatever
 * they did to these files is set right afterwards.
 *
 * @param contents what the files held before
 */
record Guard(Map<Path, byte[]> contents) {

  /** All files of these folders, of which some may be missing. */
  static Guard of(List<Path> folders) {
    Map<Path, byte[]> contents = new LinkedHashMap<>();
    for (Path folder : folders.stream().filter(Files::isDirectory).toList()) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          contents.put(file, Files.readAllBytes(file));
        }
      } catch (IOException e) {
        throw new LabException("cannot read %s: %s".formatted(folder, WholeFile.reason(e)));
      }
    }
    return new Guard(contents);
  }

  /** Writes the files that were changed or deleted as they were, and says so. */
  void restore(Consumer<String> say) {
    contents.forEach(
        (file, content) -> {
          try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                || !Arrays.equals(Files.readAllBytes(file), content)) {
              Files.createDirectories(Objects.requireNonNull(file.getParent()));
              Files.deleteIfExists(file);
              Files.write(file, content);
              say.accept("a submission changed %s; it is as it was again".formatted(file));
            }
          } catch (IOException e) {
            say.accept("a submission changed %s: %s".formatted(file, WholeFile.reason(e)));
          }
        });
  }
}
