package org.distill4j.lab;

import com.google.gson.JsonObject;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;

/**
 * A notebook as IJava and JJava read it: JShell alone, which empties variables that it has to
 * declare anew. It compiles everything and executes nothing, so minutes are read in seconds.
 */
final class PlainJShell implements AutoCloseable {
  /** The packages that IJava 1.3.0 imports by itself; streams, functions and files are not. */
  private static final String IMPORTS =
      "java.util java.io java.math java.net java.util.concurrent java.util.prefs java.util.regex";

  private static final Pattern MAGIC = Pattern.compile("\\s*%.*");

  /** The code of a folded solution. */
  static final Pattern SOLUTION = Pattern.compile("(?s)<summary>Solution.*?```java\n(.*?)```");

  private final JShell shell = JShell.builder().executionEngine(new IdleEngine(), Map.of()).build();
  private final SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
  private final List<String> problems = new ArrayList<>();
  private int cells;

  private PlainJShell() {
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      shell.addToClasspath(path);
    }
    for (String name : IMPORTS.split(" ", -1)) {
      shell.eval("import " + name + ".*;");
    }
  }

  /** What goes wrong in a notebook, its folded solutions included; cells count from 1. */
  static List<String> problems(Notebook notebook) {
    try (PlainJShell shell = new PlainJShell()) {
      for (JsonObject cell : notebook.cells()) {
        String source = Notebook.text(cell.get("source"));
        if (Notebook.text(cell.get("cell_type")).equals("code")) {
          shell.cells++;
          shell.read(source);
        } else {
          SOLUTION.matcher(source).results().map(r -> r.group(1)).forEach(shell::read);
        }
      }
      shell.findUnresolved();
      return shell.problems;
    }
  }

  private void read(String cell) {
    String rest = withoutMagics(cell);
    CompletionInfo next = analysis.analyzeCompletion(rest);
    while (next.completeness().isComplete()) {
      evaluate(next.source());
      rest = withoutMagics(next.remaining());
      next = analysis.analyzeCompletion(rest);
    }
    if (next.completeness() != Completeness.EMPTY) {
      report(rest, "is not complete");
    }
  }

  /** A line that starts with a percent sign where a statement could is for the kernel. */
  private static String withoutMagics(String code) {
    String rest = code;
    for (Matcher magic = MAGIC.matcher(rest); magic.lookingAt(); magic.reset(rest)) {
      rest = rest.substring(magic.end());
    }
    return rest;
  }

  private void evaluate(String source) {
    Set<String> declared = new TreeSet<>();
    Set<String> lost = new TreeSet<>();
    for (SnippetEvent event : shell.eval(source)) {
      boolean own = event.causeSnippet() == null;
      if (own) {
        check(event, source);
      }
      if (event.snippet() instanceof VarSnippet variable) {
        (own ? declared : lost).add(variable.name());
      }
    }
    lost.removeAll(declared);
    if (!lost.isEmpty()) {
      report(source, "makes JShell declare these variables anew, which empties them: " + lost);
    }
  }

  private void check(SnippetEvent event, String source) {
    if (!event.status().isDefined()) {
      report(source, "does not compile: " + reasons(event.snippet()));
    }
    if (event.snippet().kind() == Snippet.Kind.IMPORT && cells > 1) {
      report(source, "belongs into the first code cell");
    }
  }

  private String reasons(Snippet snippet) {
    List<String> told = shell.diagnostics(snippet).map(d -> d.getMessage(null)).toList();
    return told.isEmpty() ? missing(snippet) : String.join("; ", told);
  }

  private String missing(Snippet snippet) {
    return snippet instanceof DeclarationSnippet declaration
        ? shell.unresolvedDependencies(declaration).collect(Collectors.joining(", "))
        : "";
  }

  /** A method may call one that a later cell declares; at the end all must be there. */
  private void findUnresolved() {
    for (Snippet snippet : shell.snippets().toList()) {
      String missing = shell.status(snippet).isActive() ? missing(snippet) : "";
      if (!missing.isEmpty()) {
        report(snippet.source(), "lacks " + missing + ", which no cell declares");
      }
    }
  }

  private void report(String source, String what) {
    String line = source.strip().lines().findFirst().orElse("");
    problems.add("cell %d, '%s' %s".formatted(cells, line, what));
  }

  @Override
  public void close() {
    shell.close();
  }
}
