package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CapacityTest {

  private static final long GB = 1_000_000_000L;

  @Test
  void aContainersMemoryDecidesWhateverItsCoresAre() {
    assertEquals(1, Capacity.kernels(8, 2 * GB));
    assertEquals(2, Capacity.kernels(8, 4 * GB));
    assertEquals(8, Capacity.kernels(8, 64 * GB));
    assertEquals(1, Capacity.kernels(8, GB / 2));
  }

  /** The file of the whole machine, from which nobody learns what a container may take. */
  @Test
  void nothingIsReadFromTheMachinesFiles() throws IOException {
    Path source = Path.of("src/lab/src/main/java/org/distill4j/lab/Capacity.java");
    assertTrue(!Files.readString(source).contains("/proc"));
  }
}
