package org.distill4j.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.cpu.nativecpu.CpuBackend;
import org.nd4j.linalg.factory.Nd4jBackend;

class NativeEnvironmentTest {

  private static final Processor OLD = new Processor(false, false);
  private static final Processor NEW = new Processor(true, true);

  private static List<String> wanted(String system, Set<String> given, Processor processor) {
    return NativeEnvironment.wanted(system, given, processor).stream()
        .map(variable -> variable.name() + "=" + variable.value())
        .toList();
  }

  @Test
  void eachSystemGetsTheVariablesThatItsLibrariesRead() {
    assertEquals(
        List.of("GOMP_SPINCOUNT=0", "OPENBLAS_CORETYPE=SKYLAKEX", "OPENBLAS_THREAD_TIMEOUT=4"),
        wanted("Linux", Set.of("HOME"), NEW));
    assertEquals(
        List.of("GOMP_SPINCOUNT=0", "OPENBLAS_THREAD_TIMEOUT=4"), wanted("Linux", Set.of(), OLD));
    assertEquals(List.of("OPENBLAS_THREAD_TIMEOUT=4"), wanted("Mac OS X", Set.of(), OLD));
    assertEquals(List.of(), wanted("Windows 11", Set.of(), OLD));
  }

  @Test
  void variablesOfTheUserAreNotWanted() {
    assertEquals(
        List.of("OPENBLAS_CORETYPE=SKYLAKEX"),
        wanted("Linux", Set.of("GOMP_SPINCOUNT", "OPENBLAS_THREAD_TIMEOUT"), NEW));
    assertEquals(
        List.of("OPENBLAS_THREAD_TIMEOUT=4"), wanted("Linux", Set.of("OMP_WAIT_POLICY"), OLD));
  }

  @Test
  void aPlainBuildIsForProcessorsOfTheFamilyWithoutAvx2() {
    assertTrue(NativeBuild.isPlain("amd64", OLD));
    assertTrue(NativeBuild.isPlain("x86_64", OLD));
    assertFalse(NativeBuild.isPlain("amd64", NEW));
    assertFalse(NativeBuild.isPlain("aarch64", OLD));
  }

  @Test
  void aFlagDecidesIfItNamesTheCalls() {
    assertTrue(NativeCalls.isDecided(List.of("-Xmx1g", NativeCalls.FLAG)));
    assertFalse(NativeCalls.isDecided(List.of("-XX:CompileCommand=exclude,java.lang.String.*")));
    assertFalse(NativeCalls.isDecided(List.of("-Dnote=NativeOpExecutioner")));
  }

  @Test
  void theMoreImportantAdviceIsGiven() {
    assertEquals("", NativeProcess.advice(true, List.of()));
    assertEquals("set A=1 B=2", NativeProcess.advice(true, List.of("A=1", "B=2")));
    assertEquals("set " + NativeCalls.FLAG, NativeProcess.advice(false, List.of("A=1")));
  }

  @Test
  void theBackendStandsBehindNd4jsOwnAndCouldReplaceIt() {
    List<Nd4jBackend> named =
        ServiceLoader.load(Nd4jBackend.class).stream().map(ServiceLoader.Provider::get).toList();
    Nd4jBackend last = named.stream().filter(PreparedBackend.class::isInstance).findFirst().get();
    Nd4jBackend own = new CpuBackend();
    assertTrue(last.getPriority() < own.getPriority());
    assertTrue(last.isAvailable() && last.canRun());
    assertEquals(own.getNDArrayClass(), last.getNDArrayClass());
  }
}
