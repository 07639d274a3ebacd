package org.distill4j.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/** Reads one PNG or JPEG file, whole or not at all; what it is, its first bytes say. */
final class ImageFile {

  /** Pixels of the largest picture that is decoded: those of a large camera. */
  static final long MOST_PIXELS = 50_000_000;

  /** Bytes of the largest file that is read. */
  private static final long LONGEST = 1L << 28;

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

  /** Says what is wrong with the file; of a kind of its own among what decoders throw. */
  private static final class Refusal extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    Refusal(String text, @Nullable Exception cause) {
      super(text, cause);
    }
  }

  private final Path path;

  /** What the decoder noticed and went on, as it does where a file ends too early. */
  private final List<String> warnings = new ArrayList<>();

  private ImageFile(Path path) {
    this.path = path;
  }

  static BufferedImage read(Path path) {
    return new ImageFile(path).read();
  }

  private BufferedImage read() {
    byte[] bytes = bytes();
    ImageReader reader = ImageIO.getImageReadersByFormatName(format(bytes)).next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      reader.setInput(in, true, true);
      requireSize(reader.getWidth(0), reader.getHeight(0));
      BufferedImage image = reader.read(0);
      warnings.stream().filter(ImageFile::tellsDamage).findFirst().ifPresent(this::refuse);
      return image;
    } catch (IOException | RuntimeException e) { // decoders throw what they stumble over
      if (e instanceof Refusal refusal) {
        throw refusal;
      }
      throw new Refusal(text("damage: " + e.getMessage()), e);
    } finally {
      reader.dispose();
    }
  }

  private byte[] bytes() {
    try {
      if (!Files.isRegularFile(path)) {
        if (Files.exists(path)) {
          throw new Refusal(text("a folder"), null);
        }
        throw new NoSuchFileException(path.toString());
      }
      if (Files.size(path) > LONGEST) {
        throw new Refusal(text("more than %,d bytes".formatted(LONGEST)), null);
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(text(e.toString()), e);
    }
  }

  private String format(byte[] bytes) {
    if (startsWith(bytes, PNG)) {
      return "png";
    }
    if (startsWith(bytes, JPEG)) {
      return "jpeg";
    }
    throw new Refusal(text(bytes.length == 0 ? "an empty file" : "another kind of file"), null);
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  /** Before any pixel is decoded: a small file can say that it holds more than memory does. */
  private void requireSize(int width, int height) {
    if ((long) width * height > MOST_PIXELS) {
      throw new Refusal(
          "%s: expected at most %,d pixels, but found %d x %d"
              .formatted(path, MOST_PIXELS, width, height),
          null);
    }
  }

  private static boolean tellsDamage(String warning) {
    String text = warning.toLowerCase(Locale.ROOT);
    return text.contains("truncated") || text.contains("premature") || text.contains("corrupt");
  }

  private void refuse(String warning) {
    throw new Refusal(text("damage: " + warning), null);
  }

  private String text(String found) {
    return "%s: expected a PNG or JPEG image, whole, but found %s".formatted(path, found);
  }
}
