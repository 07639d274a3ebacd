package org.distill4j.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.distill4j.kernel.install.LabException;

/**
 * {@code ./mvnw compile exec:java@grade -Dsubmissions=FOLDER}: gives points to what students handed
 * in, {@code FOLDER/STUDENT/ps1/ps1.ipynb} or {@code FOLDER/STUDENT/ps1.ipynb}, and writes {@code
 * ps1/points.csv} and {@code ps1/STUDENT.html} into {@code notebooks/assignments/grades} as soon as
 * a submission is graded.
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
    GradingRun run = new GradingRun(Project.here().jupyter(System.out::println), limits);
    List<Grader> graders = chosen.stream().map(assignment -> new Grader(assignment, run)).toList();
    Guard guard = Guard.of(course.resolve(Assignment.SOURCE));
    ExecutorService workers = Executors.newFixedThreadPool(jobs);
    try {
      for (int i = 0; i < chosen.size(); i++) {
        Grades grades = new Grades(out.resolve(chosen.get(i).name()));
        try {
          grade(graders.get(i), Submission.in(folder, chosen.get(i)), workers, grades);
        } finally {
          guard.restore(System.out::println);
        }
        System.out.println(grades.table());
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

  /** Grades several at once; one that cannot be graded does not keep the others from it. */
  private static void grade(
      Grader grader, List<Submission> submissions, ExecutorService workers, Grades grades) {
    CompletableFuture<?>[] running =
        submissions.stream()
            .map(one -> CompletableFuture.runAsync(() -> grades.add(grader.grade(one)), workers))
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(running).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof LabException said ? said : e;
    }
  }
}
