package org.distill4j.kernel.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class TextTest {

  @SuppressWarnings("ArrayRecordComponent") // what is tested
  private record Pair(int number, double[] numbers) {}

  private record Named(String name) {}

  private static final class Plain {}

  private static final class Wordless {
    @Override
    @SuppressWarnings("ToStringReturnsNull") // what is tested
    public String toString() {
      return null;
    }
  }

  @Test
  void arraysAreTheirElements() {
    assertEquals("[]", Text.of(new int[0]));
    assertEquals("[1, 2]", Text.of(new int[] {1, 2}));
    assertEquals("[true, false]", Text.of(new boolean[] {true, false}));
    assertEquals("[null, a]", Text.of(new String[] {null, "a"}));
  }

  @Test
  void matricesHaveOneLineForEachRow() {
    assertEquals("[[1.5],\n []]", Text.of(new double[][] {{1.5}, {}}));
  }

  @Test
  void containersShowTheArraysInThem() {
    assertEquals("[a, [1]]", Text.of(List.of("a", new int[] {1})));
    assertEquals("{k=[1]}", Text.of(Map.of("k", new int[] {1})));
    assertEquals("Optional[[1]]", Text.of(Optional.of(new int[] {1})));
    assertEquals("Optional.empty", Text.of(Optional.empty()));
    assertEquals("k=[1]", Text.of(Map.entry("k", new int[] {1})));
    assertEquals("[null]", Text.of(Arrays.asList((Object) null)));
  }

  @Test
  void identityHashCodesAreNotShown() {
    assertEquals("Plain", Text.of(new Plain()));
    assertEquals("[Plain, [1]]", Text.of(List.of(new Plain(), new int[] {1})));
    assertEquals("Pair[number=1, numbers=[2.0]]", Text.of(new Pair(1, new double[] {2})));
    IntUnaryOperator lambda = x -> x + 1;
    assertEquals("a IntUnaryOperator", Text.of(lambda));
  }

  @Test
  void whatOnlyLooksLikeAnIdentityInATextStays() {
    assertEquals("someone@1a2b", Text.of("someone@1a2b"));
    assertEquals("Named[name=x]", Text.of(new Named("x")));
  }

  @Test
  void hundredItemsAreShownAndMoreAreCounted() {
    assertEquals(Collections.nCopies(100, 1).toString(), Text.of(Collections.nCopies(100, 1)));
    String cut = Text.of(new int[101]);
    assertEquals(100, cut.chars().filter(c -> c == '0').count() - 1);
    assertTrue(cut.endsWith(", … 101 in all]"), cut);
  }

  @Test
  void whatContainsItselfEnds() {
    List<Object> loop = new ArrayList<>();
    loop.add(loop);
    assertEquals("[[[[[[…]]]]]]", Text.of(loop));
  }

  @Test
  void nothingHasAText() {
    assertEquals("null", Text.of(null));
    assertEquals("null", Text.of(new Wordless()));
  }
}
