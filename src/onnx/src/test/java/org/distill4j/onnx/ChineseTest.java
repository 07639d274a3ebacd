package org.distill4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** BGE for Chinese (Xiao and others 2023), as its package has it. */
class ChineseTest {

  /** Pairs of neighbors that mean alike and share few characters. */
  private static final List<String> SENTENCES =
      List.of(
          "这家餐厅的菜很好吃。",
          "这里的饭菜味道不错。",
          "我的手机坏了。",
          "手机屏幕不亮了。",
          "今天天气很好。",
          "外面阳光明媚。",
          "这部电影太无聊了。",
          "电影让人想睡觉。");

  private final WordPiece tokenizer = WordPiece.resource("bge-small-zh-v1.5-q-tokenizer.json");

  private static String tokens(WordPiece tokenizer, String text) {
    return Arrays.stream(tokenizer.ids(text))
        .mapToObj(tokenizer::token)
        .collect(Collectors.joining(" "));
  }

  @Test
  void everyCharacterIsAToken() {
    assertEquals("[CLS] 我 的 手 机 坏 了 。 [SEP]", tokens(tokenizer, "我的手机坏了。"));
    assertEquals("[CLS] 我 用 java 11 写 程 序 [SEP]", tokens(tokenizer, "我用java 11写程序"));
    assertEquals("WordPiece of 21,128 tokens", tokenizer.toString());
  }

  /** The package's file leaves capitals as they are, and its vocabulary has none. */
  @Test
  void wordsWithCapitalsAreUnknown() {
    assertEquals("[CLS] [UNK] 11 [SEP]", tokens(tokenizer, "Java 11"));
  }

  @Test
  void anEncoderOfEnglishDoesNotKnowMostOfThem() {
    String found = tokens(MiniLm.tokenizer(), SENTENCES.get(0));
    assertEquals("[CLS] [UNK] 家 [UNK] [UNK] 的 [UNK] [UNK] [UNK] [UNK] 。 [SEP]", found);
  }

  @Test
  void sentencesThatMeanAlikeAreNearest() {
    EncoderSettings settings = EncoderSettings.defaults().withFirstToken();
    try (TextEncoder encoder =
        TextEncoder.resource("bge-small-zh-v1.5-q.onnx", tokenizer, settings)) {
      INDArray vectors = encoder.encode(SENTENCES).vectors();
      INDArray cosines = vectors.mmul(vectors.transpose()).subi(Nd4j.eye(SENTENCES.size()));
      assertEquals(512, vectors.size(1));
      int[] nearest = cosines.argMax(1).toIntVector();
      for (int i = 0; i < nearest.length; i++) {
        assertEquals(i ^ 1, nearest[i], SENTENCES.get(i));
      }
      double alike =
          IntStream.range(0, nearest.length)
              .mapToDouble(i -> cosines.getDouble(i, i ^ 1))
              .min()
              .orElseThrow();
      assertTrue(alike > 0.5, cosines.toString());
    }
  }
}
