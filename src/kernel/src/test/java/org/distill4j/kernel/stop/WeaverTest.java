package org.distill4j.kernel.stop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeaverTest {

  private static final String SOURCE =
      """
      import java.util.concurrent.CountDownLatch;
      import java.util.function.IntConsumer;
      public class Loops {
        public static int sum(int n) {
          int sum = 0;
          for (int i = 1; i <= n; i++) {
            for (int j = 0; j < 2; j++) { if (j == i) continue; sum += i; }
          }
          do { sum++; } while (sum < 0);
          return sum;
        }
        public static String kind(int n) {
          return switch (n) { case 0 -> "zero"; case 7 -> { try { throw new Exception(); }
              catch (Exception e) { yield "seven"; } finally { n++; } } default -> "other"; };
        }
        public static long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
        public static void loop(CountDownLatch entered) { entered.countDown(); while (true) {} }
        public static void recursion(CountDownLatch entered) { entered.countDown(); fib(200); }
        public static void exit() { System.exit(3); }
        public static void halt() { Runtime.getRuntime().halt(4); }
        public static void reference() { IntConsumer end = System::exit; end.accept(5); }
      }
      """;

  private static byte[] compiled = {};

  private Run run = new Run();

  @BeforeAll
  static void compile(@TempDir Path folder) throws IOException {
    Path source = Files.writeString(folder.resolve("Loops.java"), SOURCE);
    int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString());
    assertEquals(0, status);
    compiled = Files.readAllBytes(folder.resolve("Loops.class"));
  }

  @AfterEach
  void end() {
    run.end();
  }

  private static byte[] cell(byte[] code) {
    return Weaver.weave(code, SourceLines.UNCHANGED);
  }

  private static Class<?> woven(boolean library) throws ClassNotFoundException {
    return new ClassLoader(WeaverTest.class.getClassLoader()) {
      @Override
      protected Class<?> findClass(String name) {
        byte[] code = library ? Weaver.weaveLibrary(compiled) : cell(compiled);
        return defineClass(name, code, 0, code.length);
      }
    }.loadClass("Loops");
  }

  @Test
  void wovenCodeDoesWhatItDid() throws ReflectiveOperationException {
    for (boolean library : new boolean[] {false, true}) {
      Class<?> loops = woven(library);
      // 2 * (1 + ... + 10), less the 1 that is left out, and the round of the second loop.
      assertEquals(110, loops.getMethod("sum", int.class).invoke(null, 10));
      assertEquals(55L, loops.getMethod("fib", int.class).invoke(null, 10));
      Method kind = loops.getMethod("kind", int.class);
      assertEquals("zero", kind.invoke(null, 0));
      assertEquals("seven", kind.invoke(null, 7));
      assertEquals("other", kind.invoke(null, 8));
    }
  }

  private void stops(String method) throws Exception {
    Method endless = woven(false).getMethod(method, CountDownLatch.class);
    var entered = new CountDownLatch(1);
    CompletableFuture<Void> done = new CompletableFuture<>();
    var thread =
        new Thread(
            () -> {
              run.adopt();
              try {
                endless.invoke(null, entered);
                done.complete(null);
              } catch (InvocationTargetException e) {
                done.completeExceptionally(e.getCause());
              } catch (IllegalAccessException e) {
                done.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    entered.await();
    run.askToStop();
    var stopped = assertThrows(ExecutionException.class, done::get);
    assertInstanceOf(Checkpoint.Stopped.class, stopped.getCause());
    assertEquals("the cell was interrupted", stopped.getCause().getMessage());
  }

  @Test
  void loopsAndRecursionStop() throws Exception {
    stops("loop");
    run = new Run();
    stops("recursion");
  }

  @Test
  void oneRunThatStopsLeavesAnotherAlone() throws Exception {
    var other = new Run();
    other.askToStop();
    run.adopt();
    assertEquals(110, woven(false).getMethod("sum", int.class).invoke(null, 10));
    other.end();
  }

  @Test
  void theEndOfOneRunDoesNotTakeTheStopFromAnother() throws Exception {
    var other = new Run();
    run.askToStop();
    other.askToStop();
    other.end();
    run.adopt();
    Method sum = woven(false).getMethod("sum", int.class);
    var thrown = assertThrows(InvocationTargetException.class, () -> sum.invoke(null, 10));
    assertInstanceOf(Checkpoint.Stopped.class, thrown.getCause());
  }

  @Test
  void theEndOfTheProcessIsRefused() throws ReflectiveOperationException {
    Class<?> loops = woven(false);
    for (var exit : Map.of("exit", 3, "halt", 4, "reference", 5).entrySet()) {
      Method method = loops.getMethod(exit.getKey());
      var thrown = assertThrows(InvocationTargetException.class, () -> method.invoke(null));
      assertEquals(
          "System.exit("
              + exit.getValue()
              + ") would end the notebook's session, so it was refused",
          thrown.getCause().getMessage());
    }
  }

  @Test
  void whatIsNoClassStaysAsItIs() {
    byte[] text = "no class".getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(text, cell(text));
  }

  @Test
  void theInterfacesThatAClassCallsAreFound() {
    assertEquals(Set.of("java.util.function.IntConsumer"), Weaver.interfacesCalledBy(compiled));
  }

  @Test
  void stackTracesTellTheLinesOfTheCell() throws ReflectiveOperationException {
    byte[] code =
        Weaver.weave(compiled, (type, line) -> new SourceLines.Line("cell 7", line + 100));
    Class<?> loops =
        new ClassLoader(WeaverTest.class.getClassLoader()) {
          @Override
          protected Class<?> findClass(String name) {
            return defineClass(name, code, 0, code.length);
          }
        }.loadClass("Loops");
    Method endless = loops.getMethod("loop", CountDownLatch.class);
    var thrown =
        assertThrows(InvocationTargetException.class, () -> endless.invoke(null, (Object) null));
    StackTraceElement frame = thrown.getCause().getStackTrace()[0];
    assertEquals("cell 7", frame.getFileName());
    assertTrue(frame.getLineNumber() > 100, frame::toString);
  }
}
