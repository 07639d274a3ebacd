package org.distill4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PseudoExamplesTest {

  private static final List<String> NAMES = List.of("a", "b");

  @Test
  void mixturesLieBetweenTwoExamples() {
    Dataset corners = Dataset.of(Nd4j.create(new float[][] {{0, 10}, {1, 30}}), new int[2], NAMES);
    Dataset mixed = PseudoExamples.mixup(corners, 2_500, 1);
    assertEquals("2,500 examples of 2 features, 2 classes, unlabelled", mixed.toString());
    INDArray x = mixed.features().castTo(DataType.DOUBLE);
    INDArray weight = x.getColumn(0);
    assertEquals(0, x.getColumn(1).sub(weight.mul(20).add(10)).amaxNumber().doubleValue(), 1e-5);
    assertEquals(0.5, weight.meanNumber().doubleValue(), 0.02);
    assertEquals(Math.sqrt(1 / 12.0), weight.stdNumber().doubleValue(), 0.01);
    assertTrue(weight.minNumber().doubleValue() >= 0 && weight.maxNumber().doubleValue() <= 1);
  }

  @Test
  void noiseKeepsMeansAndCategoriesAndAddsItsVariance() {
    Dataset set = Mixed.examples(4_000, 2);
    Dataset noisy = PseudoExamples.noisy(set, 0.5, 3);
    assertFalse(noisy.labelled());
    INDArray noise = noisy.features().sub(set.features()).castTo(DataType.DOUBLE);
    assertEquals(0, noise.getColumn(0).meanNumber().doubleValue(), 0.2);
    assertEquals(5, noise.getColumn(0).stdNumber().doubleValue(), 0.2);
    assertEquals(0.25, noise.getColumn(4).stdNumber().doubleValue(), 0.01);
    for (int column = 1; column <= 3; column++) {
      assertEquals(0, noise.getColumn(column).amaxNumber().doubleValue());
    }
    assertEquals(set.features(), PseudoExamples.noisy(set, 0, 3).features());
  }

  @Test
  void everyOneIsSeeded() {
    Dataset set = Mixed.examples(50, 4);
    assertEquals(
        PseudoExamples.mixup(set, 20, 1).features(), PseudoExamples.mixup(set, 20, 1).features());
    assertNotEquals(
        PseudoExamples.mixup(set, 20, 1).features(), PseudoExamples.mixup(set, 20, 2).features());
    assertEquals(
        PseudoExamples.noisy(set, 1, 1).features(), PseudoExamples.noisy(set, 1, 1).features());
    assertNotEquals(
        PseudoExamples.noisy(set, 1, 1).features(), PseudoExamples.noisy(set, 1, 2).features());
  }

  @Test
  void imagesAreMovedAndKeepTheirLabels() {
    byte[] pixels = new byte[200 * 25];
    for (int image = 0; image < 200; image++) {
      pixels[image * 25 + 12] = (byte) (1 + image); // in the middle of 5 x 5
    }
    INDArray array = Nd4j.create(pixels, new long[] {200, 25}, DataType.UINT8);
    int[] labels = new Random(5).ints(200, 0, 2).toArray();
    Dataset images = Dataset.images(array, labels, NAMES, ImageShape.gray(5, 5));
    Dataset moved = PseudoExamples.jittered(images, 2, 6);
    int[] places = new int[25];
    for (int image = 0; image < 200; image++) {
      INDArray one = moved.features(image);
      assertEquals((1 + image) / 255f, one.sumNumber().floatValue(), 1e-6f);
      places[one.argMax(1).getInt(0)]++;
      assertEquals(labels[image], moved.label(image));
    }
    for (int count : places) {
      assertTrue(count > 0, "every place must be reached, but one was not");
    }
    assertEquals(images.image(), moved.image());
    assertEquals(images.features(), PseudoExamples.jittered(images, 0, 6).features());
  }

  @Test
  void imagesAreMirroredAndKeepTheirLabels() {
    byte[] pixels = new byte[300 * 6];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    INDArray array = Nd4j.create(pixels, new long[] {300, 6}, DataType.UINT8);
    int[] labels = new Random(5).ints(300, 0, 2).toArray();
    Dataset images = Dataset.images(array, labels, NAMES, ImageShape.gray(2, 3));
    Dataset flipped = PseudoExamples.flipped(images, 7);
    int mirrored = 0;
    for (int i = 0; i < 300; i++) {
      float[] before = images.features(i).toFloatVector();
      float[] after = flipped.features(i).toFloatVector();
      float[] turned = {before[2], before[1], before[0], before[5], before[4], before[3]};
      boolean same = Arrays.equals(before, after);
      assertTrue(same || Arrays.equals(turned, after));
      mirrored += same ? 0 : 1;
      assertEquals(labels[i], flipped.label(i));
    }
    assertEquals(150, mirrored, 30);
    assertEquals(flipped.features(), PseudoExamples.flipped(images, 7).features());
    assertNotEquals(flipped.features(), PseudoExamples.flipped(images, 8).features());
  }

  @Test
  void jittersAreValues() {
    Jitter jitter = new Jitter(ImageShape.color(2, 2), 1, true);
    assertEquals(jitter, new Jitter(ImageShape.color(2, 2), 1, false).withFlips());
    INDArray images = Nd4j.rand(4, 12);
    assertEquals(jitter.move(images, new Random(1)), jitter.move(images, new Random(1)));
  }

  @Test
  void refusesWhatCannotBe() {
    Dataset set = Mixed.examples(3, 7);
    assertRefused(
        "at least one example must be mixed from at least two, but was 0 from 3",
        () -> PseudoExamples.mixup(set, 0, 1));
    assertRefused(
        "at least one example must be mixed from at least two, but was 5 from 1",
        () -> PseudoExamples.mixup(set.head(1), 5, 1));
    assertRefused(
        "share must be 0 or more and finite, but was NaN",
        () -> PseudoExamples.noisy(set, Double.NaN, 1));
    assertRefused(
        "only images can be jittered; these are none", () -> PseudoExamples.jittered(set, 2, 1));
    assertRefused(
        "pixels for images of 2 x 3 must be from 0 to 1, but was 2",
        () -> new Jitter(ImageShape.gray(2, 3), 2, false));
    assertRefused(
        "the category 'x' must have at least two values, all different, but has [a, a]",
        () -> new Attribute("x", List.of("a", "a")));
    assertRefused(
        "the attributes describe 5 features, but there are 2",
        () -> Dataset.unlabelled(Nd4j.zeros(1, 2), NAMES).withAttributes(Mixed.ATTRIBUTES));
  }

  private static void assertRefused(String text, Executable call) {
    assertEquals(text, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
