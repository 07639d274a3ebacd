package org.distill4j.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.distill4j.Refused;
import org.distill4j.data.Dataset;
import org.distill4j.data.HashedWords;
import org.junit.jupiter.api.Test;

class ReviewsTest {

  private final Reviews reviews = Reviews.load();

  @Test
  void halfOfEachSourceArePositive() {
    assertEquals("3,000 sentences, 1,500 of them positive", reviews.toString());
    for (String source : List.of("amazon", "imdb", "yelp")) {
      int positive =
          IntStream.range(0, 3_000)
              .filter(i -> reviews.sources().get(i).equals(source))
              .map(i -> reviews.labels().get(i))
              .sum();
      assertEquals(500, positive, source);
    }
    assertEquals("Good case, Excellent value.", reviews.texts().get(1));
    assertEquals(List.of(0, 1), reviews.labels().subList(0, 2));
    assertTrue(reviews.texts().stream().noneMatch(String::isBlank));
  }

  @Test
  void theyAreFeaturesInTheSameOrder() {
    HashedWords words = new HashedWords(512);
    Dataset data = reviews.dataset(words);
    assertEquals(List.of("negative", "positive"), data.classes());
    assertEquals(1, data.label(1));
    assertEquals(words.of("Good case, Excellent value."), data.features(1));
  }

  @Test
  void inRandomOrderTextsKeepTheirLabelsAndSources() {
    Reviews shuffled = reviews.shuffled(1);
    assertEquals(shuffled, Reviews.load().shuffled(1));
    assertNotEquals(shuffled, reviews.shuffled(2));
    assertEquals(described(reviews), described(shuffled));
    List<String> first = shuffled.sources().subList(0, 300);
    for (String source : List.of("amazon", "imdb", "yelp")) {
      assertTrue(Collections.frequency(first, source) > 60, source);
    }
  }

  private static List<String> described(Reviews reviews) {
    return IntStream.range(0, 3_000)
        .mapToObj(i -> reviews.sources().get(i) + reviews.labels().get(i) + reviews.texts().get(i))
        .sorted()
        .toList();
  }

  @Test
  void listsOfOtherLengthsAreRefused() {
    Refused.argument(
        "there must be as many sources as labels and texts, but there are 1, 0 and 1",
        () -> new Reviews(List.of("x"), List.of(), List.of("y")));
  }
}
