package org.distill4j.kernel.session;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import org.distill4j.kernel.errors.ClassIndex;
import org.distill4j.kernel.errors.Hints;

/** Helps while a cell is being written: completion, inspection, whether it is complete. */
public final class Assistant {
  private final JShell shell;
  private final SourceCodeAnalysis analysis;
  private final ClassIndex index;

  Assistant(JShell shell) {
    this.shell = shell;
    this.analysis = shell.sourceCodeAnalysis();
    this.index = new ClassIndex(analysis);
  }

  /** What may follow the cursor, which is counted in code points. */
  public Map<String, ?> complete(String code, int codePoints) {
    int cursor = offset(code, codePoints);
    String line = code.substring(code.lastIndexOf('\n', cursor - 1) + 1, cursor);
    int anchor = cursor;
    Set<String> matches = new TreeSet<>();
    if (line.matches("%\\S*")) {
      Magics.NAMES.stream().filter(name -> name.startsWith(line)).forEach(matches::add);
      anchor -= line.length();
    } else {
      Part part = partAt(code, cursor);
      String text = code.substring(part.start(), cursor);
      String word = text.substring(text.length() - wordLength(text));
      anchor = cursor - word.length();
      List<String> contexts = text.isBlank() ? List.of() : contexts(code, part);
      for (int i = 0;
          i < contexts.size() && ((i < 2 && part.start() > 0) || matches.isEmpty());
          i++) {
        matches.addAll(suggestions(contexts.get(i), text, word));
      }
      matches.removeIf(match -> matches.contains(match + "("));
      if (!word.isEmpty() && !text.startsWith(".", text.length() - word.length() - 1)) {
        Hints.KEYWORDS.stream().filter(key -> key.startsWith(word)).forEach(matches::add);
        matches.addAll(matches.isEmpty() ? index.startingWith(word) : List.of());
      }
    }
    return Map.of(
        "status", "ok",
        "matches", matches,
        "metadata", Map.of(),
        "cursor_start", code.codePointCount(0, anchor),
        "cursor_end", code.codePointCount(0, cursor));
  }

  /** The documentation of what the cursor is at. */
  public Map<String, ?> inspect(String code, int codePoints) {
    int end = offset(code, codePoints);
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    Part part = partAt(code, end);
    String text = code.substring(part.start(), end);
    List<String> contexts = contexts(code, part);
    ClassNames.tidy(shell);
    List<Documentation> found =
        contexts.stream()
            .flatMap(before -> Stream.of(before + text, before + text + "("))
            .map(java -> analysis.documentation(java, java.length(), true))
            .filter(docs -> !docs.isEmpty())
            .findFirst()
            .orElse(List.of());
    String html = found.stream().map(Docs::html).collect(Collectors.joining("<hr>"));
    Map<String, String> data = Map.of("text/plain", Docs.plain(html), "text/html", html);
    return Map.of(
        "status",
        "ok",
        "found",
        !found.isEmpty(),
        "data",
        found.isEmpty() ? Map.of() : data,
        "metadata",
        Map.of());
  }

  /** Whether a cell can run as it is, or its writer goes on. */
  public Map<String, ?> isComplete(String code) {
    try {
      List<Part> parts = Part.split(code, analysis);
      if (parts.stream().anyMatch(part -> part.isMisspelt(analysis))) {
        return Map.of("status", "invalid");
      }
      boolean unfinished = !parts.isEmpty() && parts.get(parts.size() - 1).isUnfinished();
      return unfinished
          ? Map.of("status", "incomplete", "indent", indent(code))
          : Map.of("status", "complete");
    } catch (RuntimeException | VirtualMachineError e) {
      return Map.of("status", "unknown"); // beyond the compiler's depth
    }
  }

  /** The indentation of the last line, and four more after an opening brace. */
  private static String indent(String code) {
    String line = code.substring(code.stripTrailing().lastIndexOf('\n') + 1);
    String indent = line.substring(0, line.length() - line.stripLeading().length());
    return line.strip().endsWith("{") ? indent + "    " : indent;
  }

  private Part partAt(String code, int cursor) {
    List<Part> parts = Part.split(code.substring(0, cursor), analysis);
    return parts.isEmpty() ? new Part(cursor, "", Completeness.EMPTY) : parts.get(parts.size() - 1);
  }

  /** What JShell suggests after this, each of it in place of the word that is being written. */
  private Set<String> suggestions(String before, String text, String word) {
    Set<String> found = new TreeSet<>();
    String head = text.substring(0, text.length() - word.length());
    boolean reference = head.endsWith("::"); // JShell knows members, but not references to them
    String java =
        before + (reference ? head.replaceFirst("([\\w.]+)::$", "(($1) null).") + word : text);
    var at = new int[1];
    for (var suggestion : analysis.completionSuggestions(java, java.length(), at)) {
      String name = suggestion.continuation();
      if (!name.startsWith("$") && at[0] == java.length() - word.length()) {
        found.add(reference ? name.replaceFirst("\\(.*", "") : name);
      }
    }
    return found;
  }

  private static int wordLength(String text) {
    int start = text.length();
    while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
      start--;
    }
    return text.length() - start;
  }

  /** What a part may stand in: on its own, in a method after what the cell declares, in a class. */
  private List<String> contexts(String code, Part part) {
    var members = new StringBuilder("class $C { ");
    var statements = new StringBuilder();
    for (Part before : Part.split(code.substring(0, part.start()), analysis)) {
      if (!before.isMagic()) {
        switch (before.kind(analysis)) {
          case IMPORT -> {}
          case METHOD, TYPE_DECL -> members.append(before.text()).append('\n');
          default -> statements.append(before.text()).append('\n');
        }
      }
    }
    return List.of(
        "", members + "void $m() throws Throwable { " + statements + ";", members.toString());
  }

  private static int offset(String code, int codePoints) {
    int all = code.codePointCount(0, code.length());
    return code.offsetByCodePoints(0, Math.max(0, Math.min(codePoints, all)));
  }
}
