package org.distill4j.course;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.distill4j.data.ImageShape;
import org.distill4j.metrics.Metrics;
import org.distill4j.model.Teacher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

class SpokenDigitsTest {

  private static final SpokenDigits SPOKEN = SpokenDigits.load();

  @Test
  void itHasAsManyWordsAndVoicesAsItSays() {
    assertEquals(
        """
        train  4,320 words in 36 voices
        test   1,080 words in 9 voices""",
        SPOKEN.toString());
    assertEquals(Optional.of(ImageShape.gray(24, 32)), SPOKEN.train().words().image());
    assertEquals("nine", SPOKEN.test().words().classes().get(9));
  }

  @Test
  void theFirstWordsAndTheMeanAreThoseThatAnotherProgramReads() {
    int[] first = IntStream.range(0, 8).map(SPOKEN.train().words()::label).toArray();
    assertArrayEquals(new int[] {3, 1, 9, 3, 8, 8, 3, 7}, first);
    assertEquals(
        new Utterance("en-gb-x-gbcwmd", "robert", 159, 42, -4.1),
        SPOKEN.train().utterances().get(0));
    assertEquals(
        0.584670,
        SPOKEN.test().words().features().castTo(DataType.DOUBLE).meanNumber().doubleValue(),
        1e-6);
  }

  @Test
  void noVoiceOfTheTestSpeaksInTraining() {
    assertTrue(Collections.disjoint(SPOKEN.train().voices(), SPOKEN.test().voices()));
  }

  @Test
  void everyVoiceSaysEveryWordTwiceInEveryAccent() {
    Map<String, Integer> said = new TreeMap<>();
    for (SpokenWords part : List.of(SPOKEN.train(), SPOKEN.test())) {
      for (int i = 0; i < part.words().size(); i++) {
        Utterance how = part.utterances().get(i);
        said.merge(how.voice() + how.accent() + part.words().label(i), 1, Integer::sum);
      }
    }
    assertEquals(45 * 6 * 10, said.size());
    assertEquals(Set.of(2), Set.copyOf(said.values()));
  }

  @Test
  void aSplitHasEachVoiceOnOneSideAndEachWordOnce() {
    SpokenWords.Split split = SPOKEN.train().split(27, 1);
    assertEquals("3,240 words in 27 voices", split.first().toString());
    assertEquals("1,080 words in 9 voices", split.rest().toString());
    assertTrue(Collections.disjoint(split.first().voices(), split.rest().voices()));
    assertEquals(split.rest().voices(), SPOKEN.train().split(27, 1).rest().voices());
  }

  @Test
  void theWordsOfAVoiceKeepTheirPictures() {
    SpokenWords train = SPOKEN.train();
    SpokenWords zac = train.by(List.of("zac"));
    int where = train.utterances().indexOf(zac.utterances().get(0));
    assertEquals(120, zac.words().size());
    assertEquals(train.words().label(where), zac.words().label(0));
    assertEquals(train.words().features(where), zac.words().features(0));
  }

  @Test
  void theTeacherUnderstandsVoicesThatItHasNotHeard() {
    SpokenWords.Split voices = SPOKEN.train().split(27, 1);
    Teacher teacher = SpokenTeacher.load();
    assertTrue(Metrics.of(teacher, voices.first().words()).errors() < 60);
    assertTrue(Metrics.of(teacher, voices.rest().words()).errors() < 90);
  }

  @Test
  void voicesThatNobodyHasAreRefused() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> SPOKEN.test().by(List.of("m8", "hal")));
    assertEquals(
        "there is no voice 'hal'; the voices are "
            + "[Annie, david, f5, grandma, linda, m8, rob, steph2, victor]",
        refusal.getMessage());
    assertThrows(IllegalArgumentException.class, () -> SPOKEN.test().by(List.of()));
    refusal = assertThrows(IllegalArgumentException.class, () -> SPOKEN.test().split(9, 1));
    assertEquals("voices must be from 1 to 8, but were 9", refusal.getMessage());
  }

  @Test
  void aFolderWithoutVoicesIsRefused(@TempDir Path folder) throws IOException {
    pictures(folder);
    UncheckedIOException refusal =
        assertThrows(UncheckedIOException.class, () -> SpokenWords.load(folder, "test"));
    assertTrue(
        refusal.getMessage().startsWith(folder.resolve("test-voices.tsv.gz").toString()),
        refusal::getMessage);
  }

  @Test
  void aTableForOtherWordsIsRefused(@TempDir Path folder) throws IOException {
    pictures(folder);
    assertEquals(
        "expected 1,080 rows, one for each word, but found 1",
        problem(folder, "en\tm1\t1\t2\t3\n"));
    String rows = "en\tm1\t1\t2\t3\n".repeat(1_079) + "en\tm1\tfast\t2\t3\n";
    assertEquals(
        "expected two words and three numbers in line 1081, but found [en, m1, fast, 2, 3]",
        problem(folder, rows));
  }

  private static void pictures(Path folder) throws IOException {
    for (String name : List.of("test-images-idx3-ubyte.gz", "test-labels-idx1-ubyte.gz")) {
      Files.copy(DataFolder.find("spoken-digits").resolve(name), folder.resolve(name));
    }
  }

  private static String problem(Path folder, String rows) throws IOException {
    Path file = folder.resolve("test-voices.tsv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      String header = "accent\tvoice\twords a minute\tpitch\tsignal to noise (dB)\n";
      out.write((header + rows).getBytes(StandardCharsets.UTF_8));
    }
    String text =
        assertThrows(IllegalArgumentException.class, () -> SpokenWords.load(folder, "test"))
            .getMessage();
    return text.substring(text.indexOf(": ") + 2);
  }
}
