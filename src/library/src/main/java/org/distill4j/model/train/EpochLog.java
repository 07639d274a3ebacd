package org.distill4j.model.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.distill4j.internal.Reason;
import org.distill4j.internal.Uninterrupted;
import org.distill4j.internal.WholeFile;

/**
 * A file of JSON lines, one for each finished epoch, for a spreadsheet, for pandas ({@code
 * read_json(file, lines=True)}) or for whatever draws curves: {@code
 * Plan.epochs(10).onEpoch(EpochLog.to(file))}.
 *
 * <p>Each line is there as soon as its epoch is finished. The first epoch begins the file anew;
 * where a training goes on from a checkpoint, the lines of the epochs before stay. Numbers that are
 * not there, as a validation accuracy without validation data, are {@code null}.
 */
public final class EpochLog implements Consumer<Epoch> {

  private final Path file;

  private EpochLog(Path file) {
    this.file = file;
  }

  /**
   * A log for one training.
   *
   * @param file whose folder must exist
   * @return to be given to {@link Plan#onEpoch}
   * @throws UncheckedIOException if there is no such folder, or nothing can be written there
   */
  public static EpochLog to(Path file) {
    WholeFile.requirePlace(file);
    Path written = Files.exists(file) ? file : file.toAbsolutePath().getParent();
    if (!Files.isWritable(written)) {
      throw new UncheckedIOException(
          "cannot write %s: access denied".formatted(file),
          new AccessDeniedException(file.toString()));
    }
    return new EpochLog(file);
  }

  /**
   * Writes the line of an epoch.
   *
   * @param epoch that was finished
   * @throws UncheckedIOException if it cannot be written
   */
  @Override
  public void accept(Epoch epoch) {
    Uninterrupted.run(
        () -> {
          keepBefore(epoch.number());
          append(line(epoch) + "\n");
        });
  }

  /** Adds a text, all of it or nothing. */
  private void append(String text) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long before = channel.size();
      channel.position(before);
      try {
        Channels.newOutputStream(channel).write(text.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        if (channel.isOpen()) { // not after an interruption, when all is done again
          channel.truncate(before);
        }
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s: %s".formatted(file, Reason.of(e)), e);
    }
  }

  /** Drops lines of this epoch and of later ones, and one that was cut short. */
  private void keepBefore(int epoch) {
    String there = "";
    try {
      there = Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(file, Reason.of(e)), e);
    }
    StringBuilder kept = new StringBuilder();
    List<String> lines = there.lines().toList();
    for (int i = 0; i < Math.min(epoch - 1, lines.size()); i++) {
      if (lines.get(i).startsWith("{\"epoch\":%d,".formatted(i + 1))) {
        kept.append(lines.get(i)).append('\n');
      }
    }
    if (!there.equals(kept.toString())) {
      WholeFile.write(file, out -> out.write(kept.toString().getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static String line(Epoch epoch) {
    StringBuilder line = new StringBuilder("{\"epoch\":").append(epoch.number());
    add(line, "loss", epoch.loss());
    epoch.losses().forEach((part, loss) -> add(line, "loss." + part, loss));
    add(line, "validation_accuracy", epoch.validationAccuracy());
    add(line, "learning_rate", epoch.learningRate());
    add(line, "seconds", epoch.seconds());
    add(line, "examples_per_second", epoch.examplesPerSecond());
    return line.append('}').toString();
  }

  private static void add(StringBuilder line, String name, double number) {
    line.append(",\"").append(escaped(name)).append("\":");
    line.append(Double.isFinite(number) ? Double.toString(number) : "null");
  }

  /** A name of a layer as a JSON string. */
  private static String escaped(String name) {
    StringBuilder escaped = new StringBuilder();
    name.chars()
        .forEach(
            c -> {
              if (c < ' ') {
                escaped.append("\\u%04x".formatted(c));
              } else {
                escaped.append(c == '"' || c == '\\' ? "\\" : "").append((char) c);
              }
            });
    return escaped.toString();
  }
}
