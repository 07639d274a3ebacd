package org.distill4j.lab;

import com.google.gson.JsonObject;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.distill4j.Printed;

/** Exercises of a notebook with answers filled in, compiled together and run in this process. */
final class AnswerShell implements AutoCloseable {

  private static final String EMPTY = "throw new UnsupportedOperationException(\"your code\");";

  /** What a notebook may use without an import. */
  private static final List<String> PACKAGES =
      List.of("java.io", "java.util", "java.util.function", "java.util.stream");

  private static final String END = "(end of an answer)";

  private final JShell shell = JShell.builder().executionEngine("local").build();
  private final SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
  private final Notebook notebook;

  /**
   * A kernel that has run the imports of a notebook.
   *
   * @param before what the exercises need of the cells before them, in a cheap form
   */
  AnswerShell(Notebook notebook, List<String> before) {
    this.notebook = notebook;
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      shell.addToClasspath(path);
    }
    for (String name : PACKAGES) {
      run("import " + name + ".*;");
    }
    notebook.codeCells().stream()
        .flatMap(cell -> source(cell).lines())
        .filter(line -> line.startsWith("import "))
        .forEach(this::run);
    before.forEach(this::run);
  }

  /**
   * What a check says of answers, each of which stands where the exercise has none.
   *
   * @return as many texts; then one on the solution that is folded up below the check
   */
  List<String> said(String exercise, String check, List<String> answers) {
    List<String> filled =
        new ArrayList<>(
            answers.stream().map(answer -> cell(exercise).replace(EMPTY, answer)).toList());
    filled.add(solution(check));
    String members = members(check);
    String classes =
        filled.stream()
            .map(answer -> "new Object() {%n%s%n%s}.check();%n".formatted(answer, members))
            .collect(Collectors.joining("System.out.println(\"%s\");%n".formatted(END)));
    return List.of(Printed.by(() -> run("{" + classes + "}")).split(Pattern.quote(END), -1));
  }

  /** A check as members of a class: its declarations, and a method of what follows them. */
  private String members(String check) {
    List<String> parts = parts(cell(check));
    int declared = 0;
    for (int i = 0; i < parts.size(); i++) {
      Snippet.Kind kind = analysis.sourceToSnippets(parts.get(i)).get(0).kind();
      declared = kind == Snippet.Kind.METHOD || kind == Snippet.Kind.TYPE_DECL ? i + 1 : declared;
    }
    String members = String.join("\n", parts.subList(0, declared));
    String body = String.join("\n", parts.subList(declared, parts.size()));
    return "%s%nvoid check() {%n%s;%n}%n".formatted(members, body);
  }

  private String solution(String check) {
    List<JsonObject> cells = notebook.cells();
    return cells.subList(cells.indexOf(cellNamed(check)), cells.size()).stream()
        .flatMap(cell -> PlainJShell.SOLUTION.matcher(source(cell)).results())
        .map(solution -> solution.group(1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no solution below " + check));
  }

  private String cell(String id) {
    return source(cellNamed(id));
  }

  private JsonObject cellNamed(String id) {
    return notebook.cells().stream()
        .filter(cell -> cell.get("id").getAsString().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no cell " + id));
  }

  private static String source(JsonObject cell) {
    return Notebook.text(cell.get("source"));
  }

  private List<String> parts(String code) {
    List<String> parts = new ArrayList<>();
    String rest = code;
    while (!rest.isBlank()) {
      CompletionInfo next = analysis.analyzeCompletion(rest);
      parts.add(next.source());
      rest = next.remaining();
    }
    return parts;
  }

  private void run(String part) {
    SnippetEvent event = shell.eval(part).get(0);
    if (!event.status().isActive() || event.exception() != null) {
      String reasons =
          shell
              .diagnostics(event.snippet())
              .map(d -> d.getMessage(null))
              .collect(Collectors.joining("; "));
      throw new AssertionError(part + ": " + reasons, event.exception());
    }
  }

  @Override
  public void close() {
    shell.close();
  }
}
