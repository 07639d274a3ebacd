package org.distill4j.lab;

import static org.distill4j.lab.Assignments.notebook;
import static org.distill4j.lab.Assignments.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Notebooks must run in kernels that leave everything to JShell, as IJava and JJava do. */
class PlainJShellIT {

  private static final ExecutorService WORKERS =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

  @TestFactory
  List<DynamicTest> everyNotebookCompilesAndKeepsItsVariables() throws IOException {
    Path folder = Project.here().notebooks();
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".ipynb"))
          .filter(file -> !file.toString().contains(".ipynb_checkpoints"))
          .sorted()
          .map(file -> test(folder.relativize(file).toString(), file))
          .toList();
    }
  }

  /** Starts the reading at once, if a worker is free, and lets the test wait for its end. */
  private static DynamicTest test(String name, Path file) {
    CompletableFuture<List<String>> problems =
        CompletableFuture.supplyAsync(() -> PlainJShell.problems(Notebook.read(file)), WORKERS);
    return DynamicTest.dynamicTest(
        name, () -> assertEquals("", String.join("\n", problems.join()), name));
  }

  @AfterAll
  static void stop() {
    WORKERS.shutdownNow();
  }

  private static List<String> problems(String... cells) {
    Stream<JsonObject> code = Stream.of(cells).map(cell -> plain("code", cell));
    return PlainJShell.problems(notebook(code.toArray(JsonObject[]::new)));
  }

  @Test
  void aLateWildcardIsToldWithTheVariablesThatItEmpties() {
    assertEquals(
        List.of(
            "cell 3, 'import java.util.zip.GZIPInputStream;' belongs into the first code cell",
            "cell 3, 'import tech.tablesaw.api.*;' belongs into the first code cell",
            "cell 3, 'import tech.tablesaw.api.*;' makes JShell declare these variables anew, which"
                + " empties them: [digits, test]"),
        problems(
            "import org.distill4j.course.*;\nimport org.distill4j.data.*;",
            "Dataset test = Mnist.load().test();\nvar digits = test.head(10);",
            """
            import java.util.zip.GZIPInputStream;
            import tech.tablesaw.api.*;

            Table.create(StringColumn.create("digit", test.classes()))\
            """));
  }

  @Test
  void importsInTheFirstCellHarmNothing() {
    assertEquals(
        List.of(),
        problems(
            """
            import java.util.stream.*;
            import tech.tablesaw.api.*;

            List<String> names = List.of("a", "b");
            """,
            "StringColumn column = StringColumn.create(\"name\", names);\ncolumn.size()"));
  }

  @Test
  void whatOnlyOurKernelImportsMustBeImported() {
    for (String line :
        List.of(
            "Path here = Path.of(\".\");",
            "int n = IntStream.of(1).sum();",
            "Function<String, String> f = s -> s;")) {
      List<String> problems = problems(line);
      assertEquals(1, problems.size(), line);
      String start = "cell 1, '%s' does not compile: ".formatted(line);
      assertEquals(start, problems.get(0).substring(0, start.length()));
    }
  }

  @Test
  void aCellThatDeclaresItsVariableAnewMayDoSo() {
    assertEquals(
        List.of(),
        problems("var x = List.of(1);", "var x = \"text\";\nint length = x.length();", "int x;"));
  }

  @Test
  void variablesThatANewDeclarationEmptiesAreTold() {
    String told = " makes JShell declare these variables anew, which empties them: ";
    assertEquals(
        List.of("cell 2, 'record Pair(int a, int b, int c) {}'" + told + "[pair]"),
        problems(
            "record Pair(int a, int b) {}\nvar pair = new Pair(1, 2);",
            "record Pair(int a, int b, int c) {}"));
    assertEquals(
        List.of("cell 2, 'int two() { return 2; }'" + told + "[four]"),
        problems("int two() { return 1; }\nvar four = 2 * two();", "int two() { return 2; }"));
  }

  @Test
  void aMethodMayCallOneThatALaterCellDeclares() {
    String caller = "int twice(int n) { return 2 * later(n); }";
    assertEquals(List.of(), problems(caller, "int later(int n) { return n; }"));
    assertEquals(
        List.of("cell 1, '" + caller + "' lacks method later(int), which no cell declares"),
        problems(caller));
  }

  @Test
  void magicsAreTheKernelsAndTheRestOfTheirCellIsJava() {
    assertEquals(List.of(), problems("%maven a:b:1\n%%time\nint a = 7\n% 3;", "%time a + 1"));
    assertEquals(
        List.of("cell 2, 'int b = (' is not complete"), problems("%jars x", "%%time\nint b = ("));
  }

  @Test
  void foldedSolutionsAreReadWhereTheyStand() {
    Notebook filledIn =
        notebook(
            plain("code", "int two() { throw new UnsupportedOperationException(\"your code\"); }"),
            plain("code", "System.out.println(two());"),
            plain(
                "markdown",
                "<details>\n<summary>Solution</summary>\n\n```java\nint two() { return none; }\n```\n"));
    assertEquals(
        List.of("cell 2, 'int two() { return none; }' lacks variable none, which no cell declares"),
        PlainJShell.problems(filledIn));
  }
}
