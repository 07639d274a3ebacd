package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.distill4j.kernel.install.Jupyter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotebookTest {

  @TempDir Path folder;

  private String refused(Path file) {
    LabException e = assertThrows(LabException.class, () -> Notebook.read(file));
    return String.valueOf(e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "7",
        "{}",
        "{\"nbformat\": 3, \"cells\": []}",
        "{\"nbformat\": 4}",
        "{\"nbformat\": \"x\", \"cells\": []}",
        "{\"nbformat\": 4, \"cells\": 7}"
      })
  void refusesWhatIsNoNotebook(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("x.ipynb"), content);
    String message = refused(file);
    assertTrue(message.startsWith(file + " is not a notebook"), message);
  }

  @Test
  void missingFileIsNamed() {
    String message = refused(folder.resolve("none.ipynb"));
    assertTrue(message.contains("no such file") && message.contains("none.ipynb"), message);
  }

  @Test
  void targetThatCannotBeWrittenIsFoundBeforeTheRun() throws IOException {
    Path notebook = Files.writeString(folder.resolve("x.ipynb"), "not read");
    Path inAFile = notebook.resolve("out.ipynb");
    NotebookRun run = NotebookRun.of(Here.PROJECT, new Jupyter(Path.of("none"), "4"), notebook);
    LabException e = assertThrows(LabException.class, () -> run.writeTo(inAFile));
    assertTrue(String.valueOf(e.getMessage()).startsWith("cannot write to " + inAFile));
    assertThrows(LabException.class, () -> run.writeTo(folder));
    assertEquals("not read", Files.readString(notebook));
  }
}
