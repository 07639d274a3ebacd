package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.distill4j.kernel.install.Child;
import org.distill4j.kernel.install.Jupyter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tests in {@code src/kernel/src/test/python}, which speak with the kernel through Jupyter's
 * own client: with the kernel of this checkout on this Java, then on the others that are installed
 * beside it.
 */
class KernelProtocolIT {

  private static final Project PROJECT = Here.PROJECT;

  @TempDir static Path folder;

  @TestFactory
  Stream<DynamicTest> kernelSpeaksTheProtocol() throws IOException {
    Jupyter jupyter = PROJECT.jupyter(quietly -> {});
    CourseKernel.of(PROJECT).installFast(folder);
    return javas().stream().flatMap(java -> tests(jupyter, java));
  }

  /** This Java and the others in the same folder, as {@code /usr/lib/jvm} has them. */
  private static List<Path> javas() throws IOException {
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    List<Path> found = new ArrayList<>(List.of(own));
    try (Stream<Path> homes = Files.list(Objects.requireNonNull(own.getParent()))) {
      for (Path home : homes.sorted().toList()) {
        boolean isNew = Files.exists(home) && !found.contains(home.toRealPath());
        if (isNew && Files.isExecutable(home.resolve("bin").resolve("jshell"))) {
          found.add(home.toRealPath());
        }
      }
    }
    return found;
  }

  /** One test for each line that the program prints, as it prints it. */
  private static Stream<DynamicTest> tests(Jupyter jupyter, Path java) {
    Path program = PROJECT.root().resolve("src/kernel/src/test/python/run.py");
    ProcessBuilder builder = new ProcessBuilder(jupyter.command(program));
    NotebookRun.addDataFolder(builder.environment(), folder);
    builder.environment().put("KERNEL_JAVA", java.resolve("bin").resolve("java").toString());
    try {
      builder.environment().put("KERNEL_JAR", jar().toString());
      Child child = Child.start(builder.redirectErrorStream(true));
      String name = java.getFileName().toString();
      Stream<DynamicTest> each = child.lines().map(line -> test(name, line));
      DynamicTest end =
          DynamicTest.dynamicTest(
              name + ": all tests were run", () -> assertEquals(0, child.waitFor()));
      return Stream.concat(each, Stream.of(end)).onClose(child::close);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The kernel for everybody, as it was packaged. */
  private static Path jar() throws IOException {
    Path target = PROJECT.root().resolve("target");
    try (var jars = Files.newDirectoryStream(target, "*-kernel.jar")) {
      return jars.iterator().next();
    }
  }

  private static DynamicTest test(String java, String line) {
    JsonObject told = JsonParser.parseString(line).getAsJsonObject();
    JsonElement problem = told.get("problem");
    return DynamicTest.dynamicTest(
        java + ": " + told.get("name").getAsString(),
        () -> assertTrue(problem.isJsonNull(), problem::getAsString));
  }
}
