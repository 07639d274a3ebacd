package org.distill4j.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/** The Java of a notebook: what its cells have declared, and how the next one is run. */
final class Session {
  private static final List<String> IMPORTS =
      List.of(
          "java.io.*",
          "java.math.*",
          "java.net.*",
          "java.nio.file.*",
          "java.util.*",
          "java.util.concurrent.*",
          "java.util.function.*",
          "java.util.prefs.*",
          "java.util.regex.*",
          "java.util.stream.*",
          "static org.distill4j.kernel.CellFunctions.*");

  final JShell shell;
  private final SnippetLoader loader = new SnippetLoader();
  private final CellRunner runner = new CellRunner(loader);
  private final CompileErrors compileErrors;
  private final RuntimeErrors runtimeErrors;
  private final Magics magics = new Magics(this);

  Session() {
    shell = JShell.builder().executionEngine(new Engine(), Map.of()).build();
    compileErrors = new CompileErrors(shell.sourceCodeAnalysis());
    runtimeErrors = new RuntimeErrors(shell);
    IMPORTS.forEach(name -> shell.eval("import " + name + ";"));
  }

  /** Runs a cell and returns the value to show; null for none. */
  @Nullable Object run(String code, int number) throws CellFailure {
    List<Part> parts = Part.split(code, shell.sourceCodeAnalysis());
    for (Part part : parts) {
      if (part.isBroken()) {
        refuse(code, part);
      }
    }
    @Nullable Object value = null;
    for (Part part : parts) {
      int line = (int) code.substring(0, part.start()).lines().count();
      boolean lineStart = part.start() == 0 || code.charAt(part.start() - 1) == '\n';
      value =
          part.isMagic()
              ? magics.run(part.text(), number)
              : evaluate(code, part, number, lineStart ? line + 1 : line);
      if (part.isQuiet()) {
        value = null;
      }
    }
    return value;
  }

  /** Fails on source that is not Java, before anything before it has run. */
  private void refuse(String code, Part part) throws CellFailure {
    var snippets = shell.sourceCodeAnalysis().sourceToSnippets(part.text());
    if (snippets.stream().anyMatch(snippet -> snippet.kind() == Snippet.Kind.ERRONEOUS)) {
      List<Diag> found = new ArrayList<>();
      for (SnippetEvent event : shell.eval(part.text())) {
        shell.diagnostics(event.snippet()).forEach(found::add);
      }
      throw compileErrors.failure(code, part, found);
    }
  }

  private @Nullable Object evaluate(String code, Part part, int number, int line)
      throws CellFailure {
    List<SnippetEvent> events = shell.eval(part.text());
    @Nullable Object value = runner.takeValue();
    boolean shown = false;
    for (SnippetEvent event : events) {
      Snippet snippet = event.snippet();
      if (event.causeSnippet() != null) {
        continue;
      }
      runtimeErrors.remember(snippet, number, line);
      if (event.exception() != null) {
        if (snippet instanceof VarSnippet) {
          shell.drop(snippet);
        }
        throw runtimeErrors.failure(event.exception());
      }
      if (event.status() == Status.REJECTED) {
        throw compileErrors.failure(code, part, shell.diagnostics(snippet).toList());
      }
      boolean temporary = snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
      shown = temporary || snippet.kind() == Snippet.Kind.EXPRESSION;
      if (temporary) {
        forget(snippet);
      }
      if (Set.of(Status.RECOVERABLE_DEFINED, Status.RECOVERABLE_NOT_DEFINED)
          .contains(event.status())) {
        System.out.println("note: " + runtimeErrors.missing((DeclarationSnippet) snippet));
      }
    }
    checkInterrupted();
    return shown ? value : null;
  }

  /** Drops the variable in which JShell keeps a value for ever. */
  private void forget(Snippet temporary) {
    shell.drop(temporary);
    try {
      runner.clearLast();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void checkInterrupted() throws CellFailure {
    @Nullable Cell cell = Cell.current();
    if (cell != null && cell.isAskedToStop()) {
      throw new CellFailure("Interrupted", "the cell was interrupted", List.of());
    }
  }

  /** Hands JShell our own way of running code. */
  private final class Engine implements ExecutionControlProvider {
    @Override
    public String name() {
      return "cells";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
      return runner;
    }
  }
}
