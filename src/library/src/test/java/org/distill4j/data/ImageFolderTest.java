package org.distill4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.distill4j.Refused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {

  private static final ImageShape COLOR = ImageShape.color(2, 2);

  @TempDir Path folder;

  @BeforeEach
  void makeClasses() throws IOException {
    Files.createDirectory(folder.resolve("owl"));
    Files.createDirectory(folder.resolve("cat"));
    write("owl/b.png", "png", filled(3, 3, 0x0000ff));
    write("owl/a.png", "png", filled(7, 5, 0xff0000));
    write("cat/x.jpg", "jpeg", filled(16, 16, 0x00ff00));
  }

  private static BufferedImage filled(int width, int height, int rgb) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, rgb);
    }
    return image;
  }

  private void write(String name, String format, BufferedImage image) throws IOException {
    assertTrue(ImageIO.write(image, format, folder.resolve(name).toFile()));
  }

  @Test
  void foldersAreClassesAndEverythingComesInTheOrderOfNames() throws IOException {
    Files.writeString(folder.resolve("README.txt"), "what this is");
    Files.writeString(folder.resolve("owl/.hidden"), "of the system");
    Files.createDirectory(folder.resolve(".cache"));
    Dataset set = Dataset.images(folder, COLOR);
    assertEquals(List.of("cat", "owl"), set.classes());
    assertArrayEquals(new int[] {0, 1, 1}, set.labelIndices());
    assertEquals(Optional.of(COLOR), set.image());
    float[] red = {1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0};
    float[] blue = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1};
    assertArrayEquals(red, set.features(1).toFloatVector());
    assertArrayEquals(blue, set.features(2).toFloatVector());
    float[] green = {0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0};
    assertArrayEquals(green, set.features(0).toFloatVector(), 0.02f, "a JPEG is not exact");
  }

  @Test
  void grayIsWhatTheEyeSeesOfColors() {
    Dataset set = Dataset.images(folder, ImageShape.gray(1, 1));
    assertEquals(Math.round(255 * 0.587) / 255.0, set.features(0).getDouble(0), 0.01);
    assertEquals(Math.round(255 * 0.299) / 255.0, set.features(1).getDouble(0), 1e-6);
    assertEquals(Math.round(255 * 0.114) / 255.0, set.features(2).getDouble(0), 1e-6);
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    for (String name : new String[] {"owl/a.png", "cat/x.jpg"}) {
      Path file = folder.resolve(name);
      byte[] whole = Files.readAllBytes(file);
      for (int length : new int[] {8, 20, whole.length / 2, whole.length * 7 / 10}) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertRefused(file, "damage: ");
      }
      Files.write(file, whole);
    }
    Path noise = folder.resolve("owl/a.png");
    byte[] changed = Files.readAllBytes(noise);
    changed[changed.length - 20] ^= 1; // in the checksum of the pixels
    Files.write(noise, changed);
    assertRefused(noise, "damage: ");
  }

  @Test
  void aJpegThatEndsTooEarlyIsDamagedEvenWhereItsHeaderIsWhole() throws IOException {
    BufferedImage noise = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int i = 0; i < 64 * 64; i++) {
      noise.setRGB(i % 64, i / 64, random.nextInt());
    }
    write("cat/x.jpg", "jpeg", noise);
    Path file = folder.resolve("cat/x.jpg");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 2));
    assertRefused(file, "damage: Truncated File - Missing EOI marker");
  }

  @Test
  void whatIsNoImageIsNamed() throws IOException {
    Path file = folder.resolve("owl/c.png");
    Files.writeString(file, "<!DOCTYPE html>");
    assertRefused(file, "another kind of file");
    Files.write(file, new byte[0]);
    assertRefused(file, "an empty file");
    Files.delete(file);
    write("owl/c.png", "gif", filled(2, 2, 0xffffff));
    assertRefused(file, "another kind of file");
    Files.delete(file);
    Files.createDirectory(file);
    assertRefused(file, "a folder");
  }

  private void assertRefused(Path file, String found) {
    String text =
        assertThrows(IllegalArgumentException.class, () -> Dataset.images(folder, COLOR))
            .getMessage();
    String start = file + ": expected a PNG or JPEG image, whole, but found " + found;
    assertTrue(text.startsWith(start), text);
  }

  /** A file of some 60 bytes that says it holds 3,600 million pixels. */
  @Test
  void aBombIsRefusedByWhatItSaysOfItself() throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(header);
    out.writeBytes("IHDR");
    out.writeInt(60_000);
    out.writeInt(60_000);
    out.write(new byte[] {8, 2, 0, 0, 0}); // bits, color, and three methods
    CRC32 sum = new CRC32();
    sum.update(header.toByteArray());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    DataOutputStream png = new DataOutputStream(file);
    png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    png.writeInt(13);
    png.write(header.toByteArray());
    png.writeInt((int) sum.getValue());
    png.writeInt(0);
    png.writeBytes("IDAT");
    png.writeInt(0);
    Path bomb = folder.resolve("owl/bomb.png");
    Files.write(bomb, file.toByteArray());
    Refused.argument(
        bomb + ": expected at most 50,000,000 pixels, but found 60000 x 60000",
        () -> Dataset.images(folder, COLOR));
  }

  @Test
  void foldersThatAreNotAsTheyShouldBeAreNamed() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("dog"));
    Refused.argument(
        empty + ": expected images of a class, but found an empty folder",
        () -> Dataset.images(folder, COLOR));
    Refused.argument(
        empty + ": expected a folder for each of at least two classes, but found none",
        () -> Dataset.images(empty, COLOR));
    Path one = Files.createDirectory(empty.resolve("poodle"));
    Files.copy(folder.resolve("owl/a.png"), one.resolve("a.png"));
    Refused.argument(
        empty + ": expected a folder for each of at least two classes, but found only poodle",
        () -> Dataset.images(empty, COLOR));
    Path none = folder.resolve("none");
    Refused.io(
        none + ": expected a folder with a folder for each class, but found none",
        () -> Dataset.images(none, COLOR));
    Path file = folder.resolve("owl/a.png");
    Refused.io(
        file + ": expected a folder with a folder for each class, but found a file",
        () -> Dataset.images(file, COLOR));
  }

  @Test
  void shapesThatCannotBeAreRefusedBeforeAnythingIsRead() {
    Refused.argument(
        "shape must have 1 channel for gray or 3 for color, but has 4",
        () -> Dataset.images(folder, COLOR.withChannels(4)));
    Refused.argument(
        folder
            + ": expected at most 2 GiB of images, but found 3 of 20000 x 20000 pixels in 3"
            + " channels: choose a smaller shape",
        () -> Dataset.images(folder, ImageShape.color(20_000, 20_000)));
  }
}
