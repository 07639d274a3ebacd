package org.distill4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.distill4j.Refused;
import org.distill4j.data.Dataset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TextEncoderTest {

  private static final TextEncoder MINI_LM =
      MiniLm.encoder(EncoderSettings.defaults().withLongest(512));

  /** Other processors round other numbers to whole ones. */
  private static final double OTHER_PROCESSORS = 0.02;

  @TempDir private Path folder;

  @AfterAll
  static void close() {
    MINI_LM.close();
  }

  @Test
  void vectorsAreThoseOfAnIndependentProgram() throws IOException {
    Map<String, double[]> golden = MiniLm.golden("vectors", "vector");
    assertTrue(golden.size() >= 100);
    List<String> texts = List.copyOf(golden.keySet());
    INDArray vectors = MINI_LM.encode(texts).vectors();
    List<Double> differences = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      double[] right = golden.get(texts.get(i));
      double largest = 0;
      for (int j = 0; j < right.length; j++) {
        largest = Math.max(largest, Math.abs(right[j] - vectors.getDouble(i, 48L * j)));
      }
      differences.add(largest);
    }
    assertTrue(Collections.max(differences) < OTHER_PROCESSORS, differences.toString());
  }

  @Test
  void vectorsHaveUnitLengthAndDoNotDependOnTheOthers() {
    List<String> texts = new ArrayList<>(List.of("a large bird", "", "an organ of the body"));
    texts.add("a very long text ".repeat(30));
    INDArray together = MINI_LM.encode(texts).vectors();
    for (int i = 0; i < texts.size(); i++) {
      assertEquals(1, together.getRow(i).norm2Number().doubleValue(), 1e-5);
      assertEquals(together.getRow(i, true), MINI_LM.encode(texts.get(i)).vectors());
    }
  }

  @Test
  void textsThatMeanAlikePointTheSameWay() {
    INDArray v =
        MINI_LM.encode("The food was great.", "I loved the meal.", "My phone is broken.").vectors();
    INDArray cosines = v.mmul(v.transpose());
    assertTrue(cosines.getDouble(0, 1) > cosines.getDouble(0, 2) + 0.2, cosines.toString());
  }

  @Test
  void whatIsCutIsSaid() {
    Embeddings found =
        MINI_LM.encode(
            "short", "word ".repeat(10_000), "x", "word ".repeat(510), "word ".repeat(511));
    assertEquals(List.of(1, 4), found.cut());
    assertEquals("5 texts as 384 numbers each, 2 of them cut to 512 tokens", found.toString());
    assertEquals(found.vectors().getRow(1), found.vectors().getRow(4));
    assertEquals("1 texts as 384 numbers each, none cut", MINI_LM.encode("").toString());
    try (TextEncoder shorter = MiniLm.encoder(EncoderSettings.defaults())) {
      assertEquals(128, shorter.encode("word ".repeat(127)).longest());
      assertEquals(List.of(0), shorter.encode("word ".repeat(127)).cut());
      assertTrue(shorter.toString().endsWith("WordPiece of 30,522 tokens, texts up to 128 tokens"));
    }
  }

  @Test
  void textsOfEveryKindHaveAVector() {
    List<String> texts =
        List.of(
            "",
            " \n",
            "😀👍🏽👨‍👩‍👧",
            "مرحبا بالعالم",
            "שלום",
            "你好世界",
            "\u0000\u202e",
            "[SEP][MASK]");
    INDArray vectors = MINI_LM.encode(texts).vectors();
    assertEquals(0, vectors.isNaN().castTo(vectors.dataType()).sumNumber().intValue());
    for (int i = 0; i < texts.size(); i++) {
      assertEquals(1, vectors.getRow(i).norm2Number().doubleValue(), 1e-5);
    }
  }

  @Test
  void vectorsAreFeatures() {
    Embeddings found = MINI_LM.encode("good", "bad");
    Dataset data = found.dataset(new int[] {1, 0}, List.of("negative", "positive"));
    assertEquals(found.vectors(), data.features());
    assertEquals(2, found.unlabelled(data.classes()).size());
  }

  /** A vector for each token: of the token itself, from a table. */
  private Path table(INDArray vectors, String mask) {
    return new Made()
        .input("input_ids", Made.INT64, Made.ANY, Made.ANY)
        .input(mask, Made.INT64, Made.ANY, Made.ANY)
        .numbers("table", vectors)
        .node("Gather", List.of("table", "input_ids"), List.of("last_hidden_state"))
        .output("last_hidden_state", Made.FLOAT, Made.ANY, Made.ANY, vectors.size(1))
        .write(folder.resolve("table.onnx"));
  }

  @Test
  void aTextIsTheMeanOfItsTokensOrTheFirst() {
    INDArray table = OnnxTeacherTest.random(1, 30_522, 5);
    Path file = table(table, "attention_mask");
    WordPiece tokenizer = MiniLm.tokenizer();
    List<String> texts = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      texts.add("word bird undoable ".repeat(random.nextInt(20)) + i);
    }
    for (int batch : new int[] {1, 100, 100_000}) {
      EncoderSettings settings = EncoderSettings.defaults().withBatch(batch).withThreads(3);
      try (TextEncoder encoder = TextEncoder.open(file, tokenizer, settings)) {
        INDArray vectors = encoder.encode(texts).vectors();
        for (int i = 0; i < texts.size(); i++) {
          INDArray mean = Nd4j.pullRows(table, 1, tokenizer.ids(texts.get(i))).mean(0);
          INDArray unit = mean.div(mean.norm2Number());
          assertTrue(unit.equalsWithEps(vectors.getRow(i), 1e-5), texts.get(i));
        }
      }
    }
    try (TextEncoder encoder =
        TextEncoder.open(file, tokenizer, EncoderSettings.defaults().withFirstToken())) {
      INDArray first = table.getRow(101).div(table.getRow(101).norm2Number());
      assertTrue(first.equalsWithEps(encoder.encode("any text").vectors().getRow(0), 1e-5));
    }
  }

  @Test
  void aFolderHasTheModelAndItsTokenizer() throws IOException {
    for (String name : List.of("all-minilm-l6-v2-q.onnx", "all-minilm-l6-v2-q-tokenizer.json")) {
      Path file = folder.resolve(name.endsWith(".onnx") ? "model.onnx" : "tokenizer.json");
      try (InputStream in = ClassLoader.getSystemResourceAsStream(name)) {
        Files.copy(in, file);
      }
    }
    try (TextEncoder encoder = TextEncoder.open(folder)) {
      assertEquals(MINI_LM.encode("a bird").vectors(), encoder.encode("a bird").vectors());
    }
    Files.delete(folder.resolve("model.onnx"));
    Refused.io("there is no file " + folder.resolve("model.onnx"), () -> TextEncoder.open(folder));
  }

  @Test
  void filesThatAreNoEncodersAreRefused() {
    Path file = table(OnnxTeacherTest.random(1, 10, 2), "mask");
    Refused.argument(
        file
            + ": an encoder must take input_ids, attention_mask and perhaps token_type_ids, but"
            + " this takes [input_ids, mask]",
        () -> TextEncoder.open(file, MiniLm.tokenizer()));
    new Made()
        .input("input_ids", Made.INT64, Made.ANY, Made.ANY)
        .input("attention_mask", Made.INT64, Made.ANY, Made.ANY)
        .node("Cast", List.of("input_ids"), List.of("y"), Made.whole("to", Made.FLOAT))
        .output("y", Made.FLOAT, Made.ANY, Made.ANY)
        .write(file);
    Refused.argument(
        file
            + ": an encoder must have one output [N, tokens, d] of type FLOAT, or one called"
            + " last_hidden_state, but has []",
        () -> TextEncoder.open(file, MiniLm.tokenizer()));
    Refused.argument(
        "there must be at least one text, but there is none", () -> MINI_LM.encode(List.of()));
  }

  @Test
  void aTokenizerOfAnotherModelIsToldAtItsFirstUnknownToken() {
    Path file = table(OnnxTeacherTest.random(1, 10, 2), "attention_mask");
    try (TextEncoder encoder = TextEncoder.open(file, MiniLm.tokenizer())) {
      String text =
          org.junit.jupiter.api.Assertions.assertThrows(
                  IllegalStateException.class, () -> encoder.encode("bird"))
              .getMessage();
      assertTrue(text.startsWith(file + " cannot answer: "), text);
    }
  }
}
