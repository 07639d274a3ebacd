package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.distill4j.kernel.install.InstallException;
import org.distill4j.kernel.install.KernelSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelSpecTest {

  private static final Path CLASSES = Path.of("/p/target/classes");
  private static final Path LIBRARY = Path.of("/r/nd4j-native.jar");

  @TempDir Path folder;

  private final KernelSpec spec = CourseKernel.of(List.of(CLASSES, LIBRARY));

  @Test
  void fileSaysWhatJupyterNeeds() throws IOException {
    Path file = spec.install(folder).resolve("kernel.json");
    JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    assertEquals(spec.argv().size(), json.getAsJsonArray("argv").size());
    assertEquals("Java (distill4j)", json.get("display_name").getAsString());
    assertEquals("java", json.get("language").getAsString());
    assertEquals("message", json.get("interrupt_mode").getAsString());
    assertFalse(json.has("env"), "nothing is to be set before Java starts");
  }

  @Test
  void commandRunsThisJavaAndEndsWithTheConnectionFile() {
    List<String> argv = spec.argv();
    assertTrue(Files.isExecutable(Path.of(argv.get(0))), argv.get(0));
    String classPath = CLASSES + File.pathSeparator + LIBRARY;
    assertEquals(
        List.of("-cp", classPath, "org.distill4j.kernel.Main", "{connection_file}"),
        argv.subList(argv.size() - 4, argv.size()));
    assertTrue(argv.containsAll(List.of("-ea", "-Xmx512m", "-Xmn48m")), argv::toString);
  }

  @Test
  void installsAndReplaces() throws IOException {
    CourseKernel.of(List.of(CLASSES)).install(folder);
    Path kernel = spec.install(folder);
    assertEquals(folder.resolve("kernels").resolve("java"), kernel);
    assertTrue(Files.readString(kernel.resolve("kernel.json")).contains(LIBRARY.toString()));
    try (var files = Files.list(kernel)) {
      assertEquals(1, files.count(), "no draft is left behind");
    }
  }

  @Test
  void kernelOfAnotherProgramStaysAsItIs() throws IOException {
    Path file = Files.createDirectories(folder.resolve("kernels/java")).resolve("kernel.json");
    Files.writeString(file, "{}");
    InstallException e = assertThrows(InstallException.class, () -> spec.install(folder));
    assertTrue(String.valueOf(e.getMessage()).contains(file.toString()), e::getMessage);
    assertEquals("{}", Files.readString(file));
  }

  @Test
  void placeThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    InstallException e =
        assertThrows(InstallException.class, () -> spec.install(file.resolve("data")));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains(file.toString()) && message.contains("another prefix"), message);
  }

  @Test
  void classPathOfThisProcessIsAbsoluteAndHoldsWhatNotebooksImport() {
    List<Path> entries = Project.here().classPath();
    assertFalse(entries.contains(Project.compiled()), entries::toString);
    assertFalse(entries.toString().contains("picocli"), entries::toString);
    assertTrue(entries.stream().anyMatch(e -> e.toString().contains("course")), entries::toString);
    assertTrue(entries.stream().allMatch(Path::isAbsolute), entries::toString);
    assertTrue(entries.stream().anyMatch(e -> e.toString().contains("gson")), entries::toString);
  }

  @Test
  void classPathThatIsGivenBecomesAbsolute() {
    Path here = Path.of("").toAbsolutePath();
    assertEquals(
        List.of(here.resolve("a.jar"), here.resolve("b.jar")),
        ClassPath.of("a.jar" + File.pathSeparator + File.pathSeparator + "b.jar"));
  }
}
