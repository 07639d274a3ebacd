package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradingKernelTest {

  private final List<String> said = new ArrayList<>();

  @TempDir Path folder;

  private Path original;
  private Path library;

  @BeforeEach
  void writeClasses() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes/a"));
    original = Files.writeString(classes.resolve("Check.class"), "as it was");
    library = Files.writeString(folder.resolve("library.jar"), "as it was");
  }

  private GradingKernel kernel() {
    List<Path> classPath = List.of(folder.resolve("classes"), library, folder.resolve("pom.xml"));
    return GradingKernel.of(new Project(Here.PROJECT.root(), classPath), Optional.empty());
  }

  private static List<String> command(GradingKernel kernel) throws IOException {
    String json = Files.readString(kernel.data().resolve("kernels/java/kernel.json"));
    return JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("argv").asList().stream()
        .map(JsonElement::getAsString)
        .toList();
  }

  @Test
  void theClassesAreACopyAndNoAgentCanBeLoaded() throws IOException {
    try (GradingKernel kernel = kernel()) {
      List<String> command = command(kernel);
      String classPath = command.get(command.indexOf("-cp") + 1);
      assertFalse(classPath.contains(folder.resolve("classes").toString()), classPath);
      assertTrue(classPath.endsWith(library.toString()), classPath);
      int agent = command.indexOf("-Djdk.attach.allowAttachSelf=false");
      assertTrue(agent > command.indexOf("-Djdk.attach.allowAttachSelf=true"), "the last counts");
      assertTrue(command.contains("-XX:-EnableDynamicAgentLoading"), command.toString());
    }
  }

  @Test
  void aChangedCopyAndAChangedOriginalAreSetRight() throws IOException {
    Path copy;
    try (GradingKernel kernel = kernel()) {
      List<String> command = command(kernel);
      String classPath = command.get(command.indexOf("-cp") + 1);
      copy =
          Stream.of(classPath.split(File.pathSeparator, -1))
              .filter(entry -> entry.endsWith("classes-1.jar"))
              .map(Path::of)
              .findFirst()
              .orElseThrow();
      byte[] good = Files.readAllBytes(copy);
      Files.writeString(copy, "gives full points");
      Files.writeString(original, "gives full points");

      kernel.check(said::add);
      assertArrayEquals(good, Files.readAllBytes(copy));
      kernel.restore(said::add);
      assertEquals("as it was", Files.readString(original));
      assertEquals(
          List.of(
              "a submission changed %s; it is as it was again".formatted(copy),
              "a submission changed %s; it is as it was again".formatted(original)),
          said);
    }
    assertFalse(Files.exists(copy));
  }

  @Test
  void aChangedLibraryIsRefusedAlsoWithTheOldLengthAndTime() throws IOException {
    try (GradingKernel kernel = kernel()) {
      kernel.check(said::add);
      FileTime time = Files.getLastModifiedTime(library);
      Files.writeString(library, "as it is.");
      Files.setLastModifiedTime(library, time);
      LabException e = assertThrows(LabException.class, () -> kernel.check(said::add));
      assertTrue(String.valueOf(e.getMessage()).contains("the library " + library));
      assertEquals(List.of(), said);
    }
  }
}
