package org.distill4j.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.distill4j.kernel.KernelProcess.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HabitsTest {
  private static KernelProcess kernel;

  @BeforeAll
  static void start() throws IOException {
    kernel = new KernelProcess();
  }

  @AfterAll
  static void end() {
    kernel.close();
  }

  @Test
  void whatIjavaImportsIsImported() {
    assertEquals(
        "[2]",
        kernel.value("Function<Integer, Integer> f = x -> x + 1; Stream.of(1).map(f).toList()"));
    assertEquals("3", kernel.value("eval(\"1 + 2\")"));
    assertEquals("x", kernel.value("render(\"x\")"));
    assertEquals("7%", kernel.run("printf(\"%d%%\", 7)").stream("stdout"));
  }

  @Test
  void timeIsPrinted() {
    Answer line = kernel.run("%time 1 + 1");
    assertEquals("2", line.result());
    assertTrue(line.stream("stdout").startsWith("Wall time: "), line.stream("stdout"));
    assertEquals("3", kernel.run("%%time\nint t = 1;\nt + 2").result());
  }

  @Test
  void aPercentSignInATextBlockIsText() {
    assertEquals(
        "%time\n% 5\n", kernel.value("String s = \"\"\"\n    %time\n    % 5\n    \"\"\";\ns"));
    assertEquals("1", kernel.value("7\n% 3"));
  }

  @Test
  void classesAndJarsCanBeAdded(@TempDir Path folder) throws IOException {
    Path source =
        Files.writeString(
            folder.resolve("Added.java"),
            "package extra; public class Added { public static int one() { return 1; } }");
    ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-d", folder.toString(), source.toString());
    assertEquals("1", kernel.value("%classpath " + folder + "\nextra.Added.one()"));
    assertEquals("ok", kernel.run("%jars " + folder + "/extra/*.class").status());
    Answer none = kernel.run("%jars " + folder + "/*.jar");
    assertTrue(none.traceback().contains("no file matches"), none.traceback());
  }

  @Test
  void aFileCanBeLoaded(@TempDir Path folder) throws IOException {
    Path script = Files.writeString(folder.resolve("tools.jshell"), "int loaded() { return 5; }\n");
    assertEquals("5", kernel.value("%load " + script + "\nloaded()"));
    assertTrue(kernel.run("%load nowhere.jsh").traceback().contains("no file nowhere.jsh"));
  }

  @Test
  void anUnknownMagicNamesTheKnownOnes() {
    assertTrue(kernel.run("%magic").traceback().contains("%classpath, %jars"));
    assertTrue(kernel.run("%maven guava").traceback().contains("group:artifact:version"));
  }

  @Test
  void magicsAreCompleted() {
    var reply =
        kernel.ask(kernel.shell, "complete_request", "code", "%cl", "cursor_pos", 3).reply();
    assertEquals("[\"%classpath\"]", reply.get("matches").toString());
  }

  @Test
  void threeHundredStatementsTakeSeconds() {
    var cell = new StringBuilder("int total = 0;\n");
    for (int i = 0; i < 300; i++) {
      cell.append("total += ").append(i).append(";\n");
    }
    long start = System.nanoTime();
    assertEquals("44850", kernel.value(cell + "total"));
    assertTrue(System.nanoTime() - start < 20e9);
    assertEquals(List.of(), kernel.run("total;").contents("execute_result"));
  }
}
