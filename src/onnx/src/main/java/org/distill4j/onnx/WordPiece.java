package org.distill4j.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tokenizer that takes words apart into the longest pieces that a vocabulary has, from left to
 * right, as BERT and its relatives do (Wu and others 2016, <a
 * href="https://arxiv.org/abs/1609.08144">arXiv:1609.08144</a>), read from Hugging Face's {@code
 * tokenizer.json}. Its answers are those of Hugging Face's own library, but for punctuation and
 * accents that Unicode has had only since 2016. Tokenizers of other kinds, as BPE and Unigram, are
 * refused.
 */
public final class WordPiece {

  /** What the file says, beside the text's rules. */
  record Rules(
      Map<String, Integer> vocabulary,
      Map<String, Integer> special,
      String unknown,
      String continued,
      int longestWord,
      List<Integer> before,
      List<Integer> after,
      OptionalInt longest) {}

  private final Rules rules;
  private final BertText text;
  private final Pattern special;
  private final List<String> tokens;

  WordPiece(Rules rules, BertText text) {
    this.rules = rules;
    this.text = text;
    this.special = Pattern.compile(alternatives(rules.special()));
    this.tokens = tokens(rules);
  }

  /**
   * Reads a tokenizer.
   *
   * @param file Hugging Face's {@code tokenizer.json}
   * @return the tokenizer
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is no tokenizer, has no vocabulary, or is of
   *     another kind; the text names file and kind
   */
  public static WordPiece load(Path file) {
    return TokenizerFile.read(OnnxFile.at(file));
  }

  /**
   * Reads a tokenizer from the class path, where a package has brought it.
   *
   * @param name of the resource, whole, as in {@code "com/acme/tokenizer.json"}
   * @return the tokenizer
   * @throws java.io.UncheckedIOException if there is no such resource
   * @throws IllegalArgumentException as {@link #load}
   */
  public static WordPiece resource(String name) {
    return TokenizerFile.read(OnnxFile.resource(name));
  }

  private static String alternatives(Map<String, Integer> special) {
    if (special.isEmpty()) {
      return "(?!)";
    }
    return special.keySet().stream()
        .sorted((a, b) -> b.length() - a.length())
        .map(Pattern::quote)
        .reduce((a, b) -> a + "|" + b)
        .orElseThrow();
  }

  private static List<String> tokens(Rules rules) {
    List<String> tokens = new ArrayList<>();
    rules
        .vocabulary()
        .forEach(
            (token, id) -> {
              while (tokens.size() <= id) {
                tokens.add("");
              }
              tokens.set(id, token);
            });
    return List.copyOf(tokens);
  }

  /**
   * Number of tokens that it knows.
   *
   * @return ids go from 0 to one less
   */
  public int size() {
    return tokens.size();
  }

  /**
   * A token of the vocabulary.
   *
   * @param id from 0 to {@code size() - 1}
   * @return its text; {@code ##} in front where it continues a word
   */
  public String token(int id) {
    return tokens.get(id);
  }

  /**
   * The length to which the file wants texts cut.
   *
   * @return tokens, those around the text included; empty if the file does not say
   */
  public OptionalInt longest() {
    return rules.longest();
  }

  /**
   * Takes a text apart.
   *
   * @param words any text, also an empty one
   * @return ids of its tokens, with those that the file puts around every text; not cut
   */
  public int[] ids(String words) {
    List<Integer> ids = new ArrayList<>(rules.before());
    addPieces(words, ids);
    ids.addAll(rules.after());
    return array(ids);
  }

  /**
   * Takes a text apart, without the tokens that stand around every text.
   *
   * @param words any text, also an empty one
   * @return ids of its tokens; none for an empty text
   */
  public int[] pieces(String words) {
    List<Integer> ids = new ArrayList<>();
    addPieces(words, ids);
    return array(ids);
  }

  /**
   * Puts what stands around every text around some tokens, and leaves out what would be too much.
   *
   * @param pieces ids of a text's tokens
   * @param longest most tokens in all
   */
  int[] framed(int[] pieces, int longest) {
    List<Integer> ids = new ArrayList<>(rules.before());
    int kept = Math.min(pieces.length, longest - rules.before().size() - rules.after().size());
    for (int i = 0; i < kept; i++) {
      ids.add(pieces[i]);
    }
    ids.addAll(rules.after());
    return array(ids);
  }

  /** How many tokens stand around every text. */
  int frame() {
    return rules.before().size() + rules.after().size();
  }

  private static int[] array(List<Integer> ids) {
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Special tokens, which a text may name, stand for themselves; what is between is taken apart.
   */
  private void addPieces(String words, List<Integer> ids) {
    Matcher found = special.matcher(words);
    int start = 0;
    while (found.find()) {
      text.forEachWord(words.substring(start, found.start()), word -> addWord(word, ids));
      ids.add(rules.special().get(found.group()));
      start = found.end();
    }
    text.forEachWord(words.substring(start), word -> addWord(word, ids));
  }

  private void addWord(String word, List<Integer> ids) {
    int unknown = rules.vocabulary().get(rules.unknown());
    if (word.codePointCount(0, word.length()) > rules.longestWord()) {
      ids.add(unknown);
      return;
    }
    int before = ids.size();
    int start = 0;
    while (start < word.length()) {
      int end = word.length();
      Integer id = null;
      while (start < end && id == null) {
        String piece = word.substring(start, end);
        id = rules.vocabulary().get(start == 0 ? piece : rules.continued() + piece);
        end = id == null ? word.offsetByCodePoints(end, -1) : end;
      }
      if (id == null) {
        ids.subList(before, ids.size()).clear();
        ids.add(unknown); // a word of which a part is unknown is unknown as a whole
        return;
      }
      ids.add(id);
      start = end;
    }
  }

  @Override
  public String toString() {
    return "WordPiece of %,d tokens".formatted(size());
  }
}
