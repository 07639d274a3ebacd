package org.distill4j.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.distill4j.internal.CheckedText;

/**
 * The file of a standardizer, a {@link CheckedText}: the number of features, then for each feature
 * its mean, a space and its deviation, as {@link Double#toString} has them, from which the same
 * numbers are read.
 */
final class StandardizerFile {

  private static final CheckedText FORMAT = new CheckedText("standardizer", 1);

  private StandardizerFile() {}

  static void write(double[] means, double[] deviations, Path file) {
    List<String> lines = new ArrayList<>(List.of(Integer.toString(means.length)));
    for (int i = 0; i < means.length; i++) {
      lines.add(means[i] + " " + deviations[i]);
    }
    FORMAT.write(file, lines);
  }

  /**
   * Reads a file.
   *
   * @return means, then deviations
   */
  static double[][] read(Path file) {
    List<String> lines = FORMAT.read(file);
    int features = lines.size() - 1;
    if (features < 1 || !lines.get(0).equals(Integer.toString(features))) {
      throw FORMAT.damaged(file, "it has not as many features as it says");
    }
    double[][] numbers = new double[2][features];
    for (int i = 0; i < features; i++) {
      String[] both = lines.get(i + 1).split(" ", -1);
      if (both.length != 2) {
        throw FORMAT.damaged(file, "feature %d has not two numbers".formatted(i));
      }
      numbers[0][i] = number(file, both[0]);
      numbers[1][i] = number(file, both[1]);
      if (numbers[1][i] < 0) {
        throw FORMAT.damaged(file, "feature %d has a deviation below 0".formatted(i));
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
    throw FORMAT.damaged(file, "'%s' is no finite number".formatted(text));
  }
}
