package org.distill4j.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * Small text files that are whole or refused: UTF-8, lines ended by a line feed. The first line
 * names the kind and its version, the last one is the SHA-256 of all bytes before it.
 *
 * @param kind what the file is, as in "history"
 * @param version of the format
 */
public record CheckedText(String kind, int version) {

  /** Bytes of more numbers than anybody saves as text. */
  private static final long LONGEST = 1L << 28;

  private String head() {
    return "distill4j %s %d".formatted(kind, version);
  }

  /**
   * Writes a file, or leaves what was there.
   *
   * @param file whose folder must exist; replaced if it is there
   * @param lines without line feeds
   * @throws UncheckedIOException if the file cannot be written
   */
  public void write(Path file, List<String> lines) {
    String content = head() + "\n" + String.join("\n", lines) + "\n";
    String whole = content + checksum(content) + "\n";
    WholeFile.write(file, out -> out.write(whole.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Reads a file; nothing of it is believed before its checksum is found right.
   *
   * @param file that {@link #write} wrote
   * @return its lines, at least one
   * @throws UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if it is damaged or something else
   */
  public List<String> read(Path file) {
    String text = text(file);
    if (!text.startsWith(head() + "\n")) {
      throw new IllegalArgumentException(
          "%s is no %s: it does not begin with '%s'".formatted(file, kind, head()));
    }
    int last = text.lastIndexOf('\n', text.length() - 2) + 1;
    String content = text.substring(0, last);
    if (!text.substring(last).equals(checksum(content) + "\n")) {
      throw damaged(file, "its checksum is wrong");
    }
    List<String> lines = List.of(content.split("\n", -1));
    if (lines.size() < 3) {
      throw damaged(file, "it is empty");
    }
    return lines.subList(1, lines.size() - 1);
  }

  /**
   * What is thrown where the lines of a file make no sense.
   *
   * @param file that was read
   * @param symptom what is wrong with it
   * @return an exception to throw
   */
  public IllegalArgumentException damaged(Path file, String symptom) {
    return new IllegalArgumentException(
        "%s is only a part of a %s, or damaged: %s".formatted(file, kind, symptom));
  }

  private String text(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new IllegalArgumentException(
            "%s is no %s: it has more than %,d bytes".formatted(file, kind, LONGEST));
      }
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "%s is no %s: it is no UTF-8 text".formatted(file, kind), e);
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException("there is no %s %s".formatted(kind, file), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(file, Reason.of(e)), e);
    }
  }

  private static String checksum(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Checksum.sha256().digest(bytes));
  }
}
