package org.distill4j.export.internal.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.distill4j.export.Origin;
import org.distill4j.internal.Reason;
import org.distill4j.internal.WholeFile;

/** The two files of a written class: its source and its weights. */
public final class JavaFile {

  private JavaFile() {}

  /**
   * Refuses what is no name of a class, before anything else is done.
   *
   * @param name whole, as in com.acme.DigitStudent
   * @throws IllegalArgumentException if it is none
   */
  public static void requireName(String name) {
    ClassName.of(name);
  }

  /**
   * Writes both files, or neither.
   *
   * @param program what the class does
   * @param summary what it is, in half a sentence
   * @param origin where it comes from
   * @param folder of sources, which must exist; folders of packages are made in it
   * @param name whole, as in com.acme.DigitStudent
   * @throws UncheckedIOException if one cannot be written
   * @throws IllegalArgumentException if the name is none, or the origin does not fit
   */
  public static void write(
      Program program, String summary, Origin origin, Path folder, String name) {
    ClassName type = ClassName.of(name);
    origin.requireFits(program.inputs(), program.classes());
    String source = new SourceText(program, summary, origin, type).text();
    if (!Files.isDirectory(folder)) {
      throw new UncheckedIOException(
          "cannot write %s: there is no folder %s".formatted(name, folder),
          new NoSuchFileException(folder.toString()));
    }
    Path place = type.folderIn(folder);
    try {
      Files.createDirectories(place);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make the folder %s: %s".formatted(place, Reason.of(e)), e);
    }
    Map<Path, WholeFile.Content> files = new LinkedHashMap<>();
    files.put(place.resolve(type.weights()), out -> out.write(program.numbers()));
    files.put(
        place.resolve(type.simple() + ".java"),
        out -> out.write(source.getBytes(StandardCharsets.UTF_8)));
    WholeFile.writeAll(files);
  }
}
