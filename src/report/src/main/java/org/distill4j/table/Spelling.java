package org.distill4j.table;

import java.text.Normalizer;

/** One spelling for words that look the same. */
final class Spelling {

  private Spelling() {}

  /**
   * Composes letters and their accents (Unicode's form NFC): some systems write é as one character,
   * others as two, and a table may come from both.
   */
  static String composed(String text) {
    return Normalizer.isNormalized(text, Normalizer.Form.NFC)
        ? text
        : Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
