package org.distill4j.kernel.install;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelJarTest {

  @Test
  void everyPackageOfTheKernelIsInIt() throws IOException {
    byte[] bytes = KernelJar.bytes(KernelJar.source());
    Set<String> names = new TreeSet<>();
    try (var jar = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (var entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    for (String name :
        Set.of(
            "Main.class",
            "kernel.properties",
            "protocol/Wire.class",
            "session/Session.class",
            "stop/Checkpoint.class",
            "errors/CellFailure.class",
            "values/Text.class",
            "install/KernelSpec.class")) {
      assertTrue(names.contains("org/distill4j/kernel/" + name), names::toString);
    }
    assertArrayEquals(bytes, KernelJar.bytes(KernelJar.source()), "always the same");
  }

  @Test
  void aJarIsTakenAsItIs(@TempDir Path folder) throws IOException {
    Path jar = Files.write(folder.resolve("kernel.jar"), new byte[] {1, 2});
    assertArrayEquals(new byte[] {1, 2}, KernelJar.bytes(jar));
  }
}
