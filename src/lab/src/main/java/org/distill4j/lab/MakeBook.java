package org.distill4j.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.distill4j.kernel.install.Child;
import org.distill4j.kernel.install.Jupyter;
import picocli.CommandLine.Command;

/** {@code ./mvnw -Pbook}: makes a site of the executed notebooks. */
@Command(
    name = "book",
    description = "Makes a site of the executed notebooks, target/book; ./mvnw -Pbook calls it.")
final class MakeBook implements Runnable {

  private final Project project;
  private final Consumer<String> say;

  MakeBook(Project project, Consumer<String> say) {
    this.project = project;
    this.say = say;
  }

  @Override
  public void run() {
    Path book = project.root().resolve("target").resolve("book");
    make(project, project.jupyter(say), book);
    say.accept("The book is in %s".formatted(book.resolve("index.html")));
  }

  /**
   * Makes the book in a folder, in place of what was there.
   *
   * @throws LabException if a notebook has no title or no question, or a link leads nowhere; the
   *     folder is then as it was
   */
  static void make(Project project, Jupyter jupyter, Path folder) {
    List<String> command = new ArrayList<>(jupyter.command(project.program("book.py")));
    command.add(project.notebooks().toString());
    command.add(katex(project).toString());
    command.add(folder.toString());
    Child.Answer answer = Child.ask(command);
    if (!answer.ok()) {
      throw new LabException("the book cannot be made:\n" + answer.output());
    }
  }

  /** Where Maven has unpacked the program that sets the formulas. */
  private static Path katex(Project project) {
    Path unpacked = project.root().resolve("target").resolve("katex");
    try (Stream<Path> files = Files.walk(unpacked)) {
      return files.filter(file -> file.endsWith("dist")).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new LabException("%s is missing: make the book by ./mvnw -Pbook".formatted(unpacked));
    }
  }
}
