package org.distill4j.onnx;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reads Hugging Face's {@code tokenizer.json}, whatever it holds of WordPiece; each of its parts
 * names its kind, and other kinds are refused by it.
 */
final class TokenizerFile {

  private final OnnxFile file;
  private final JsonObject all;

  private TokenizerFile(OnnxFile file, JsonObject all) {
    this.file = file;
    this.all = all;
  }

  static WordPiece read(OnnxFile file) {
    try (Reader in = new InputStreamReader(file.open(), StandardCharsets.UTF_8)) {
      JsonElement json = JsonParser.parseReader(in);
      if (!json.isJsonObject() || !json.getAsJsonObject().has("model")) {
        throw file.wrong("is no tokenizer.json: it has no \"model\"");
      }
      return new TokenizerFile(file, json.getAsJsonObject()).wordPiece();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(file.name(), e), e);
    } catch (JsonParseException
        | ClassCastException
        | IllegalStateException
        | NumberFormatException
        | UnsupportedOperationException e) {
      throw new IllegalArgumentException(
          "%s: is no tokenizer.json: %s".formatted(file.name(), e.getMessage()), e);
    }
  }

  private WordPiece wordPiece() {
    JsonObject model = all.getAsJsonObject("model");
    // Older files do not name the kind of WordPiece, and only it has a prefix of continued pieces.
    String kind = text(model, "type", model.has("max_input_chars_per_word") ? "WordPiece" : "none");
    requireKind("model", kind, "WordPiece");
    Map<String, Integer> vocabulary = vocabulary(model);
    Map<String, Integer> special = special();
    String unknown = text(model, "unk_token", "[UNK]");
    if (!vocabulary.containsKey(unknown)) {
      throw file.wrong("the vocabulary must have %s for what is unknown".formatted(unknown));
    }
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    addFrame(before, after);
    WordPiece.Rules rules =
        new WordPiece.Rules(
            vocabulary,
            special,
            unknown,
            text(model, "continuing_subword_prefix", "##"),
            model.has("max_input_chars_per_word")
                ? model.get("max_input_chars_per_word").getAsInt()
                : 100,
            before,
            after,
            longest());
    return new WordPiece(rules, normalizer());
  }

  private Map<String, Integer> vocabulary(JsonObject model) {
    JsonObject vocabulary = part(model, "vocab");
    if (vocabulary == null || vocabulary.isEmpty()) {
      throw file.wrong("the tokenizer has no vocabulary");
    }
    Map<String, Integer> ids = new HashMap<>();
    vocabulary.asMap().forEach((token, id) -> ids.put(token, id.getAsInt()));
    return ids;
  }

  /** Tokens that are found in a text as they stand; all that BERT has are of this sort. */
  private Map<String, Integer> special() {
    Map<String, Integer> special = new HashMap<>();
    if (all.has("added_tokens")) {
      for (JsonElement element : all.getAsJsonArray("added_tokens")) {
        JsonObject token = element.getAsJsonObject();
        String content = token.get("content").getAsString();
        if (isTrue(token, "normalized", false) || isTrue(token, "single_word", false)) {
          throw file.wrong(
              "the added token %s is to be found in the changed text, which is not supported"
                  .formatted(content));
        }
        special.put(content, token.get("id").getAsInt());
      }
    }
    return special;
  }

  private BertText normalizer() {
    JsonObject normalizer = part(all, "normalizer");
    requireKind("normalizer", kind(normalizer), "BertNormalizer");
    requireKind("pre_tokenizer", kind(part(all, "pre_tokenizer")), "BertPreTokenizer");
    boolean lowercase = isTrue(normalizer, "lowercase", true);
    return new BertText(
        isTrue(normalizer, "clean_text", true),
        isTrue(normalizer, "handle_chinese_chars", true),
        !isTrue(normalizer, "strip_accents", lowercase),
        lowercase);
  }

  /** What stands before and after every text. */
  private void addFrame(List<Integer> before, List<Integer> after) {
    JsonObject frame = part(all, "post_processor");
    if (kind(frame).equals("BertProcessing")) {
      before.add(frame.getAsJsonArray("cls").get(1).getAsInt());
      after.add(frame.getAsJsonArray("sep").get(1).getAsInt());
      return;
    }
    requireKind("post_processor", kind(frame), "TemplateProcessing");
    JsonObject special = frame.getAsJsonObject("special_tokens");
    List<Integer> side = before;
    for (JsonElement piece : frame.getAsJsonArray("single")) {
      JsonObject token = part(piece.getAsJsonObject(), "SpecialToken");
      if (token == null) {
        side = after;
        continue;
      }
      for (JsonElement id :
          special.getAsJsonObject(token.get("id").getAsString()).getAsJsonArray("ids")) {
        side.add(id.getAsInt());
      }
    }
  }

  private OptionalInt longest() {
    JsonObject truncation = part(all, "truncation");
    return truncation == null
        ? OptionalInt.empty()
        : OptionalInt.of(truncation.get("max_length").getAsInt());
  }

  private void requireKind(String part, String kind, String wanted) {
    if (!kind.equals(wanted)) {
      throw file.wrong(
          "the tokenizer's %s must be of the kind %s, but is %s".formatted(part, wanted, kind));
    }
  }

  private static String kind(@Nullable JsonObject part) {
    return part == null ? "none" : text(part, "type", "none");
  }

  private static @Nullable JsonObject part(JsonObject of, String name) {
    return isThere(of, name) ? of.getAsJsonObject(name) : null;
  }

  private static String text(JsonObject of, String name, String otherwise) {
    return isThere(of, name) ? of.get(name).getAsString() : otherwise;
  }

  private static boolean isTrue(JsonObject of, String name, boolean otherwise) {
    return isThere(of, name) ? of.get(name).getAsBoolean() : otherwise;
  }

  private static boolean isThere(JsonObject of, String name) {
    return of.has(name) && !of.get(name).isJsonNull();
  }
}
