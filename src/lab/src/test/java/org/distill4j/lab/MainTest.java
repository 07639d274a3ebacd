package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as they are typed, without those that start Jupyter. */
class MainTest {

  private final List<String> said = new ArrayList<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @TempDir Path folder;

  @AfterEach
  void forget() {
    Stream.of("notebook", "course", "assignment", "timeout").forEach(System::clearProperty);
  }

  private int run(String... typed) {
    return Main.commandLine(Here.PROJECT, said::add)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(errors, true))
        .execute(typed);
  }

  private Path course() throws IOException {
    Path source = folder.resolve("source/tiny/tiny.ipynb");
    Files.createDirectories(source.getParent());
    Files.copy(new Assignment(Assignments.COURSE, "tiny").sourceFile(), source);
    return folder;
  }

  @ParameterizedTest
  @ValueSource(strings = {"lab", "run", "kernel", "release", "grade", "book"})
  void helpSaysHowACommandIsTyped(String command) {
    assertEquals(0, run(command, "--help"));
    String typed = "Usage: ./mvnw compile exec:java@%s [-DNAME=VALUE ...]".formatted(command);
    assertTrue(out.toString().startsWith(typed), out::toString);
    assertEquals("", errors.toString());
  }

  @Test
  void optionsAreReadFromThePropertiesThatMavenSets() throws IOException {
    System.setProperty("course", course().toString());
    assertEquals(0, run("release"), errors::toString);
    Path released = folder.resolve("release/tiny/tiny.ipynb");
    assertEquals(List.of(released.toString()), said);
    Path expected = new Assignment(Assignments.COURSE, "tiny").releaseFile();
    assertEquals(Files.readString(expected), Files.readString(released));
  }

  @Test
  void whatIsTypedComesBeforeTheProperties() throws IOException {
    System.setProperty("course", "nowhere");
    assertEquals(0, run("release", "--course", course().toString()), errors::toString);
  }

  @Test
  void wrongUseIsSaidInOneSentence() {
    assertEquals(1, run("run"));
    assertEquals(
        "which notebook? Type -Dnotebook=notebooks/NAME.ipynb%n".formatted(), errors.toString());
    System.setProperty("notebook", folder.resolve("none.ipynb").toString());
    assertEquals(1, run("run"));
    System.setProperty("timeout", "long");
    assertEquals(1, run("run"));
    System.setProperty("course", folder.toString());
    assertEquals(1, run("release"));
    assertEquals(1, run("grade", "--submisions=x"));
    assertEquals(1, run("lab", "--lab.args=--a='b"));
    assertEquals(1, run("start"));
    assertEquals(7, errors.toString().lines().count(), errors::toString);
    assertFalse(errors.toString().contains("\tat "), errors::toString);
    assertTrue(errors.toString().contains("'--timeout': must be a whole number"), errors::toString);
  }

  @Test
  void onlyTheCommandLineAndTheCheckoutAreForOthers() throws Exception {
    Set<String> open = new TreeSet<>();
    try (Stream<Path> classes = Files.walk(Project.compiled().resolve("org/distill4j/lab"))) {
      for (Path file : classes.filter(p -> p.toString().endsWith(".class")).toList()) {
        String name = Project.compiled().relativize(file).toString();
        Class<?> type =
            Class.forName(name.replace(".class", "").replace(java.io.File.separatorChar, '.'));
        if (Modifier.isPublic(type.getModifiers())) {
          open.add(type.getSimpleName());
        }
      }
    }
    assertEquals(Set.of("Main", "Project"), open);
  }
}
