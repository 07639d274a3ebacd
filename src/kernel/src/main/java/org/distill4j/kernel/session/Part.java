package org.distill4j.kernel.session;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;

/**
 * A statement, declaration, expression or magic of a cell.
 *
 * @param start where in the cell it starts
 * @param text its source, ready for JShell
 * @param completeness what JShell thinks of it; a semicolon that the cell lacks was added
 */
record Part(int start, String text, Completeness completeness) {
  private static final Pattern BLANK = Pattern.compile("\\s+|//.*|/\\*(?s:.*?)\\*/");

  /** A call or an assignment with a semicolon, a branch or a loop: certainly no declaration. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?s)(?:if|for|while|do|try)\\b.*|[\\w.]+\\s*(?:\\(|\\+\\+|--|[-+*/]?=[^=]).*;\\s*");

  /** Splits a cell. What follows a part that is not Java cannot be split and belongs to it. */
  static List<Part> split(String code, SourceCodeAnalysis analysis) {
    List<Part> parts = new ArrayList<>();
    for (int at = skipBlank(code, 0); at < code.length(); at = skipBlank(code, at)) {
      if (code.charAt(at) == '%') {
        int lineEnd = code.indexOf('\n', at);
        int end = lineEnd < 0 || code.startsWith("%%", at) ? code.length() : lineEnd;
        parts.add(new Part(at, code.substring(at, end), Completeness.COMPLETE_WITH_SEMI));
        at = end;
      } else {
        var info = analysis.analyzeCompletion(code.substring(at));
        Completeness completeness = info.completeness();
        if (completeness == Completeness.CONSIDERED_INCOMPLETE) {
          // A header without its body, to which JShell would add an empty one.
          completeness = Completeness.DEFINITELY_INCOMPLETE;
        }
        boolean complete = completeness.isComplete();
        parts.add(new Part(at, complete ? info.source() : code.substring(at), completeness));
        at = code.length() - (complete ? info.remaining().length() : 0);
      }
    }
    return parts;
  }

  /** Groups runs of plain statements: as one block they compile much faster than one by one. */
  static List<List<Part>> grouped(List<Part> parts) {
    List<List<Part>> groups = new ArrayList<>();
    for (int from = 0, to; from < parts.size(); from = to) {
      to = from + 1;
      int end = parts.get(from).isPlain() ? Math.min(parts.size(), from + 50) : to;
      while (to < end && parts.get(to).isPlain()) {
        to++;
      }
      groups.add(parts.subList(from, to));
    }
    return groups;
  }

  /** These plain statements as one block. */
  static Part block(List<Part> group, String code) {
    Part last = group.get(group.size() - 1);
    int start = group.get(0).start();
    String text = "{" + code.substring(start, last.start()) + last.text() + "\n}";
    return new Part(start, text, Completeness.COMPLETE);
  }

  /** What JShell takes it for. */
  Snippet.Kind kind(SourceCodeAnalysis analysis) {
    List<Snippet> snippets = analysis.sourceToSnippets(text);
    return snippets.isEmpty() ? Snippet.Kind.ERRONEOUS : snippets.get(0).kind();
  }

  boolean isMagic() {
    return text.startsWith("%");
  }

  /** Whether the cell ends it with a semicolon, and so does not want to see its value. */
  boolean isQuiet() {
    boolean semicolon = false; // of the code so far, whatever comments and strings have in them
    for (int at = skipBlank(text, 0); at < text.length(); at = skipBlank(text, at)) {
      semicolon = text.charAt(at) == ';';
      at = skipToken(text, at);
    }
    return completeness == Completeness.COMPLETE && semicolon;
  }

  private boolean isPlain() {
    return completeness == Completeness.COMPLETE && PLAIN.matcher(text).matches();
  }

  boolean isUnfinished() {
    return completeness == Completeness.DEFINITELY_INCOMPLETE;
  }

  /** Whether no Java can follow that would make it whole, or none does. */
  boolean isBroken(SourceCodeAnalysis analysis) {
    return (completeness == Completeness.UNKNOWN || isUnfinished()) && isErroneous(text, analysis);
  }

  /** Whether it can never be Java, whatever is declared by then: neither alone nor in a method. */
  boolean isMisspelt(SourceCodeAnalysis analysis) {
    String statement = "void f() {{" + text + "\n}}";
    String expression = "Object f() { return (" + text + "\n); }";
    boolean wrong = !isMagic() && !isUnfinished() && isErroneous(text, analysis);
    return wrong
        && (completeness == Completeness.UNKNOWN
            || (isErroneous(statement, analysis) && isErroneous(expression, analysis)));
  }

  private static boolean isErroneous(String java, SourceCodeAnalysis analysis) {
    return analysis.sourceToSnippets(java).stream()
        .anyMatch(snippet -> snippet.kind() == Snippet.Kind.ERRONEOUS);
  }

  private static int skipBlank(String code, int from) {
    int at = from;
    for (var blank = BLANK.matcher(code); blank.region(at, code.length()).lookingAt(); ) {
      at = blank.end();
    }
    return at;
  }

  /** Behind a string, a text block or a character constant, or else behind one character. */
  private static int skipToken(String code, int from) {
    String quote = code.startsWith("\"\"\"", from) ? "\"\"\"" : code.substring(from, from + 1);
    int at = from + quote.length();
    if (quote.startsWith("\"") || quote.equals("'")) {
      while (at < code.length() && !code.startsWith(quote, at)) {
        at += code.charAt(at) == '\\' ? 2 : 1;
      }
      at += quote.length();
    }
    return Math.min(at, code.length());
  }
}
