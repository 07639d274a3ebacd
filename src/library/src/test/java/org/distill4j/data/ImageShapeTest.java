package org.distill4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.distill4j.Refused;
import org.junit.jupiter.api.Test;

class ImageShapeTest {

  @Test
  void grayImagesHaveOneChannelAndColorImagesThree() {
    ImageShape gray = ImageShape.gray(2, 5);
    ImageShape color = ImageShape.color(2, 5);
    assertEquals(1, gray.channels());
    assertEquals(10, gray.size());
    assertEquals(3, color.channels());
    assertEquals(30, color.size());
    assertEquals(10, color.pixels());
    assertEquals("2 x 5 pixels", gray.toString());
    assertEquals("2 x 5 pixels in 3 channels", color.toString());
  }

  @Test
  void equalShapesAreEqual() {
    assertEquals(ImageShape.color(2, 5), ImageShape.gray(2, 5).withChannels(3));
    assertEquals(
        ImageShape.color(2, 5).hashCode(), ImageShape.gray(2, 5).withChannels(3).hashCode());
    assertEquals(ImageShape.color(2, 5), ImageShape.ofMaps(64, 3, 2, 5));
    assertNotEquals(ImageShape.color(2, 5), ImageShape.gray(2, 5));
    assertNotEquals(ImageShape.gray(5, 2), ImageShape.gray(2, 5));
  }

  @Test
  void impossibleSizesAreRefused() {
    Refused.argument(
        "height, width and channels must be at least 1, but were 3 x 0 x 1",
        () -> ImageShape.gray(3, 0));
    Refused.argument(
        "height, width and channels must be at least 1, but were 3 x 3 x -1",
        () -> ImageShape.gray(3, 3).withChannels(-1));
    Refused.argument(
        "an image must have at most 2,147,483,647 numbers, but has 50000 x 50000 in 1 channels",
        () -> ImageShape.gray(50_000, 50_000));
  }
}
