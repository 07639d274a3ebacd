package org.distill4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.distill4j.course.Glosses;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class HashedWordsTest {

  private final HashedWords words = new HashedWords(4_096);

  @Test
  void aTextHasItsWordsAndPairsOfNeighbours() {
    INDArray both = words.of("large bird");
    assertEquals(3, both.sumNumber().intValue());
    INDArray known = words.of("large", "bird").max(true, 0);
    assertEquals(2, both.mul(known).sumNumber().intValue());
    assertNotEquals(both, words.of("bird large"));
  }

  @Test
  void itHoldsZerosAndOnes() {
    INDArray twice = words.of("a rose is a rose is a rose");
    assertEquals(3 + 3, twice.sumNumber().intValue()); // a, rose, is; a rose, rose is, is a
    assertEquals(1, twice.maxNumber().doubleValue());
  }

  @Test
  void caseAndPunctuationDoNotMatter() {
    assertEquals(words.of("Large, bird!"), words.of("large bird"));
    assertEquals(0, words.of(" - ").sumNumber().intValue());
  }

  @Test
  void theHashIsAlwaysTheSame() {
    // "bird" hashes to 3024057, which mixed with its upper half is 3024023
    assertEquals(1, words.of("bird").getInt(0, 3024023 % 4096));
  }

  @Test
  void glossesAreTextsWithTopics() {
    Glosses glosses = Glosses.load();
    assertEquals("27,994 definitions, 14 topics", glosses.toString());
    assertEquals("arcuate artery", glosses.terms().get(0));
    assertEquals("curved artery in the foot", glosses.texts().get(0));
    Dataset few =
        new Glosses(
                glosses.topics().subList(0, 50),
                glosses.terms().subList(0, 50),
                glosses.texts().subList(0, 50))
            .dataset(words);
    assertEquals(50, few.size());
    assertEquals("body", few.classes().get(few.label(0)));
    assertEquals(words.of("curved artery in the foot"), few.features(0));
    assertTrue(glosses.texts().stream().noneMatch(String::isBlank));
  }

  @Test
  void aMillionTextsWithAMillionFeaturesFitIntoMemory() {
    HashedWords wide = new HashedWords(1 << 20);
    List<String> texts = Collections.nCopies(1_000_000, "large bird");
    Dataset data = wide.dataset(texts, new int[texts.size()], List.of("a", "b"));
    assertEquals(1_000_000, data.size());
    assertEquals(wide.of("large bird"), data.features(999_999));
  }

  @Test
  void setsOfTextsAreJoinedAsTheyAre() {
    List<String> classes = List.of("a", "b");
    Dataset first = words.dataset(List.of("large bird", "fish"), new int[] {0, 1}, classes);
    Dataset second = words.dataset(List.of("small bird"), new int[] {1}, classes);
    Dataset joined = Dataset.concat(first.rows(1), second);
    assertEquals(words.of("fish", "small bird"), joined.features());
    assertArrayEquals(new int[] {1, 1}, joined.labelIndices());
    INDArray numbers = words.of("large bird").mul(0.5);
    Dataset mixed = Dataset.concat(first, Dataset.of(numbers, new int[] {0}, classes));
    assertEquals(numbers, mixed.features(2));
    assertEquals(words.of("fish"), mixed.features(1));
  }

  @Test
  void refusesSizesThatDoNotFit() {
    assertEquals(
        "features must be at least 2, but was 1",
        assertThrows(IllegalArgumentException.class, () -> new HashedWords(1)).getMessage());
    assertEquals(
        "there must be at least one text, but there is none",
        assertThrows(IllegalArgumentException.class, words::of).getMessage());
    assertEquals(
        "there must be as many topics as terms and texts, but there are 1, 0 and 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Glosses(List.of("x"), List.of(), List.of("y")))
            .getMessage());
  }
}
