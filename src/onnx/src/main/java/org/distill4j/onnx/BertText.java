package org.distill4j.onnx;

import java.text.Normalizer;
import java.util.function.Consumer;

/**
 * How BERT sees a text before its words are taken apart: without control characters, accents and
 * capitals where the file says so, divided at white space, and at every punctuation mark and every
 * Chinese character, which are words of their own.
 *
 * @param clean whether control characters are left out
 * @param chinese whether each Chinese character is a word
 * @param accents whether accents stay
 * @param lowercase whether capitals become small letters
 */
record BertText(boolean clean, boolean chinese, boolean accents, boolean lowercase) {

  private static final int REPLACEMENT = 0xfffd;
  private static final int CAPITAL_I_WITH_DOT = 0x130;

  /** First and last character of each block, as Hugging Face's library has them. */
  private static final int[][] CHINESE = {
    {0x4e00, 0x9fff},
    {0x3400, 0x4dbf},
    {0x20000, 0x2a6df},
    {0x2a700, 0x2b73f},
    {0x2b740, 0x2b81f},
    {0x2b920, 0x2ceaf},
    {0xf900, 0xfaff},
    {0x2f800, 0x2fa1f}
  };

  void forEachWord(String text, Consumer<String> action) {
    StringBuilder word = new StringBuilder();
    normalized(text)
        .codePoints()
        .forEach(
            c -> {
              boolean mark = isPunctuation(c);
              if (mark || isSpace(c)) {
                finish(word, action);
              } else {
                word.appendCodePoint(c);
              }
              if (mark) {
                action.accept(Character.toString(c));
              }
            });
    finish(word, action);
  }

  private static void finish(StringBuilder word, Consumer<String> action) {
    if (!word.isEmpty()) {
      action.accept(word.toString());
      word.setLength(0);
    }
  }

  private String normalized(String text) {
    StringBuilder cleaned = new StringBuilder();
    text.codePoints().forEach(c -> appendCleaned(cleaned, c));
    String whole =
        accents ? cleaned.toString() : Normalizer.normalize(cleaned, Normalizer.Form.NFD);
    StringBuilder normalized = new StringBuilder();
    whole.codePoints().forEach(c -> appendNormalized(normalized, c));
    return normalized.toString();
  }

  private void appendCleaned(StringBuilder cleaned, int c) {
    if (clean && (c == 0 || c == REPLACEMENT || isControl(c))) {
      return;
    }
    if (chinese && isChinese(c)) {
      cleaned.append(' ').appendCodePoint(c).append(' ');
    } else {
      cleaned.appendCodePoint(clean && isSpace(c) ? ' ' : c);
    }
  }

  /** Letter by letter: Java's own small letters of a word have another sigma at its end. */
  private void appendNormalized(StringBuilder normalized, int c) {
    if (!accents && Character.getType(c) == Character.NON_SPACING_MARK) {
      return;
    }
    if (lowercase && c == CAPITAL_I_WITH_DOT) {
      normalized.append("i\u0307");
    } else {
      normalized.appendCodePoint(lowercase ? Character.toLowerCase(c) : c);
    }
  }

  private static boolean isControl(int c) {
    if (c == '\t' || c == '\n' || c == '\r') {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
      default -> false;
    };
  }

  private static boolean isSpace(int c) {
    return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == 0x85;
  }

  private static boolean isPunctuation(int c) {
    if (c < 0x80) {
      return c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  private static boolean isChinese(int c) {
    for (int[] block : CHINESE) {
      if (c >= block[0] && c <= block[1]) {
        return true;
      }
    }
    return false;
  }
}
