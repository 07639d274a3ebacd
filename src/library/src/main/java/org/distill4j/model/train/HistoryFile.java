package org.distill4j.model.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.distill4j.internal.CheckedText;

/**
 * The file of a history, a {@link CheckedText} of these lines:
 *
 * <ol>
 *   <li>the numbers of epochs and of warnings, the best epoch, and whether the run was interrupted;
 *   <li>for each epoch its number, loss, validation accuracy and seconds, as {@link
 *       Double#toString} has them;
 *   <li>each warning, line feeds replaced by blanks.
 * </ol>
 */
final class HistoryFile {

  private static final CheckedText FORMAT = new CheckedText("history", 1);

  private HistoryFile() {}

  static void write(History history, Path file) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d %d %d %s"
            .formatted(
                history.epochs().size(),
                history.warnings().size(),
                history.best(),
                history.interrupted()));
    for (Epoch epoch : history.epochs()) {
      lines.add(
          "%d %s %s %s"
              .formatted(
                  epoch.number(), epoch.loss(), epoch.validationAccuracy(), epoch.seconds()));
    }
    history.warnings().forEach(warning -> lines.add(warning.replaceAll("\\R", " ")));
    FORMAT.write(file, lines);
  }

  static History read(Path file) {
    List<String> lines = FORMAT.read(file);
    try {
      String[] head = words(lines.get(0), 4);
      int epochs = Integer.parseInt(head[0]);
      int warnings = Integer.parseInt(head[1]);
      if (epochs < 0 || warnings < 0 || lines.size() - 1L != (long) epochs + warnings) {
        throw new IllegalArgumentException("it has not as many lines as it says");
      }
      if (!head[3].equals("true") && !head[3].equals("false")) {
        throw new IllegalArgumentException("'%s' is neither true nor false".formatted(head[3]));
      }
      return new History(
          lines.subList(1, 1 + epochs).stream().map(HistoryFile::epoch).toList(),
          Integer.parseInt(head[2]),
          head[3].equals("true"),
          lines.subList(1 + epochs, lines.size()));
    } catch (IllegalArgumentException e) { // of which a NumberFormatException is one
      throw FORMAT.damaged(file, e.getMessage());
    }
  }

  private static Epoch epoch(String line) {
    String[] words = words(line, 4);
    double[] numbers = Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray();
    return new Epoch(Integer.parseInt(words[0]), numbers[0], numbers[1], numbers[2]);
  }

  private static String[] words(String line, int count) {
    String[] words = line.split(" ", -1);
    if (words.length != count) {
      throw new IllegalArgumentException("'%s' is not %d words".formatted(line, count));
    }
    return words;
  }
}
