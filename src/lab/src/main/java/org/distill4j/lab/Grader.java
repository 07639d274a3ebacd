package org.distill4j.lab;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gives points to submissions of one assignment. The assignment is read once, before the first of
 * them is executed.
 */
final class Grader {

  private final Notebook source;
  private final Attachments given;
  private final Map<String, GradedCell> shown = new LinkedHashMap<>();
  private final GradingRun run;
  private final Lookout lookout;

  /**
   * A grader of an assignment.
   *
   * @throws LabException if the assignment breaks a rule
   */
  Grader(Assignment assignment, GradingRun run) {
    this.source = assignment.source();
    this.given = assignment.attachments();
    this.run = run;
    this.lookout = new Lookout(source, run.project().classPath());
    GradedCell.in(assignment.release()).forEach(cell -> shown.put(cell.id(), cell));
  }

  /** Grades what a student handed in; whatever is wrong with it is said in the result. */
  Graded grade(Taken taken) {
    if (taken.notebook() == null) {
      return nothing(taken.submission(), taken.problem());
    }
    try {
      return grade(taken.submission(), taken.notebook(), taken.files());
    } catch (LabException e) {
      return nothing(taken.submission(), String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      return nothing(taken.submission(), "it could not be graded: " + e);
    }
  }

  Graded grade(Submission submission, Notebook submitted, Attachments own) {
    Restored restored = Restored.of(source, submitted);
    Lookout.Found found = lookout.in(restored.notebook());
    try {
      GradingRun.Outcome outcome = run.execute(restored.notebook(), own.and(given));
      return new Graded(
          submission,
          scores(outcome, restored.remarks(), found),
          outcome.problem(),
          restored.remarks(),
          found.remarks(),
          outcome.timeouts(),
          outcome.notebook(),
          outcome.seconds(),
          outcome.peakMegabytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Graded nothing(Submission submission, String problem) {
    List<Score> scores =
        shown.values().stream()
            .filter(cell -> cell.isTest() || cell.isByHand())
            .map(cell -> Score.none(cell, problem))
            .toList();
    return new Graded(submission, scores, problem, Map.of(), List.of(), 0, null, 0, 0);
  }

  private List<Score> scores(
      GradingRun.Outcome outcome, Map<String, String> remarks, Lookout.Found found) {
    Map<String, GradedCell> cells = new HashMap<>();
    GradedCell.in(outcome.notebook()).forEach(cell -> cells.put(cell.id(), cell));
    List<JsonObject> code = outcome.notebook().codeCells();
    Set<JsonElement> executed =
        code.subList(0, Math.max(0, outcome.executed())).stream()
            .map(cell -> cell.get("id"))
            .collect(Collectors.toSet());
    return shown.values().stream()
        .filter(cell -> cell.isTest() || cell.isByHand())
        .map(
            cell ->
                genuine(
                        score(cell, cells.get(cell.id()), executed, outcome.problem()),
                        cells.get(cell.id()),
                        found)
                    .remarked(remarks.getOrDefault(cell.id(), "")))
        .toList();
  }

  /** The score, or none for a test that asked something of the student's in place of ours. */
  private static Score genuine(Score score, @Nullable GradedCell cell, Lookout.Found found) {
    String name = cell != null && cell.isTest() ? found.replacedIn(cell) : "";
    return name.isEmpty()
        ? score
        : Score.none(cell, "the submission declares a '%s', which this test uses".formatted(name));
  }

  private static Score score(
      GradedCell shown, @Nullable GradedCell cell, Set<JsonElement> executed, String problem) {
    if (cell == null) {
      return Score.none(shown, "the answer was deleted");
    }
    if (cell.isTask()) {
      return Score.byHand(cell);
    }
    if (cell.isByHand()) {
      boolean blank = cell.source().strip().equals(shown.source().strip());
      return blank ? Score.none(cell, "no answer") : Score.byHand(cell);
    }
    boolean ran = executed.contains(cell.cell().get("id"));
    return ran ? Score.ofTest(cell) : Score.none(cell, "not executed: " + problem);
  }
}
