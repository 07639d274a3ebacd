package org.distill4j.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.distill4j.kernel.install.WholeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code ./mvnw compile exec:java@release}: makes the students' copies of the assignments, or none
 * of them if one breaks a rule.
 */
@Command(
    name = "release",
    description = "Makes the students' copies of the assignments, release, from source.")
final class MakeRelease implements Runnable {

  private final Project project;
  private final Consumer<String> say;

  @Mixin private Course course = new Course();

  MakeRelease(Project project, Consumer<String> say) {
    this.project = project;
    this.say = say;
  }

  @Override
  public void run() {
    List<Assignment> assignments = course.assignments(project);
    List<String> texts = assignments.stream().map(a -> a.release().format()).toList();
    for (int i = 0; i < texts.size(); i++) {
      write(assignments.get(i), texts.get(i));
    }
  }

  private void write(Assignment assignment, String text) {
    Path file = assignment.releaseFile();
    try {
      WholeFile.write(file, text);
      assignment.attachments().writeTo(Objects.requireNonNull(file.getParent()));
    } catch (IOException e) {
      throw new LabException("cannot write %s: %s".formatted(file, WholeFile.reason(e)));
    }
    say.accept(file.toString());
  }
}
