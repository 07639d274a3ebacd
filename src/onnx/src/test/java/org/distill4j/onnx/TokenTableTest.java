package org.distill4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.distill4j.Refused;
import org.distill4j.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TokenTableTest {

  private static final List<String> TEXTS =
      List.of(
          "the good meal",
          "the bad film",
          "the great food",
          "the awful movie",
          "a bird the the",
          "large fish",
          "small bird",
          "a phone",
          "the battery",
          "excellent service");

  @TempDir private Path folder;

  private static TokenTable table(int width) {
    try (TextEncoder encoder = MiniLm.encoder(EncoderSettings.defaults())) {
      return TokenTable.distill(encoder, TEXTS, width);
    }
  }

  @Test
  void aTextIsTheMeanOfItsTokensWithoutOrder() {
    TokenTable table = table(6);
    assertEquals("18 tokens as 6 numbers each", table.toString());
    assertEquals(18 * 6 * 4, table.bytes());
    INDArray rows = table.of("good film", "film good", "good", "film", "zebra", "");
    assertEquals(rows.getRow(0), rows.getRow(1));
    assertEquals(1, rows.getRow(0).norm2Number().doubleValue(), 1e-6);
    assertEquals(0, rows.getRow(4).norm2Number().doubleValue());
    assertEquals(0, rows.getRow(5).norm2Number().doubleValue());
  }

  @Test
  void meaningIsKeptAndFrequentTokensCountLess() {
    TokenTable table = table(18);
    INDArray v = table.of("meal", "food", "phone", "the meal");
    INDArray cosines = v.mmul(v.transpose());
    assertTrue(cosines.getDouble(0, 1) > cosines.getDouble(0, 2) + 0.2, cosines.toString());
    assertTrue(cosines.getDouble(0, 3) > 0.9, cosines.toString());
  }

  @Test
  void theComponentsAreThoseOfTheCovariance() {
    INDArray x = OnnxTeacherTest.random(1, 200, 5).castTo(DataType.DOUBLE);
    x.muliRowVector(Nd4j.createFromArray(1.0, 5.0, 0.1, 3.0, 0.01)).addi(7);
    INDArray kept = PrincipalComponents.of(x, 3);
    INDArray covariance = kept.transpose().mmul(kept);
    INDArray centered = x.subRowVector(x.mean(true, 0));
    double all = centered.mul(centered).sumNumber().doubleValue();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < i; j++) {
        assertEquals(0, covariance.getDouble(i, j) / all, 1e-12);
        assertTrue(covariance.getDouble(i, i) < covariance.getDouble(j, j));
      }
    }
    assertEquals(1, kept.mul(kept).sumNumber().doubleValue() / all, 1e-3);
    INDArray whole = PrincipalComponents.of(x, 5);
    INDArray distances = whole.mmul(whole.transpose()).sub(centered.mmul(centered.transpose()));
    assertEquals(0, distances.amaxNumber().doubleValue() / all, 1e-12);
  }

  @Test
  void itIsTheSameAgainFromAFile() throws IOException {
    TokenTable table = table(6);
    Path file = folder.resolve("table");
    table.save(file);
    TokenTable loaded = TokenTable.load(file, MiniLm.tokenizer());
    assertEquals(table.of("the good film", "bird"), loaded.of("the good film", "bird"));
    assertEquals(6, loaded.width());
    byte[] bytes = Files.readAllBytes(file);
    bytes[60]++;
    Files.write(file, bytes);
    String text =
        assertThrows(
                IllegalArgumentException.class, () -> TokenTable.load(file, MiniLm.tokenizer()))
            .getMessage();
    assertTrue(text.startsWith(file + " is only a part of a token table, or damaged"), text);
  }

  @Test
  void itMakesFeatures() {
    TokenTable table = table(4);
    Dataset data = table.dataset(List.of("good", "bad"), new int[] {1, 0}, List.of("no", "yes"));
    assertEquals(table.of("good", "bad"), data.features());
    assertArrayEquals(new int[] {1, 0}, data.labelIndices());
  }

  @Test
  void widthsThatDoNotFitAreRefused() {
    Refused.argument("width must be from 1 to 18, but was 19", () -> table(19));
    Refused.argument("width must be from 1 to 18, but was 0", () -> table(0));
  }
}
