package org.distill4j.export.internal.source;

import java.nio.file.Path;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * The name of a class to be written.
 *
 * @param packageName empty for none
 * @param simple without the package
 */
record ClassName(String packageName, String simple) {

  /** Words that are names in other places, and classes that the written code uses itself. */
  private static final Set<String> TAKEN =
      Set.of(
          "var",
          "yield",
          "record",
          "sealed",
          "permits",
          "Scratch",
          "String",
          "List",
          "Arrays",
          "Math",
          "System",
          "Float",
          "ThreadLocal",
          "InputStream",
          "IOException",
          "UncheckedIOException",
          "ByteBuffer",
          "CRC32",
          "IllegalArgumentException",
          "IllegalStateException");

  /** Checks and divides a whole name. */
  static ClassName of(String name) {
    int dot = name.lastIndexOf('.');
    String simple = name.substring(dot + 1);
    if (!SourceVersion.isName(name, SourceVersion.RELEASE_17) || TAKEN.contains(simple)) {
      throw new IllegalArgumentException(
          "the class must have a whole name of its own, such as com.acme.DigitStudent, but this one is '%s'"
              .formatted(name));
    }
    return new ClassName(dot < 0 ? "" : name.substring(0, dot), simple);
  }

  /** The folder of its package. */
  Path folderIn(Path root) {
    return packageName.isEmpty() ? root : root.resolve(packageName.replace('.', '/'));
  }

  String weights() {
    return simple + ".weights";
  }
}
