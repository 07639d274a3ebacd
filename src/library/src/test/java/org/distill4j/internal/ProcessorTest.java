package org.distill4j.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTest {

  private static Processor with(String flags) {
    return Processor.of(
        List.of("processor\t: 0", "vendor_id\t: Some", "flags\t\t: " + flags, "", "flags\t: x"));
  }

  @Test
  void skylakeXNeedsFourFeatures() {
    String most = "fpu sse avx avx2 avx512f avx512dq avx512bw ";
    assertEquals(new Processor(true, true), with(most + "avx512vl"));
    assertEquals(new Processor(true, false), with(most));
    assertEquals(new Processor(true, false), with(most + "avx512vl_not"));
  }

  @Test
  void olderProcessorsHaveNeither() {
    assertEquals(new Processor(false, false), with("fpu sse avx"));
    assertEquals(new Processor(false, false), with(""));
    assertEquals(new Processor(false, false), Processor.of(List.of("Features : asimd")));
    assertEquals(new Processor(false, false), Processor.of(List.of()));
  }

  @Test
  void repeatedFlagsAreFine() {
    assertEquals(new Processor(true, false), with("avx2 fpu avx2"));
  }

  @Test
  void javaAndLinuxAgreeOnThisMachine() {
    assumeTrue(Files.isReadable(Path.of("/proc/cpuinfo")));
    assertEquals(Processor.here().avx2(), Processor.avx2OfThisMachine());
  }
}
