package org.distill4j.kernel.session;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.Documentation;

/** Helps while a cell is being written: completion, inspection, whether it is complete. */
public final class Assistant {
  private final SourceCodeAnalysis analysis;

  Assistant(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
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
      for (String before : List.of("", statementsBefore(code, part))) {
        var at = new int[1];
        int end = before.length() + text.length();
        for (var found : analysis.completionSuggestions(before + text, end, at)) {
          if (!found.continuation().startsWith("$JShell")) {
            matches.add(found.continuation());
            anchor = part.start() + at[0] - before.length();
          }
        }
        if (!matches.isEmpty()) {
          break;
        }
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
    String before = statementsBefore(code, part);
    List<Documentation> found =
        Stream.of(text, text + "(", before + text, before + text + "(")
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

  /** The statements before a part, as the start of a block: they have not run yet. */
  private String statementsBefore(String code, Part part) {
    return Part.split(code.substring(0, part.start()), analysis).stream()
        .filter(before -> !before.isMagic() && !before.text().startsWith("import"))
        .map(Part::text)
        .collect(Collectors.joining("\n", "{", ""));
  }

  private static int offset(String code, int codePoints) {
    int all = code.codePointCount(0, code.length());
    return code.offsetByCodePoints(0, Math.max(0, Math.min(codePoints, all)));
  }
}
