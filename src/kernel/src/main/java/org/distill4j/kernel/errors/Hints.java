package org.distill4j.kernel.errors;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.SourceCodeAnalysis;

/** What a beginner may have meant, where the compiler's words do not say it. */
public final class Hints {
  /** The words of Java that a statement or a declaration can begin with, or that stand in one. */
  public static final List<String> KEYWORDS =
      List.of(
          ("abstract assert boolean break case catch class continue default double else enum"
                  + " extends false final finally float for implements import instanceof interface"
                  + " long new null package private protected public record return short static"
                  + " super switch synchronized this throw throws true try void while")
              .split(" ", -1));

  private static final Set<String> PRINTING = Set.of("print", "println");

  private static final Pattern PRIMITIVE =
      Pattern.compile("(?s).*found: +(boolean|byte|char|double|float|int|long|short)\\b.*");

  private static final Map<String, String> IMPLEMENTATIONS =
      Map.of("List", "ArrayList", "Map", "HashMap", "Set", "HashSet", "Queue", "ArrayDeque");

  private static final Pattern WITHOUT_TYPE =
      Pattern.compile("(?s)(?:(?:public|private|protected|static|final)\\s+)+(\\w+)\\s*\\(.*");

  private static final Pattern ASSIGNED =
      Pattern.compile("(?s).*\\b(?:if|while)\\s*\\([^;{]*[^=!<>]=[^=].*");

  private static final Pattern FIRST_WORDS = Pattern.compile("(?m)(?:^|[;{}])\\s*([a-z]{3,})\\b");

  private static final Pattern ASIDE =
      Pattern.compile("\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\])'|//.*|/\\*(?s:.*?)\\*/");

  private final SourceCodeAnalysis analysis;
  private final ClassIndex index;

  Hints(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
    index = new ClassIndex(analysis);
  }

  /** What to import, or the name that is known at this place and spelt nearly like an unknown. */
  Optional<String> ofUnknown(String name, String text, int at) {
    if (PRINTING.contains(name)) {
      return Optional.of("did you mean System.out." + name + "?");
    }
    Optional<String> imports = imports(name);
    if (imports.isPresent()) {
      return imports;
    }
    Stream<String> known =
        analysis.completionSuggestions(text, at, new int[1]).stream()
            .map(suggestion -> suggestion.continuation().replaceAll("\\W.*", ""));
    boolean member = at > 0 && text.charAt(at - 1) == '.';
    return Spelling.nearest(name, Stream.concat(known, member ? Stream.of() : KEYWORDS.stream()))
        .map(near -> "did you mean " + near + "?");
  }

  /** The import that a name lacks; two where it may be one or the other. */
  Optional<String> imports(String name) {
    List<String> found = index.named(name);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            found.stream()
                .limit(2)
                .map(full -> "import " + full + ";")
                .collect(Collectors.joining(" or ", "add ", "")));
  }

  /** What the compiler's message about a text means, or may mean, if its words do not tell. */
  Optional<String> of(String code, String message, String text, int at) {
    String end = code.substring(code.lastIndexOf(".err.") + 5);
    return switch (end) {
      case "illegal.char" -> Optional.of("type this character on the keyboard, as \" or ' or -");
      case "int.number.too.large" ->
          Optional.of("a number as large as this is a long: end it with L");
      case "type.found.req" -> classInsteadOf(PRIMITIVE.matcher(message));
      case "abstract.cant.be.instantiated" ->
          IMPLEMENTATIONS.keySet().stream()
              .filter(type -> message.startsWith(type + " "))
              .findFirst()
              .map(type -> "write new " + IMPLEMENTATIONS.get(type) + "<>()");
      case "prob.found.req" -> ofWrongType(message, text, at);
      case "premature.eof" -> unclosed(text);
      case "limit.string", "limit.string.overflow" ->
          Optional.of("a text in the source may have 65,535 bytes: read a longer one from a file");
      default ->
          message.contains("'synchronized' not permitted")
              ? Optional.of(
                  "write synchronized (object) { ... } inside the method, or make a class")
              : ofSyntax(end, text, at);
    };
  }

  private static Optional<String> classInsteadOf(Matcher found) {
    if (!found.matches()) {
      return Optional.empty();
    }
    String type = found.group(1);
    String wrapper =
        switch (type) {
          case "int" -> "Integer";
          case "char" -> "Character";
          default -> type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
        };
    return Optional.of("write " + wrapper + " instead of " + type);
  }

  private static Optional<String> ofWrongType(String message, String text, int at) {
    if (message.contains("cannot be converted to boolean")
        && ASSIGNED.matcher(text.substring(0, Math.min(text.length(), at + 4))).matches()) {
      return Optional.of("did you mean ==?");
    }
    return message.contains("lossy conversion")
        ? Optional.of(message.replaceAll("(?s).* to (\\w+).*", "write ($1) in front to cut it off"))
        : Optional.empty();
  }

  private static Optional<String> ofSyntax(String code, String text, int at) {
    if (!code.matches(
        ".*expected.*|not.stmt|illegal.start.*|invalid.meth.*|class.public.*|else.*")) {
      return Optional.empty();
    }
    var method = WITHOUT_TYPE.matcher(text);
    if (method.matches()) {
      return Optional.of("is the type missing that " + method.group(1) + " returns, as void?");
    }
    var word = FIRST_WORDS.matcher(text.substring(0, lineEnd(text, at)));
    Optional<String> meant = Optional.empty();
    while (word.find()) {
      String typed = word.group(1);
      if (!KEYWORDS.contains(typed)) {
        Optional<String> near = Spelling.nearest(typed, KEYWORDS.stream());
        meant = near.isPresent() ? near.map(key -> "did you mean " + key + "?") : meant;
      }
    }
    return meant;
  }

  private static int lineEnd(String text, int at) {
    int end = text.indexOf('\n', Math.min(at, text.length()));
    return end < 0 ? text.length() : end;
  }

  /** Which bracket is never closed, counting the lines of the text from its first. */
  private static Optional<String> unclosed(String text) {
    if (text.stripLeading().startsWith("else")) {
      return Optional.of("else stands without an if before it");
    }
    String java = ASIDE.matcher(text).replaceAll(aside -> aside.group().replaceAll("[^\\n]", " "));
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < java.length(); i++) {
      if ("{([".indexOf(java.charAt(i)) >= 0) {
        open.push(i);
      } else if ("})]".indexOf(java.charAt(i)) >= 0) {
        open.poll();
      }
    }
    return Optional.ofNullable(open.peek())
        .map(
            at ->
                "the "
                    + java.charAt(at)
                    + " of this line is not closed: "
                    + text.substring(text.lastIndexOf('\n', at) + 1, lineEnd(text, at)).strip());
  }
}
