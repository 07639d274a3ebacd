package org.distill4j.kernel.install;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.distill4j.kernel.Main;

/** The kernel's own classes, wherever it runs from, as the bytes of one jar. */
final class KernelJar {
  private KernelJar() {}

  /** The jar, or the folder of classes, that this kernel runs from. */
  static Path source() {
    var place = Main.class.getProtectionDomain().getCodeSource().getLocation();
    return Path.of(URI.create(place.toString()));
  }

  /** The whole jar, or a folder's classes of the kernel as a jar that depends on nothing else. */
  static byte[] bytes(Path source) throws IOException {
    if (!Files.isDirectory(source)) {
      return Files.readAllBytes(source);
    }
    var bytes = new ByteArrayOutputStream();
    Path kernel = source.resolve(Main.class.getPackageName().replace('.', '/'));
    try (var jar = new ZipOutputStream(bytes);
        Stream<Path> files = Files.walk(kernel)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        var entry = new ZipEntry(source.relativize(file).toString().replace('\\', '/'));
        entry.setTime(0);
        jar.putNextEntry(entry);
        Files.copy(file, jar);
      }
    }
    return bytes.toByteArray();
  }
}
