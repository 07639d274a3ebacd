package org.distill4j.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir private Path project;

  @Test
  void itIsFoundFromAnyFolderInsideTheProject() throws IOException {
    Path digits = Files.createDirectories(project.resolve("data/digits"));
    Path deep = Files.createDirectories(project.resolve("notebooks/assignments"));
    assertEquals(digits, DataFolder.find("digits", null, null, project));
    assertEquals(digits, DataFolder.find("digits", null, null, deep));
    assertEquals(digits, DataFolder.find("digits", null, null, digits));
  }

  @Test
  void aFolderOfThatNameWithoutTheDataSetIsPassedBy() throws IOException {
    Path digits = Files.createDirectories(project.resolve("data/digits"));
    Path other = Files.createDirectories(project.resolve("src/data"));
    assertEquals(digits, DataFolder.find("digits", null, null, other.getParent()));
  }

  @Test
  void thePropertyComesBeforeTheVariableBeforeTheWorkingFolder() throws IOException {
    Path first = Files.createDirectories(project.resolve("first/digits"));
    Path second = Files.createDirectories(project.resolve("second/digits"));
    Files.createDirectories(project.resolve("data/digits"));
    String property = first.getParent().toString();
    String variable = second.getParent().toString();
    assertEquals(first, DataFolder.find("digits", property, variable, project));
    assertEquals(second, DataFolder.find("digits", null, variable, project));
  }

  @Test
  void theErrorNamesAllPlacesTried() {
    UncheckedIOException refusal =
        assertThrows(
            UncheckedIOException.class,
            () -> DataFolder.find("no-such-set", "here", "there", Path.of("/a/b")));
    assertEquals(
        "the folder of the data set 'no-such-set' must be in one of these places, but is in none:"
            + " here/no-such-set, there/no-such-set, /a/b/data/no-such-set, /a/data/no-such-set,"
            + " /data/no-such-set; the system property distill4j.data or the environment variable"
            + " DISTILL4J_DATA can name the folder above it",
        refusal.getMessage());
  }
}
