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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.distill4j.kernel.install.Jupyter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every assignment, or those that {@code -Dnotebooks=ps1} selects: its solution gets all points,
 * its students' copy none and says why, and wrong submissions get the points written beside them.
 */
class AssignmentsIT {

  private static final ExecutorService WORKERS = Executors.newFixedThreadPool(Capacity.kernels());

  private static final GradingKernel KERNEL =
      GradingKernel.of(Here.PROJECT, Sandbox.of(Here.PROJECT));

  private static Jupyter jupyter;

  @TestFactory
  List<DynamicContainer> assignments() throws IOException {
    jupyter = Here.PROJECT.jupyter(quietly -> {});
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
    WORKERS.shutdownNow();
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

  /** Starts the run at once, if a worker is free, and lets the test wait for its end. */
  private static DynamicTest graded(
      String name,
      Assignment assignment,
      Notebook notebook,
      GradingLimits limits,
      Consumer<Graded> check) {
    Submission submission = new Submission(name, assignment.course(), assignment);
    CompletableFuture<Graded> run =
        CompletableFuture.supplyAsync(
            () ->
                new Grader(
                        assignment,
                        new GradingRun(Here.PROJECT, jupyter, limits, KERNEL, quietly -> {}))
                    .grade(submission, notebook, new Attachments(Map.of())),
            WORKERS);
    return dynamicTest(
        name,
        () -> {
          try {
            check.accept(run.join());
          } catch (CompletionException e) {
            throw e.getCause() instanceof LabException said ? said : e;
          }
        });
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
