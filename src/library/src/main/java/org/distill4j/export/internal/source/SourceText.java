package org.distill4j.export.internal.source;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.distill4j.export.Origin;

/**
 * The text of a class.
 *
 * @param program its parts
 * @param summary what it is, in half a sentence
 * @param origin where it comes from
 * @param name of the class
 */
record SourceText(Program program, String summary, Origin origin, ClassName name) {

  String text() {
    CRC32 checksum = new CRC32();
    checksum.update(program.numbers());
    String text =
        Template.CLASS
            .replace(
                "%package%",
                name.packageName().isEmpty() ? "" : "package %s;\n\n".formatted(name.packageName()))
            .replace("%summary%", inComment(summary))
            .replace("%inputs%", String.valueOf(program.inputs()))
            .replace("%classes%", String.valueOf(program.classes()))
            .replace("%constants%", indented(2, program.constants()))
            .replace("%reads%", indented(4, program.reads()))
            .replace("%scratch%", indented(4, program.scratch()))
            .replace("%lines%", indented(4, program.lines()))
            .replace(
                "%methods%",
                program.methods().stream().map(m -> "\n" + m).collect(Collectors.joining()))
            .replace("%bytes%", String.valueOf(program.numbers().length))
            .replace("%checksum%", checksum.getValue() + "L")
            .replace("%class%", name.simple())
            .replace("%origin%", origins())
            .replace("%class names%", classNames());
    return withoutImport("Arrays", withoutImport("List", text));
  }

  /** Takes the import of a class of java.util away if nothing else names it. */
  private static String withoutImport(String type, String text) {
    String line = "import java.util.%s;\n".formatted(type);
    String rest = text.replace(line, "");
    return rest.contains(" %s.".formatted(type)) ? text : rest;
  }

  private String origins() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> entry : origin.entries().entrySet()) {
      text.append(" *\n * <p>%s: %s".formatted(entry.getKey(), inComment(entry.getValue())))
          .append('\n');
    }
    return text.toString();
  }

  private String classNames() {
    if (origin.classes().isEmpty()) {
      return "";
    }
    String names =
        origin.classes().stream().map(SourceText::quoted).collect(Collectors.joining(", "));
    return "\n  /** What the classes are called. */\n  public static final List<String> NAMES =\n      List.of(%s);\n"
        .formatted(names);
  }

  /** A string constant with nothing in it but ASCII. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append("\\%03o".formatted((int) c));
      } else if (c > '~') {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /** One line that neither ends a comment nor means anything in it. */
  static String inComment(String text) {
    return text.replaceAll("\\s+", " ")
        .replaceAll("[^ -~]", "?")
        .replace("\\", "/")
        .replace("*/", "* /")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("@", "&#64;");
  }

  private static String indented(int spaces, List<String> lines) {
    return lines.stream()
        .map(line -> " ".repeat(spaces) + line + "\n")
        .collect(Collectors.joining());
  }
}
