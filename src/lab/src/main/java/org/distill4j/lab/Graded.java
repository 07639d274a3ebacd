package org.distill4j.lab;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A submission with its points.
 *
 * @param submission what was graded
 * @param scores the points of each cell that has some, in the assignment's order
 * @param problem why not all of it could be graded; empty if all of it was
 * @param remarks what was set right before it was graded, by the cell's id
 * @param lookAt what a person should look at, as it may have been written to get points without an
 *     answer
 * @param timeouts how often a limit of time was reached
 * @param executed its notebook with outputs; null if there is none
 * @param seconds what the execution took; 0 if there was none
 * @param peakMegabytes the most memory that its kernel held; 0 where that is not known
 */
record Graded(
    Submission submission,
    List<Score> scores,
    String problem,
    Map<String, String> remarks,
    List<String> lookAt,
    long timeouts,
    @Nullable Notebook executed,
    double seconds,
    long peakMegabytes) {

  /** The points that it has so far. */
  double points() {
    return scores.stream().mapToDouble(Score::points).sum();
  }

  /** The most that anybody can get. */
  double of() {
    return scores.stream().mapToDouble(Score::of).sum();
  }

  /** The most that a person can add to them. */
  double byHand() {
    return scores.stream().filter(Score::byHand).mapToDouble(Score::of).sum();
  }

  /** What the command says of it. */
  String line() {
    return "%s %s: %s of %s points%s%s"
        .formatted(
            submission.student(),
            submission.assignment().name(),
            text(points()),
            text(of()),
            problem.isEmpty() ? "" : " (" + problem + ")",
            lookAt.isEmpty() ? "" : "; look at it: " + String.join(", ", lookAt));
  }

  /** A number of points as people write it. */
  static String text(double points) {
    String text = String.format(Locale.ROOT, "%.2f", points);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }
}
