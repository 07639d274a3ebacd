package org.distill4j.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.distill4j.kernel.session.StandardStreams;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two kernels live in one JVM, each with its own session. */
class TwoKernelsTest {

  private static InputStream in = InputStream.nullInputStream();
  private static PrintStream out = new PrintStream(PrintStream.nullOutputStream());
  private static PrintStream err = new PrintStream(PrintStream.nullOutputStream());
  private static FrontEnd one;
  private static FrontEnd two;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    in = System.in;
    out = System.out;
    err = System.err;
    StandardStreams.install();
    one = FrontEnd.ofNewKernel();
    two = FrontEnd.ofNewKernel();
  }

  @AfterAll
  static void end() {
    one.shutDown();
    two.shutDown();
    System.setIn(in);
    System.setOut(out);
    System.setErr(err);
  }

  @Test
  void variablesOfOneNameAreTwo() {
    one.run("int shared = 1;");
    two.run("String shared = \"two\";");
    assertEquals("1", one.value("shared"));
    assertEquals("two", two.value("shared"));
    one.run("int shared = 5;");
    assertEquals("two", two.value("shared"));
    two.run("shared = null;");
    assertEquals("6", one.value("shared + 1"));
  }

  @Test
  void eachCountsItsOwnCells() {
    int before = two.count("1");
    int first = one.count("1");
    assertEquals(first + 1, one.count("2"));
    assertEquals(first + 2, one.count("3"));
    assertEquals(before + 1, two.count("2"));
  }

  @Test
  void whatIsShownAndPrintedGoesToItsOwnFrontEnd() {
    var fromOne = one.run("display(\"shown by one\"); System.out.print(\"printed by one\");");
    var fromTwo = two.run("System.out.print(\"printed by two\"); display(\"shown by two\");");
    assertEquals(List.of("shown by one"), fromOne.texts());
    assertEquals("printed by one", fromOne.printed());
    assertEquals(List.of("shown by two"), fromTwo.texts());
    assertEquals("printed by two", fromTwo.printed());
    assertFalse(one.heardOf(fromTwo));
    assertFalse(two.heardOf(fromOne));
  }

  @Test
  void aRendererIsKnownWhereItWasRegistered() {
    for (FrontEnd each : List.of(one, two)) {
      each.run("record Money(int cents) {}");
    }
    one.run(
        "org.distill4j.kernel.Display.register(v -> v instanceof Money m"
            + " ? Map.of(\"text/plain\", m.cents() + \" cents\") : null);");
    assertEquals("150 cents", one.value("new Money(150)"));
    assertEquals("Money[cents=150]", two.value("new Money(150)"));
  }

  @Test
  void codeThatACellEvaluatesRunsInItsSession() {
    one.run("int evaluated = 10;");
    two.run("int evaluated = 20;");
    assertEquals("11", one.value("eval(\"evaluated + 1\")"));
    assertEquals("21", two.value("eval(\"evaluated + 1\")"));
  }

  @Test
  void anInterruptStopsTheCellsOfOneKernelOnly() throws Exception {
    Path sign = folder.resolve("sign");
    String code = "while (!Files.exists(Path.of(\"" + sign + "\"))) {}\n\"seen\"";
    two.start(code);
    one.start("while (true) {}");
    one.interrupt();
    assertEquals("Interrupted", one.reply().reply().get("ename").getAsString());
    assertEquals("2", one.value("1 + 1"));
    Files.createFile(sign);
    assertEquals("ok", two.reply().reply().get("status").getAsString());
  }

  @Test
  void aCellThatBeginsDoesNotSaveTheOtherKernelsFromItsInterrupt() {
    one.start("for (int i = 0; i < 3; i++) { try { while (true) {} } catch (Throwable t) {} }");
    one.interrupt();
    for (int i = 0; i < 5; i++) {
      assertEquals("" + i, two.value("int loop = 0; while (loop < " + i + ") loop++; loop"));
    }
    assertEquals("Interrupted", one.reply().reply().get("ename").getAsString());
  }
}
