package org.distill4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.zip.GZIPInputStream;
import org.distill4j.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordPieceTest {

  private static final String FILE =
      """
      {"truncation": null,
       "added_tokens": [{"id": 1, "content": "[CLS]", "normalized": false}],
       "normalizer": {"type": "BertNormalizer", "lowercase": false},
       "pre_tokenizer": {"type": "BertPreTokenizer"},
       "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 2], "cls": ["[CLS]", 1]},
       "model": {"type": "WordPiece", "max_input_chars_per_word": 9,
                 "vocab": {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "un": 3, "##do": 4, "##able": 5,
                           "do": 6, "Ü": 7, "U": 8, "!": 9}}}
      """;

  @TempDir private Path folder;

  private final WordPiece miniLm = MiniLm.tokenizer();

  @Test
  void idsAreThoseOfHuggingFace() throws IOException {
    Map<String, double[]> golden = MiniLm.golden("ids", "ids");
    assertEquals(132, golden.size());
    golden.forEach(
        (text, ids) ->
            assertArrayEquals(
                Arrays.stream(ids).mapToInt(id -> (int) id).toArray(), miniLm.ids(text), text));
  }

  @Test
  void thoseOfAllShippedTextsToo() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (String name : List.of("wordnet-glosses.tsv.gz", "review-sentences.tsv.gz")) {
      Path file = Path.of("data/text", name);
      try (BufferedReader in =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
        for (String line : in.lines().skip(1).toList()) {
          StringBuilder ids = new StringBuilder();
          for (int id : miniLm.ids(line.substring(line.lastIndexOf('\t') + 1))) {
            ids.append(id).append(' ');
          }
          digest.update(ids.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    assertEquals(
        MiniLm.golden().get("sha256").getAsString(), HexFormat.of().formatHex(digest.digest()));
  }

  @Test
  void itTellsItsTokens() {
    assertEquals(30_522, miniLm.size());
    assertEquals("[CLS]", miniLm.token(101));
    assertEquals(OptionalInt.of(128), miniLm.longest());
    assertEquals("WordPiece of 30,522 tokens", miniLm.toString());
    assertArrayEquals(new int[] {101, 102}, miniLm.ids(""));
    assertArrayEquals(new int[] {}, miniLm.pieces(" "));
  }

  private WordPiece read(String json) throws IOException {
    return WordPiece.load(Files.writeString(folder.resolve("tokenizer.json"), json));
  }

  @Test
  void theLongestPieceIsTakenFromTheLeft() throws IOException {
    WordPiece small = read(FILE);
    assertArrayEquals(new int[] {1, 3, 4, 5, 2}, small.ids("undoable"));
    assertArrayEquals(new int[] {1, 6, 9, 3, 2}, small.ids("do!un"));
    assertArrayEquals(new int[] {1, 0, 2}, small.ids("undone"));
    assertArrayEquals(new int[] {1, 0, 2}, small.ids("undododado"));
    assertArrayEquals(new int[] {1, 7, 1, 8, 0, 2}, small.ids("Ü [CLS]U u"));
    assertEquals(OptionalInt.empty(), small.longest());
  }

  @Test
  void accentsGoWithTheCapitalsUnlessTheFileSaysOtherwise() throws IOException {
    WordPiece stripped =
        read(FILE.replace("\"lowercase\": false", "\"lowercase\": false, \"strip_accents\": true"));
    assertArrayEquals(new int[] {1, 8, 2}, stripped.ids("Ü"));
  }

  private void assertRefused(String why, String json) {
    Refused.argument(folder.resolve("tokenizer.json") + ": " + why, () -> read(json));
  }

  @Test
  void otherKindsAreRefusedByName() {
    assertRefused(
        "the tokenizer's model must be of the kind WordPiece, but is Unigram",
        FILE.replace("\"WordPiece\"", "\"Unigram\""));
    assertRefused(
        "the tokenizer's model must be of the kind WordPiece, but is BPE",
        FILE.replace("\"WordPiece\"", "\"BPE\""));
    assertRefused(
        "the tokenizer's normalizer must be of the kind BertNormalizer, but is Precompiled",
        FILE.replace("\"BertNormalizer\"", "\"Precompiled\""));
    assertRefused(
        "the tokenizer's pre_tokenizer must be of the kind BertPreTokenizer, but is Metaspace",
        FILE.replace("\"BertPreTokenizer\"", "\"Metaspace\""));
    assertRefused(
        "the tokenizer's post_processor must be of the kind TemplateProcessing, but is"
            + " RobertaProcessing",
        FILE.replace("\"BertProcessing\"", "\"RobertaProcessing\""));
  }

  @Test
  void filesThatLackSomethingAreRefused() {
    assertRefused(
        "the tokenizer has no vocabulary",
        FILE.replaceAll("(?s)\"vocab\": \\{.*?}", "\"vocab\": {}"));
    assertRefused(
        "the vocabulary must have [UNK] for what is unknown", FILE.replace("\"[UNK]\": 0, ", ""));
    assertRefused("is no tokenizer.json: it has no \"model\"", "{}");
    assertRefused("is no tokenizer.json: it has no \"model\"", "[]");
    Refused.io(
        "there is no file " + folder.resolve("none"), () -> WordPiece.load(folder.resolve("none")));
  }
}
