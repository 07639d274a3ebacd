package org.distill4j.lab;

/**
 * Java source without what no compiler looks into: comments are gone, and texts and characters are
 * empty. Characters that are written as numbers are resolved.
 */
final class JavaCode {

  private final String source;
  private final StringBuilder kept = new StringBuilder();
  private int place;

  private JavaCode(String source) {
    this.source = source;
  }

  static String of(String source) {
    JavaCode code = new JavaCode(unescaped(source));
    while (code.place < code.source.length()) {
      code.step();
    }
    return code.kept.toString();
  }

  private void step() {
    if (source.startsWith("//", place)) {
      skipTo("\n", 0);
    } else if (source.startsWith("/*", place)) {
      kept.append(' ');
      skipTo("*/", 2);
    } else if (source.startsWith("\"\"\"", place)) {
      text("\"\"\"");
    } else if (source.charAt(place) == '"' || source.charAt(place) == '\'') {
      text(source.substring(place, place + 1));
    } else {
      kept.append(source.charAt(place++));
    }
  }

  private void skipTo(String end, int more) {
    int found = source.indexOf(end, Math.min(place + 2, source.length()));
    place = found < 0 ? source.length() : found + more;
  }

  private void text(String quote) {
    kept.append("\"\"");
    place += quote.length();
    while (place < source.length() && !source.startsWith(quote, place)) {
      if (quote.length() == 1 && source.charAt(place) == '\n') {
        return; // an error in Java; what follows is code again
      }
      place += source.charAt(place) == '\\' ? 2 : 1;
    }
    place = Math.min(place + quote.length(), source.length());
  }

  private static String unescaped(String source) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < source.length(); i++) {
      boolean backslash = source.charAt(i) == '\\' && i + 1 < source.length();
      int end = backslash && source.charAt(i + 1) == 'u' ? digits(source, i + 1) : -1;
      if (end > 0) {
        all.append((char) Integer.parseInt(source.substring(end - 4, end), 16));
        i = end - 1;
      } else {
        all.append(source.charAt(i));
        if (backslash) {
          all.append(source.charAt(++i)); // so that of two backslashes the second begins nothing
        }
      }
    }
    return all.toString();
  }

  /** Where four digits end that follow one u or more; -1 if there are none. */
  private static int digits(String source, int u) {
    int begin = u;
    while (begin < source.length() && source.charAt(begin) == 'u') {
      begin++;
    }
    int end = begin + 4;
    return end <= source.length() && source.substring(begin, end).matches("[0-9a-fA-F]{4}")
        ? end
        : -1;
  }
}
