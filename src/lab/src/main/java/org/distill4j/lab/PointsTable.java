package org.distill4j.lab;

import java.util.List;
import java.util.stream.Collectors;

/** The points of a class as a CSV file: a line for each student, sorted by name. */
final class PointsTable {

  private static final String HEADER =
      "student,assignment,points,of,to_be_graded_by_hand,timeouts,problem,look_at,seconds,peak_mb\n";

  private PointsTable() {}

  static String csv(List<Graded> graded) {
    return Wellformed.of(
        graded.stream().map(PointsTable::line).collect(Collectors.joining("", HEADER, "")));
  }

  private static String line(Graded graded) {
    return List.of(
                quoted(graded.submission().student()),
                quoted(graded.submission().assignment().name()),
                Graded.text(graded.points()),
                Graded.text(graded.of()),
                Graded.text(graded.byHand()),
                known(graded.timeouts()),
                quoted(graded.problem()),
                quoted(String.join("; ", graded.lookAt())),
                known(Math.round(graded.seconds())),
                known(graded.peakMegabytes()))
            .stream()
            .collect(Collectors.joining(","))
        + "\n";
  }

  private static String known(long number) {
    return number == 0 ? "" : String.valueOf(number);
  }

  /** Quoted where needed, on one line; and never read as a formula by a spreadsheet. */
  private static String quoted(String text) {
    String line = text.lines().collect(Collectors.joining(" "));
    String safe = line.matches("[=+@\\-\t].*") ? "'" + line : line;
    return safe.matches(".*[\",'].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}
