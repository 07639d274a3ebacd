package org.distill4j.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.distill4j.kernel.KernelProcess.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SurvivalTest {
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

  @AfterEach
  void theSessionIsStillThere() {
    assertEquals("42", kernel.value("kept"));
  }

  @Test
  void systemExitIsAnErrorOfItsCell() {
    for (String exit : new String[] {"System.exit(1)", "Runtime.getRuntime().halt(1)"}) {
      Answer answer = kernel.run(exit);
      assertEquals("Refused", Json.text(answer.reply(), "ename"));
      assertTrue(answer.traceback().contains("System.exit(1) would end"), answer.traceback());
    }
  }

  @Test
  void stackOverflowIsShort() {
    Answer answer = kernel.run("int deep(int n) { return deep(n + 1) + 1; }\ndeep(0)");
    assertTrue(answer.traceback().startsWith("\u001b[31mjava.lang.StackOverflowError"));
    assertTrue(answer.traceback().length() < 1000, answer.traceback());
  }

  @Test
  void anArrayTooLargeIsAnErrorOfItsCell() {
    Answer answer = kernel.run("var large = new long[Integer.MAX_VALUE];");
    assertEquals("java.lang.OutOfMemoryError", Json.text(answer.reply(), "ename"));
  }

  @Test
  void aFullHeapIsAnErrorThatSaysWhatCanBeFreed() {
    String[] fillings = {
      "var hoard = new ArrayList<byte[]>(); while (true) hoard.add(new byte[1 << 20]);",
      "Object[] hoard = null; while (true) hoard = new Object[] {hoard};"
    };
    for (String filling : fillings) {
      Answer answer = kernel.run(filling);
      assertEquals("java.lang.OutOfMemoryError", Json.text(answer.reply(), "ename"));
      assertTrue(answer.traceback().contains("hoard"), answer.traceback());
      assertEquals("ok", kernel.run("hoard = null;").status());
      assertEquals("499500", kernel.value("int n = 0; for (int i = 0; i < 1000; i++) n += i; n"));
    }
  }

  @Test
  void absurdSourceIsAnErrorAtMost() {
    kernel.run("(".repeat(6_000) + "1" + ")".repeat(6_000));
    kernel.run("1" + " + 1".repeat(20_000));
    kernel.run("(".repeat(100_000));
  }

  @Test
  void everyLineOfMuchOutputArrivesInOrder() {
    String printed =
        kernel.run("for (int i = 0; i < 100_000; i++) System.out.println(i)").stream("stdout");
    var expected = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      expected.append(i).append('\n');
    }
    assertEquals(expected.toString(), printed);
  }

  @Test
  void endlessOutputIsLimitedWithANotice() {
    Answer answer =
        kernel.run(
            "String kb = \"x\".repeat(1000); for (int i = 0; i < 100_000; i++) System.out.println(kb)");
    String printed = answer.stream("stdout");
    assertTrue(printed.length() < 11_000_000, printed.length() + " characters");
    assertTrue(printed.endsWith("[the output ends here: a cell may print 10 MB]\n"));
  }

  @Test
  void aThreadThatOutlivesItsCellPrintsThere() {
    kernel.run("void pause(int n) { try { Thread.sleep(n); } catch (Exception e) {} }");
    Message first =
        kernel.start("new Thread(() -> { pause(1500); System.out.print(\"late\"); }).start();");
    kernel.answer(kernel.shell, first);
    Message second = kernel.start("Thread.sleep(2500); System.out.print(\"second\")");
    Message message = kernel.receive(kernel.iopub);
    while (!message.type().equals("stream")) {
      message = kernel.receive(kernel.iopub);
    }
    assertEquals("late", Json.text(message.content(), "text"));
    assertEquals(first.header(), message.parent());
    assertEquals("second", kernel.answer(kernel.shell, second).stream("stdout"));
  }

  @Test
  void outputIsCutBetweenCharacters() {
    String printed =
        kernel
            .run(
                "System.out.write(new byte[] {(byte) 0xC3}); Thread.sleep(200);"
                    + " System.out.write(new byte[] {(byte) 0xA9}); System.out.flush();")
            .stream("stdout");
    assertEquals("é", printed);
  }
}
