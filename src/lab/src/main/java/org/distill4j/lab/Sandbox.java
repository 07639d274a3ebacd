package org.distill4j.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.distill4j.kernel.install.Child;
import org.distill4j.kernel.install.Jupyter;

/**
 * What keeps a submission from everything but its own working folder, by namespaces of Linux. The
 * program that drives the kernel shares its network, which has nobody else in it; the kernel has
 * processes and files of its own.
 *
 * @param script the program that lays out the files
 * @param unshare the program that makes namespaces
 */
record Sandbox(Path script, Path unshare) {

  /** Megabytes of files that a submission may write; they are held in memory. */
  private static final int MOST_MEGABYTES_OF_FILES = 500;

  /** Whether there shall be one. */
  enum Wish {
    /** Where this machine allows it. */
    AUTO,
    /** Without one nothing is graded. */
    YES,
    /** Not even where this machine allows it. */
    NO
  }

  /**
   * The sandbox of this machine, if it allows one: some containers and some systems forbid
   * namespaces.
   */
  static Optional<Sandbox> of(Project project) {
    Path script = project.program("sandbox.sh");
    for (Path unshare : Jupyter.programs(System.getenv().getOrDefault("PATH", ""), "unshare")) {
      Sandbox sandbox = new Sandbox(script, unshare);
      if (sandbox.works()) {
        return Optional.of(sandbox);
      }
    }
    return Optional.empty();
  }

  /**
   * The sandbox that is wished for.
   *
   * @throws LabException if there must be one, and this machine allows none
   */
  static Optional<Sandbox> of(Project project, Wish wish) {
    Optional<Sandbox> found = wish == Wish.NO ? Optional.empty() : of(project);
    if (wish == Wish.YES && found.isEmpty()) {
      throw new LabException(
          "this machine allows no sandbox, which -Dsandbox=yes asks for: it needs Linux with unshare, setpriv and user namespaces");
    }
    return found;
  }

  private boolean works() {
    try {
      Path work = Files.createTempDirectory("distill4j-sandbox");
      try {
        List<String> command = new ArrayList<>(List.of("env", "-C", work.toString()));
        command.addAll(driver());
        command.addAll(kernel(List.of(), List.of("true")));
        return Child.ask(command).ok();
      } finally {
        GradingRun.delete(work);
        Files.deleteIfExists(Path.of(work + ".root"));
      }
    } catch (IOException e) {
      return false;
    }
  }

  /** What stands before the command that drives the kernel. */
  List<String> driver() {
    return List.of(unshare.toString(), "--user", "--map-root-user", "--net");
  }

  /**
   * The command of the kernel, in its namespaces.
   *
   * @param seen what it reads beside Java's and the system's own
   * @param command what is started in the working folder
   */
  List<String> kernel(List<Path> seen, List<String> command) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of(unshare.toString(), "--mount", "--pid", "--ipc", "--fork", "--kill-child"));
    all.addAll(List.of("sh", script.toString(), String.valueOf(MOST_MEGABYTES_OF_FILES)));
    seen.forEach(path -> all.add(path.toString()));
    all.add("--");
    all.addAll(command);
    return all;
  }
}
