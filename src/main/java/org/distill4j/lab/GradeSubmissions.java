package org.distill4j.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code ./mvnw compile exec:java@grade -Dsubmissions=FOLDER}: gives points to what students handed
 * in, {@code FOLDER/STUDENT/ps1/ps1.ipynb} or {@code FOLDER/STUDENT/ps1.ipynb}, and writes {@code
 * ps1/points.csv} and {@code ps1/STUDENT.html} into {@code notebooks/assignments/grades}.
 *
 * <p>{@code -Dassignment=ps1} grades one assignment, {@code -Dout=FOLDER} writes elsewhere, {@code
 * -Dcourse=FOLDER} grades another course. Limits: {@code -Dtimeout=120} seconds a cell, {@code
 * -Dtotal=900} seconds a notebook, {@code -Dmemory=1500} MB a kernel, {@code -Djobs=2} at once.
 */
public final class GradeSubmissions {

  private GradeSubmissions() {}

  /**
   * Grades them; settings are system properties.
   *
   * @param args not used
   * @throws LabException if there is nothing to grade, or the points cannot be written
   */
  public static void main(String[] args) {
    Path course = MakeRelease.course();
    Path folder = folder(System.getProperty("submissions"), course);
    Path out = Path.of(System.getProperty("out", course.resolve("grades").toString()));
    GradingLimits limits = GradingLimits.given();
    int jobs = GradingLimits.positive("jobs", Capacity.kernels());
    List<Assignment> chosen = chosen(course, folder);
    GradingRun run = new GradingRun(Jupyter.find(Project.here(), System.out::println), limits);
    List<Grader> graders = chosen.stream().map(assignment -> new Grader(assignment, run)).toList();
    Guard guard = Guard.of(course.resolve(Assignment.SOURCE));
    ExecutorService workers = Executors.newFixedThreadPool(jobs);
    try {
      for (int i = 0; i < chosen.size(); i++) {
        List<Submission> submissions = Submission.in(folder, chosen.get(i));
        List<Graded> graded = grade(graders.get(i), submissions, workers);
        guard.restore(System.out::println);
        write(out.resolve(chosen.get(i).name()), graded);
      }
    } finally {
      workers.shutdownNow();
    }
  }

  private static Path folder(String given, Path course) {
    Path folder = given == null ? course.resolve("submitted") : Path.of(given);
    if (!Files.isDirectory(folder)) {
      throw new LabException(
          "there is no folder %s; -Dsubmissions=FOLDER names the one that holds a folder of each student"
              .formatted(folder.toAbsolutePath()));
    }
    return folder;
  }

  /** The assignment that is asked for, or all of which somebody handed in something. */
  private static List<Assignment> chosen(Path course, Path folder) {
    String name = System.getProperty("assignment", "*");
    List<Assignment> chosen =
        Assignment.in(course, name).stream()
            .filter(a -> Submission.in(folder, a).stream().anyMatch(Submission::isHandedIn))
            .toList();
    if (chosen.isEmpty()) {
      throw new LabException(
          "nobody handed in anything: there is no %s/STUDENT/%s/%s.ipynb"
              .formatted(folder, name, name));
    }
    return chosen;
  }

  /** Grades several at once, and tells of them in their order. */
  private static List<Graded> grade(
      Grader grader, List<Submission> submissions, ExecutorService workers) {
    List<CompletableFuture<Graded>> running =
        submissions.stream()
            .map(one -> CompletableFuture.supplyAsync(() -> grader.grade(one), workers))
            .toList();
    List<Graded> graded = new ArrayList<>();
    for (CompletableFuture<Graded> one : running) {
      Graded result = one.join();
      graded.add(result);
      System.out.printf(
          "%s %s: %s of %s points%s%n",
          result.submission().student(),
          result.submission().assignment().name(),
          Graded.text(result.points()),
          Graded.text(result.of()),
          result.problem().isEmpty() ? "" : " (" + result.problem() + ")");
    }
    return graded;
  }

  private static void write(Path folder, List<Graded> graded) {
    try {
      for (Graded one : graded) {
        Path page = folder.resolve(one.submission().student() + ".html");
        WholeFile.write(page, ReportPage.html(one));
      }
      Path table = folder.resolve("points.csv");
      WholeFile.write(table, PointsTable.csv(graded));
      System.out.println(table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
