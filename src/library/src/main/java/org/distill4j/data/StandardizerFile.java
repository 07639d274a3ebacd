package org.distill4j.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.distill4j.internal.WholeFile;

/**
 * The file of a standardizer: text in UTF-8, its lines ended by a line feed.
 *
 * <ol>
 *   <li>{@value #KIND};
 *   <li>the number of features;
 *   <li>for each feature its mean, a space and its deviation, as {@link Double#toString} has them,
 *       from which the same numbers are read;
 *   <li>SHA-256 of all bytes before this line, in hexadecimal digits.
 * </ol>
 */
final class StandardizerFile {

  private static final String KIND = "distill4j standardizer 1";

  /** Bytes of more features than a table has. */
  private static final long LONGEST = 1L << 28;

  private StandardizerFile() {}

  static void write(double[] means, double[] deviations, Path file) {
    String numbers =
        IntStream.range(0, means.length)
            .mapToObj(i -> means[i] + " " + deviations[i] + "\n")
            .collect(Collectors.joining());
    String content = KIND + "\n" + means.length + "\n" + numbers;
    String whole = content + checksum(content) + "\n";
    WholeFile.write(file, out -> out.write(whole.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Reads a file; nothing of it is believed before its checksum is found right.
   *
   * @return means, then deviations
   */
  static double[][] read(Path file) {
    String text = text(file);
    if (!text.startsWith(KIND + "\n")) {
      throw new IllegalArgumentException(
          "%s is no standardizer: it does not begin with '%s'".formatted(file, KIND));
    }
    int last = text.lastIndexOf('\n', text.length() - 2) + 1;
    String content = text.substring(0, last);
    if (!text.substring(last).equals(checksum(content) + "\n")) {
      throw damaged(file, "its checksum is wrong");
    }
    List<String> lines = content.lines().toList();
    int features = lines.size() - 2;
    if (features < 1 || !lines.get(1).equals(Integer.toString(features))) {
      throw damaged(file, "it has not as many features as it says");
    }
    double[][] numbers = new double[2][features];
    for (int i = 0; i < features; i++) {
      String[] both = lines.get(i + 2).split(" ", -1);
      if (both.length != 2) {
        throw damaged(file, "feature %d has not two numbers".formatted(i));
      }
      numbers[0][i] = number(file, both[0]);
      numbers[1][i] = number(file, both[1]);
      if (numbers[1][i] < 0) {
        throw damaged(file, "feature %d has a deviation below 0".formatted(i));
      }
    }
    return numbers;
  }

  private static double number(Path file, String text) {
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // refused below, as a number that is not finite
    }
    throw damaged(file, "'%s' is no finite number".formatted(text));
  }

  private static IllegalArgumentException damaged(Path file, String symptom) {
    return new IllegalArgumentException(
        "%s is only a part of a standardizer, or damaged: %s".formatted(file, symptom));
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new IllegalArgumentException(
            "%s is no standardizer: it has more than %,d bytes".formatted(file, LONGEST));
      }
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "%s is no standardizer: it is no UTF-8 text".formatted(file), e);
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException("there is no standardizer " + file, e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(file, e), e);
    }
  }

  private static String checksum(String content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
