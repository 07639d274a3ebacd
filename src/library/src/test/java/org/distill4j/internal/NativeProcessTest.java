package org.distill4j.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What native code sees in processes of their own, for which nobody has set anything. */
class NativeProcessTest {

  private static final Path JAVA = Path.of(System.getProperty("java.home"));
  private static final boolean LINUX = System.getProperty("os.name").startsWith("Linux");

  /** Decides how these methods are compiled, and does not keep one from it. */
  private static final List<String> COMPILED =
      List.of("-XX:CompileCommand=quiet", "-XX:CompileCommand=dontinline,*NativeOpExecutioner.no");

  private static Ended ended(List<String> options, String... acts) throws Exception {
    return Ended.after(JAVA, Map.of(), options, acts);
  }

  /** Java's own warnings of ND4J's ways, from version 24 on, are switched off. */
  private static List<String> quiet(Path java) throws IOException {
    List<String> options = new ArrayList<>();
    if (!Files.readString(java.resolve("release")).contains("JAVA_VERSION=\"17")) {
      options.add("-XX:+IgnoreUnrecognizedVMOptions");
      options.add("--enable-native-access=ALL-UNNAMED");
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    return options;
  }

  @TestFactory
  Stream<DynamicTest> aFirstArrayFindsTheProcessPreparedOn() throws IOException {
    return Ended.javas().stream()
        .map(java -> DynamicTest.dynamicTest(java.toString(), () -> isPrepared(java)));
  }

  private static void isPrepared(Path java) throws Exception {
    Ended ended = Ended.after(java, Map.of(), quiet(java));
    assertEquals("20000.0", ended.see("sum"));
    assertEquals(LINUX ? "0" : "null", ended.see("GOMP_SPINCOUNT"));
    assertEquals("4", ended.see("OPENBLAS_THREAD_TIMEOUT"));
    assertEquals(Processor.here().skylakeX() ? "SKYLAKEX" : "null", ended.see("OPENBLAS_CORETYPE"));
    assertEquals("null", ended.see("Java's GOMP_SPINCOUNT"), "children inherit what was given");
    assertFalse(ended.compiled("exec"));
    assertEquals("", ended.see("advice"));
  }

  @Test
  void whatTheUserHasSetStays() throws Exception {
    Map<String, String> given =
        Map.of(
            "GOMP_SPINCOUNT", "7",
            "OPENBLAS_THREAD_TIMEOUT", "9",
            "OPENBLAS_CORETYPE", Witness.OLDEST);
    List<String> options = new ArrayList<>(COMPILED);
    options.add("-Dorg.bytedeco.javacpp.platform.extension=-");
    Ended ended = Ended.after(JAVA, given, options);
    assertEquals("7", ended.see("GOMP_SPINCOUNT"));
    assertEquals("9", ended.see("OPENBLAS_THREAD_TIMEOUT"));
    assertEquals(Witness.OLDEST, ended.see("OPENBLAS_CORETYPE"));
    assertEquals("-", ended.see("build"));
    assertTrue(ended.compiled("exec"), "as it is where nothing excludes it");
    assertEquals("", ended.see("advice"));
  }

  @Test
  void openBlasReadsWhatIsSetHere() throws Exception {
    Ended ended = ended(List.of(), "set");
    assertEquals("null", ended.see("Java's OPENBLAS_CORETYPE"));
    assertEquals(Witness.OLDEST, ended.see("OPENBLAS_CORETYPE"));
    assertTrue(ended.see("core").equalsIgnoreCase(Witness.OLDEST), ended.see("core"));
  }

  @Test
  void afterOpenBlasWasLoadedItsVariablesAreToBeSetByTheUser() throws Exception {
    Ended ended = ended(List.of(), "load");
    String advice = ended.see("advice");
    assertEquals(
        LINUX, advice.startsWith("set ") && advice.contains("OPENBLAS_THREAD_TIMEOUT=4"), advice);
    assertEquals("", ended.see("advice again"));
    assertFalse(ended.compiled("exec"));
  }

  @Test
  void aJavaWithoutManagementAsksForTheFlagThatDoesTheSame() throws Exception {
    Ended ended = ended(List.of("--limit-modules=java.se,jdk.unsupported"));
    assertEquals("set " + NativeCalls.FLAG, ended.see("advice"));
    assertEquals("", ended.see("advice again"));
    assertTrue(ended.compiled("exec"));
    assertEquals("4", ended.see("OPENBLAS_THREAD_TIMEOUT"));
    Ended flagged = ended(List.of("-XX:CompileCommand=quiet", NativeCalls.FLAG));
    assertFalse(flagged.compiled("exec"));
    assertEquals("", flagged.see("advice"));
  }

  @Test
  void withoutALibraryThatSetsVariablesTheUserIsAsked() throws Exception {
    Ended ended = ended(List.of("-Djna.nounpack=true", "-Djna.boot.library.path=nowhere"));
    assertEquals("without JNA it is not known", ended.see("core"));
    assertTrue(ended.see("advice").contains("OPENBLAS_THREAD_TIMEOUT=4"), ended.see("advice"));
    assertFalse(ended.compiled("exec"));
  }
}
