package org.distill4j.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code ./mvnw compile exec:java@grade -Dsubmissions=FOLDER}: gives points to what students handed
 * in, {@code FOLDER/STUDENT/ps1/ps1.ipynb} or {@code FOLDER/STUDENT/ps1.ipynb}, and writes {@code
 * ps1/points.csv} and {@code ps1/STUDENT.html} as soon as a submission is graded.
 */
@Command(name = "grade", description = "Gives points to what students handed in.")
final class GradeSubmissions implements Runnable {

  private static final String WITHOUT =
      "without a sandbox: submissions can do what you can do on this machine (see notebooks/assignments/README.md)";

  private final Project project;
  private final Consumer<String> say;

  @Option(
      names = "--submissions",
      paramLabel = "FOLDER",
      defaultValue = "${sys:submissions}",
      description = "What holds a folder of each student (notebooks/assignments/submitted).")
  private @Nullable Path submissions;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = "${sys:out}",
      description = "Where the points go (notebooks/assignments/grades).")
  private @Nullable Path out;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "${sys:jobs}",
      converter = Positive.class,
      description = "Kernels at once (as many as there are cores and 1.4 GB each).")
  private @Nullable Integer jobs;

  @Option(
      names = "--sandbox",
      paramLabel = "auto|yes|no",
      defaultValue = "${sys:sandbox:-auto}",
      description =
          "Whether submissions are kept from the rest of this machine: auto, where it can be done"
              + " (Linux); yes, or nothing is graded; no.")
  private Sandbox.Wish sandbox = Sandbox.Wish.AUTO;

  @Mixin private Course course = new Course();
  @Mixin private LimitOptions limits = new LimitOptions();

  GradeSubmissions(Project project, Consumer<String> say) {
    this.project = project;
    this.say = say;
  }

  @Override
  public void run() {
    Path home = course.folder(project);
    Path folder = folder(submissions == null ? home.resolve("submitted") : submissions);
    Path points = out == null ? home.resolve("grades") : out;
    List<Assignment> chosen = handedIn(folder);
    Optional<Sandbox> box = Sandbox.of(project, sandbox);
    say.accept(box.isPresent() ? "in a sandbox" : WITHOUT);
    ExecutorService workers =
        Executors.newFixedThreadPool(jobs == null ? Capacity.kernels() : jobs);
    try (GradingKernel kernel = GradingKernel.of(project, box)) {
      GradingRun run = new GradingRun(project, project.jupyter(say), limits.limits(), kernel, say);
      // All of it is read before the first of them is executed, and may change what it can reach.
      List<Work> all =
          chosen.stream()
              .map(one -> Work.of(one, folder, run, new Grades(points.resolve(one.name()), say)))
              .toList();
      Guard guard =
          Guard.of(List.of(home.resolve(Assignment.SOURCE), home.resolve(Assignment.RELEASE)));
      for (Work work : all) {
        try {
          work.grade(workers);
        } finally {
          guard.restore(say);
          kernel.restore(say);
        }
        say.accept(work.grades().table().toString());
      }
      all.forEach(work -> work.grades().rewrite());
    } finally {
      workers.shutdownNow();
    }
  }

  private static Path folder(Path given) {
    if (!Files.isDirectory(given)) {
      throw new LabException(
          "there is no folder %s; -Dsubmissions=FOLDER names the one that holds a folder of each student"
              .formatted(given.toAbsolutePath()));
    }
    return given;
  }

  /** The assignment that is asked for, or all of which somebody handed in something. */
  private List<Assignment> handedIn(Path folder) {
    List<Assignment> chosen =
        course.assignments(project).stream()
            .filter(a -> Submission.in(folder, a).stream().anyMatch(Submission::isHandedIn))
            .toList();
    if (chosen.isEmpty()) {
      throw new LabException(
          "nobody handed in anything: there is no %s/STUDENT/%s/%s.ipynb"
              .formatted(folder, course.name(), course.name()));
    }
    return chosen;
  }

  /**
   * An assignment and what was handed in for it.
   *
   * @param grader who gives points
   * @param submissions as they were read
   * @param grades where the points go
   */
  private record Work(Grader grader, List<Taken> submissions, Grades grades) {

    static Work of(Assignment assignment, Path folder, GradingRun run, Grades grades) {
      List<Taken> taken = Submission.in(folder, assignment).stream().map(Taken::of).toList();
      return new Work(new Grader(assignment, run), taken, grades);
    }

    /** Grades several at once; one that cannot be graded does not keep the others from it. */
    void grade(ExecutorService workers) {
      CompletableFuture<?>[] running =
          submissions.stream()
              .map(one -> CompletableFuture.runAsync(() -> grades.add(grader.grade(one)), workers))
              .toArray(CompletableFuture<?>[]::new);
      try {
        CompletableFuture.allOf(running).join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException said ? said : e;
      }
    }
  }
}
