package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.distill4j.kernel.install.Child;
import org.distill4j.kernel.install.Jupyter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tests in {@code src/kernel/src/test/python}, which speak with the kernel through Jupyter's
 * own client: with the kernel of this checkout on this Java, and at the same time on the others
 * that are installed in the same folder.
 */
class KernelProtocolIT {

  private static final Project PROJECT = Here.PROJECT;

  @TempDir static Path folder;

  @TestFactory
  Stream<DynamicTest> kernelSpeaksTheProtocol() throws IOException {
    Jupyter jupyter = PROJECT.jupyter(quietly -> {});
    CourseKernel.of(PROJECT).installFast(folder);
    Map<Path, Child> programs = new LinkedHashMap<>();
    for (Path java : javas()) {
      programs.put(java, start(jupyter, java));
    }
    return programs.entrySet().stream()
        .flatMap(each -> tests(String.valueOf(each.getKey().getFileName()), each.getValue()))
        .onClose(() -> programs.values().forEach(Child::close));
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

  private static Child start(Jupyter jupyter, Path java) throws IOException {
    Path program = PROJECT.root().resolve("src/kernel/src/test/python/run.py");
    ProcessBuilder builder = new ProcessBuilder(jupyter.command(program));
    NotebookRun.addDataFolder(builder.environment(), folder);
    builder.environment().put("KERNEL_JAVA", java.resolve("bin").resolve("java").toString());
    builder.environment().put("KERNEL_JAR", jar().toString());
    return Child.start(builder.redirectErrorStream(true));
  }

  /** One test for each line that the program prints, as it prints it. */
  private static Stream<DynamicTest> tests(String java, Child program) {
    DynamicTest end =
        DynamicTest.dynamicTest(
            java + ": all tests were run", () -> assertEquals(0, program.waitFor()));
    return Stream.concat(program.lines().map(line -> test(java, line)), Stream.of(end));
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
