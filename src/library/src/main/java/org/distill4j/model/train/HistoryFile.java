package org.distill4j.model.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.distill4j.internal.CheckedText;

/**
 * The file of a history, a {@link CheckedText} of these lines:
 *
 * <ol>
 *   <li>the numbers of epochs and of warnings, the best epoch, and whether the run was interrupted;
 *   <li>for each epoch its number, loss, validation accuracy, seconds, learning rate and examples,
 *       the numbers as {@link Double#toString} has them, and for each part of the loss a tabulator,
 *       its mean and its name;
 *   <li>each warning, line feeds replaced by blanks.
 * </ol>
 */
final class HistoryFile {

  private static final CheckedText FORMAT = new CheckedText("history", 2);

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
    history.epochs().forEach(epoch -> lines.add(line(epoch)));
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

  private static String line(Epoch epoch) {
    StringBuilder line = new StringBuilder().append(epoch.number());
    line.append(' ').append(epoch.loss()).append(' ').append(epoch.validationAccuracy());
    line.append(' ').append(epoch.seconds()).append(' ').append(epoch.learningRate());
    line.append(' ').append(epoch.examples());
    epoch
        .losses()
        .forEach(
            (part, loss) ->
                line.append('\t').append(loss).append(' ').append(part.replaceAll("\\s", " ")));
    return line.toString();
  }

  private static Epoch epoch(String line) {
    String[] fields = line.split("\t", -1);
    String[] words = words(fields[0], 6);
    double[] numbers =
        Arrays.stream(words).skip(1).limit(4).mapToDouble(Double::parseDouble).toArray();
    Map<String, Double> losses = new LinkedHashMap<>();
    for (String field : Arrays.asList(fields).subList(1, fields.length)) {
      int blank = field.indexOf(' ');
      losses.put(
          field.substring(blank + 1), Double.valueOf(field.substring(0, Math.max(0, blank))));
    }
    return new Epoch(
        Integer.parseInt(words[0]),
        numbers[0],
        numbers[1],
        numbers[2],
        numbers[3],
        Integer.parseInt(words[5]),
        losses);
  }

  private static String[] words(String line, int count) {
    String[] words = line.split(" ", -1);
    if (words.length != count) {
      throw new IllegalArgumentException("'%s' is not %d words".formatted(line, count));
    }
    return words;
  }
}
