package org.distill4j.lab;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/**
 * Arguments for another program that were typed as one.
 *
 * @param list the arguments
 */
record Words(List<String> list) {

  /**
   * Divides at blanks, but not between two quotes of the same kind, which are taken away. A
   * backslash stands for itself, as in paths of Windows.
   *
   * @throws TypeConversionException if a quote is not closed
   */
  static Words of(String typed) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < typed.length(); i++) {
      char c = typed.charAt(i);
      if (quote == 0 ? c == '"' || c == '\'' : c == quote) {
        quote = quote == 0 ? c : 0;
        inWord = true;
      } else if (quote != 0 || !Character.isWhitespace(c)) {
        word.append(c);
        inWord = true;
      } else if (inWord) {
        words.add(word.toString());
        word.setLength(0);
        inWord = false;
      }
    }
    if (quote != 0) {
      throw new TypeConversionException("%s is not closed in: %s".formatted(quote, typed));
    }
    if (inWord) {
      words.add(word.toString());
    }
    return new Words(List.copyOf(words));
  }
}
