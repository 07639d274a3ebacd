package org.distill4j.kernel;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Helps while a cell is being written: completion, inspection, whether it is complete. */
final class Assistant {
  private final SourceCodeAnalysis analysis;

  Assistant(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  JsonObject complete(String code, int codePoints) {
    int cursor = offset(code, codePoints);
    String line = code.substring(code.lastIndexOf('\n', cursor - 1) + 1, cursor);
    int anchor = cursor - line.length();
    Set<String> matches = new TreeSet<>();
    if (line.matches("%\\S*")) {
      Magics.NAMES.stream().filter(name -> name.startsWith(line)).forEach(matches::add);
    } else {
      Part part = partAt(code, cursor);
      String text = code.substring(part.start(), cursor);
      var at = new int[1];
      List<Suggestion> found = analysis.completionSuggestions(text, text.length(), at);
      if (found.isEmpty()) {
        String before = statementsBefore(code, part);
        found = analysis.completionSuggestions(before + text, before.length() + text.length(), at);
        at[0] -= before.length();
      }
      found.forEach(suggestion -> matches.add(suggestion.continuation()));
      anchor = found.isEmpty() ? cursor : part.start() + at[0];
    }
    JsonObject reply = Json.object("status", "ok", "matches", matches, "metadata", Json.object());
    reply.addProperty("cursor_start", code.codePointCount(0, anchor));
    reply.addProperty("cursor_end", code.codePointCount(0, cursor));
    return reply;
  }

  JsonObject inspect(String code, int codePoints) {
    int end = offset(code, codePoints);
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    Part part = partAt(code, end);
    String text = code.substring(part.start(), end);
    String before = statementsBefore(code, part);
    List<Documentation> found = List.of();
    for (String tried : List.of(text, text + "(", before + text, before + text + "(")) {
      if (found.isEmpty()) {
        found = analysis.documentation(tried, tried.length(), true);
      }
    }
    JsonObject data = Json.object();
    if (!found.isEmpty()) {
      data.addProperty("text/plain", join(found, Docs::plain, "\n\n"));
      data.addProperty("text/html", join(found, Docs::html, "<hr>"));
    }
    return Json.object(
        "status", "ok", "found", !found.isEmpty(), "data", data, "metadata", Json.object());
  }

  private static String join(
      List<Documentation> found, Function<Documentation, String> form, String between) {
    return found.stream().map(form).collect(Collectors.joining(between));
  }

  JsonObject isComplete(String code) {
    try {
      List<Part> parts = Part.split(code, analysis);
      if (parts.stream().anyMatch(part -> part.isMisspelt(analysis))) {
        return Json.object("status", "invalid");
      }
      boolean unfinished = !parts.isEmpty() && parts.get(parts.size() - 1).isUnfinished();
      return unfinished
          ? Json.object("status", "incomplete", "indent", indent(code))
          : Json.object("status", "complete");
    } catch (RuntimeException | VirtualMachineError e) {
      return Json.object("status", "unknown"); // beyond the compiler's depth
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
    return "{"
        + Part.split(code.substring(0, part.start()), analysis).stream()
            .filter(before -> !before.isMagic() && !before.text().startsWith("import"))
            .map(Part::text)
            .collect(Collectors.joining("\n"));
  }

  private static int offset(String code, int codePoints) {
    int all = code.codePointCount(0, code.length());
    return code.offsetByCodePoints(0, Math.max(0, Math.min(codePoints, all)));
  }
}
