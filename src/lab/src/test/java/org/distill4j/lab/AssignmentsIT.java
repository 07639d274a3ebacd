package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.distill4j.kernel.install.Jupyter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every assignment, or those that {@code -Dnotebooks=ps1} selects: its solution gets all points,
 * its students' copy none and says why, and wrong submissions get the points written beside them.
 */
@Execution(ExecutionMode.CONCURRENT)
class AssignmentsIT {

  private static final GradingKernel KERNEL =
      GradingKernel.of(Here.PROJECT, Sandbox.of(Here.PROJECT));

  private static Jupyter jupyter;

  @TestFactory
  List<DynamicContainer> assignments() throws IOException {
    jupyter = Here.jupyter();
    String pattern = System.getProperty("notebooks", "*");
    PathMatcher chosen = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    Path course = Here.PROJECT.notebooks().resolve("assignments");
    List<Assignment> all = new ArrayList<>(Assignment.in(course, "*"));
    all.addAll(Assignment.in(Assignments.COURSE, "*")); // short ones last: no worker waits long
    List<DynamicContainer> tests = new ArrayList<>();
    for (Assignment assignment : all) {
      if (chosen.matches(Path.of(assignment.name()))) {
        tests.add(DynamicContainer.dynamicContainer(assignment.name(), tests(assignment)));
      }
    }
    return tests;
  }

  @AfterAll
  static void stop() {
    KERNEL.close();
  }

  private static Stream<DynamicTest> tests(Assignment assignment) throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    GradingLimits limits = GradingLimits.USUAL;
    tests.add(
        dynamicTest(
            "the students' copy is the one that the source makes",
            () ->
                assertEquals(
                    assignment.release().format(), Files.readString(assignment.releaseFile()))));
    tests.add(
        graded("solution", assignment, assignment.source(), limits, AssignmentsIT::checkFull));
    tests.add(
        graded(
            "students' copy", assignment, assignment.release(), limits, AssignmentsIT::checkNone));
    for (WrongSubmission wrong : WrongSubmission.of(assignment)) {
      Notebook notebook = wrong.notebook(assignment);
      tests.add(graded(wrong.says(), assignment, notebook, wrong.limits(), wrong::check));
    }
    return tests.stream();
  }

  private static DynamicTest graded(
      String name,
      Assignment assignment,
      Notebook notebook,
      GradingLimits limits,
      Consumer<Graded> check) {
    Submission submission = new Submission(name, assignment.course(), assignment);
    Supplier<Graded> run =
        Runs.start(
            () ->
                new Grader(
                        assignment,
                        new GradingRun(Here.PROJECT, jupyter, limits, KERNEL, quietly -> {}))
                    .grade(submission, notebook, new Attachments(Map.of())));
    return dynamicTest(name, () -> check.accept(run.get()));
  }

  private static void checkFull(Graded graded) {
    assertEquals("", graded.problem());
    assertEquals(List.of(), graded.lookAt());
    for (Score score : graded.scores()) {
      assertEquals("", score.remark(), score.id());
      assertTrue(score.byHand() || score.points() == score.of(), score.toString());
    }
  }

  private static void checkNone(Graded graded) {
    assertEquals("", graded.problem());
    for (Score score : graded.scores()) {
      assertEquals(0, score.points(), score.toString());
      assertTrue(
          score.byHand() || score.remark().matches("(?s).*(not yet|YOUR CODE HERE|no answer).*"),
          score.toString());
    }
  }
}
