package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.distill4j.kernel.install.Jupyter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every notebook of the course, or those that {@code -Dnotebooks=03*} selects, from top to bottom.
 */
class NotebooksIT {

  private static final Project PROJECT = Here.PROJECT;

  private static final ExecutorService WORKERS = Executors.newFixedThreadPool(Capacity.kernels());

  @TestFactory
  List<DynamicTest> runsFromTopToBottom() throws IOException {
    List<Path> notebooks =
        Selection.of(System.getProperty("notebooks", "*")).in(PROJECT.notebooks());
    Jupyter jupyter = PROJECT.jupyter(quietly -> {});
    return notebooks.stream().map(notebook -> test(jupyter, notebook)).toList();
  }

  @AfterAll
  static void stop() {
    WORKERS.shutdownNow();
  }

  /** Starts the run at once, if a worker is free, and lets the test wait for its end. */
  private static DynamicTest test(Jupyter jupyter, Path notebook) {
    Path target = PROJECT.root().resolve("target/notebooks").resolve(notebook.getFileName());
    CompletableFuture<NotebookRun.Report> run =
        CompletableFuture.supplyAsync(
            () -> NotebookRun.of(PROJECT, jupyter, notebook).writeTo(target), WORKERS);
    return DynamicTest.dynamicTest(
        notebook.getFileName().toString(),
        () -> assertEquals("", standardError(run), notebook + " wrote to standard error"));
  }

  private static String standardError(CompletableFuture<NotebookRun.Report> run) {
    try {
      return run.join().executed().standardError();
    } catch (CompletionException e) {
      throw e.getCause() instanceof LabException said ? said : e;
    }
  }
}
