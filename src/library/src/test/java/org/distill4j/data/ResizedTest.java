package org.distill4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ResizedTest {

  private static BufferedImage image(int type, int width, int... argb) {
    BufferedImage image = new BufferedImage(width, argb.length / width, type);
    for (int i = 0; i < argb.length; i++) {
      image.setRGB(i % width, i / width, argb[i]);
    }
    return image;
  }

  private static BufferedImage grays(int type, int... levels) {
    BufferedImage image = new BufferedImage(levels.length, 1, type);
    for (int x = 0; x < levels.length; x++) {
      image.getRaster().setSample(x, 0, 0, levels[x]);
    }
    return image;
  }

  private static void assertBytes(int[] expected, byte[] found) {
    int[] unsigned = new int[found.length];
    for (int i = 0; i < found.length; i++) {
      unsigned[i] = found[i] & 0xff;
    }
    assertArrayEquals(expected, unsigned);
  }

  @Test
  void channelsComeOneAfterAnother() {
    BufferedImage image =
        image(BufferedImage.TYPE_INT_RGB, 2, 0x010203, 0x040506, 0x070809, 0x0a0b0c);
    int[] expected = {1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12};
    assertBytes(expected, Resized.of(image, ImageShape.color(2, 2)));
  }

  @Test
  void aSmallerPixelIsTheMeanOfWhatItCovers() {
    BufferedImage four = grays(BufferedImage.TYPE_BYTE_GRAY, 12, 20, 62, 110);
    assertBytes(new int[] {16, 86}, Resized.of(four, ImageShape.gray(1, 2)));
    assertBytes(new int[] {51}, Resized.of(four, ImageShape.gray(1, 1)));
    // a third of four pixels is a pixel and a third
    int[] thirds = {(12 * 3 + 20) / 4, (20 * 2 + 62 * 2) / 4, (62 + 110 * 3) / 4};
    assertBytes(thirds, Resized.of(four, ImageShape.gray(1, 3)));
  }

  @Test
  void aLargerImageRepeatsItsPixels() {
    BufferedImage two = grays(BufferedImage.TYPE_BYTE_GRAY, 40, 90);
    assertBytes(new int[] {40, 40, 90, 90, 40, 40, 90, 90}, Resized.of(two, ImageShape.gray(2, 4)));
    assertBytes(new int[] {40, 65, 90}, Resized.of(two, ImageShape.gray(1, 3)));
  }

  @Test
  void theMeanOfAnImageStays() {
    Random random = new Random(1);
    BufferedImage image = new BufferedImage(53, 37, BufferedImage.TYPE_BYTE_GRAY);
    double sum = 0;
    for (int i = 0; i < 53 * 37; i++) {
      int level = random.nextInt(256);
      image.getRaster().setSample(i % 53, i / 53, 0, level);
      sum += level;
    }
    double mean = 0;
    for (byte level : Resized.of(image, ImageShape.gray(11, 9))) {
      mean += (level & 0xff) / 99.0;
    }
    assertEquals(sum / (53 * 37), mean, 0.5);
  }

  /** Java's own conversion would take 128 for a level without gamma, and give 188. */
  @Test
  void levelsOfGrayStayAsTheyAre() throws IOException {
    BufferedImage image = grays(BufferedImage.TYPE_BYTE_GRAY, 0, 64, 128, 255);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    int[] expected = {0, 64, 128, 255};
    assertBytes(expected, Resized.of(read, ImageShape.gray(1, 4)));
    int[] threeTimes = {0, 64, 128, 255, 0, 64, 128, 255, 0, 64, 128, 255};
    assertBytes(threeTimes, Resized.of(read, ImageShape.color(1, 4)));
    BufferedImage fine = grays(BufferedImage.TYPE_USHORT_GRAY, 0, 64 * 257, 128 * 257, 65_535);
    assertBytes(expected, Resized.of(fine, ImageShape.gray(1, 4)));
  }

  @Test
  void transparentPixelsAreLaidOverWhite() {
    BufferedImage image = image(BufferedImage.TYPE_INT_ARGB, 3, 0x00ff0000, 0xff804020, 0x80000000);
    int half = 255 - 0x80;
    assertBytes(
        new int[] {255, 128, half, 255, 64, half, 255, 32, half},
        Resized.of(image, ImageShape.color(1, 3)));
  }

  @Test
  void imagesOfTwoColorsAreRead() {
    BufferedImage image = image(BufferedImage.TYPE_BYTE_BINARY, 2, 0xff000000, 0xffffffff);
    assertBytes(new int[] {0, 255}, Resized.of(image, ImageShape.gray(1, 2)));
  }
}
