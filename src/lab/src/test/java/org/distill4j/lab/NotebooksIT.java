package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.distill4j.kernel.install.Jupyter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every notebook of the course, or those that {@code -Dnotebooks=03*} selects, from top to bottom.
 */
@Execution(ExecutionMode.CONCURRENT)
class NotebooksIT {

  private static final Project PROJECT = Here.PROJECT;

  @TestFactory
  List<DynamicTest> runsFromTopToBottom() throws IOException {
    List<Path> notebooks =
        Selection.of(System.getProperty("notebooks", "*")).in(PROJECT.notebooks());
    Jupyter jupyter = Here.jupyter();
    return notebooks.stream().map(notebook -> test(jupyter, notebook)).toList();
  }

  private static DynamicTest test(Jupyter jupyter, Path notebook) {
    Path target = PROJECT.root().resolve("target/notebooks").resolve(notebook.getFileName());
    Supplier<NotebookRun.Report> run =
        Runs.start(() -> NotebookRun.of(PROJECT, jupyter, notebook).writeTo(target));
    return DynamicTest.dynamicTest(
        notebook.getFileName().toString(),
        () ->
            assertEquals(
                "", run.get().executed().standardError(), notebook + " wrote to standard error"));
  }
}
