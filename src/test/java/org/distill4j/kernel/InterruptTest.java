package org.distill4j.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptTest {
  private static KernelProcess kernel;

  @BeforeAll
  static void start() throws IOException {
    kernel = new KernelProcess();
    kernel.run("int kept = 42;");
  }

  @AfterAll
  static void end() {
    kernel.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) {}",
        "do {} while (true);",
        "for (;;) { try { while (true) {} } catch (Throwable t) {} }",
        "while (true) { try { Thread.sleep(100_000); } catch (Throwable t) {} }",
        "Thread.sleep(100_000);",
        "new java.util.concurrent.CountDownLatch(1).await();",
        "new ServerSocket(0).accept();",
        "IntStream.generate(() -> 1).sum();",
        "IntStream.range(0, 1 << 30).parallel().map(i -> { while (true) {} }).sum();",
        "int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }\nfib(90);",
        "var t = new Thread(() -> { while (true) {} }); t.start(); t.join();",
      })
  void stops(String code) throws InterruptedException {
    Message cell = kernel.start(code);
    Thread.sleep(300);
    long start = System.nanoTime();
    kernel.send(kernel.control, "interrupt_request", new JsonObject());
    JsonObject reply = kernel.replyTo(kernel.shell, cell);
    double seconds = (System.nanoTime() - start) / 1e9;
    assertEquals("Interrupted", Json.text(reply, "ename"));
    assertTrue(seconds < 3, "stopped after " + seconds + " s");
    assertEquals("42", kernel.value("kept"));
    assertTrue(isIdleAtLast(), "still uses the processor");
  }

  /**
   * The virtual machine may go on compiling for a while; a loop that was not stopped never ends.
   */
  private static boolean isIdleAtLast() throws InterruptedException {
    for (int attempt = 0; attempt < 60; attempt++) {
      if (kernel.busyFor(300) < 200) {
        return true;
      }
    }
    return false;
  }

  /** The blocks have a moment, which a busy machine may use up; hence more than one attempt. */
  @Test
  void letsFinallyBlocksEnd() throws InterruptedException {
    String closed = "";
    for (int attempt = 0; attempt < 5 && !closed.equals("9"); attempt++) {
      kernel.run("int closed = 0;");
      Message cell =
          kernel.start("try { while (true) {} } finally { for (int i = 0; i < 9; i++) closed++; }");
      Thread.sleep(200);
      kernel.send(kernel.control, "interrupt_request", new JsonObject());
      kernel.answer(kernel.shell, cell);
      closed = kernel.value("closed");
    }
    assertEquals("9", closed);
  }

  @Test
  void doesNothingBetweenCells() {
    assertEquals("ok", kernel.ask(kernel.control, "interrupt_request").status());
    assertEquals(
        "499500", kernel.value("int sum = 0; for (int i = 0; i < 1000; i++) sum += i; sum"));
  }
}
