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
import org.junit.jupiter.params.provider.CsvSource;
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
  void refusesBytesThatAreNoText() throws IOException {
    Path file = Files.write(folder.resolve("x.ipynb"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertEquals(file + " is not a notebook: it is no UTF-8 text", refused(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "it has no metadata | {'nbformat': 4, 'cells': []}",
        "its nbformat_minor is no number | {'nbformat': 4, 'nbformat_minor': {}, 'metadata': {},"
            + " 'cells': []}",
        "cell 1 is no cell | {'nbformat': 4, 'metadata': {}, 'cells': [7]}",
        "cell 1 is no cell | {'nbformat': 4, 'metadata': {}, 'cells': [null]}",
        "cell 1 is neither code nor text | {'nbformat': 4, 'metadata': {}, 'cells': [{}]}",
        "cell 1 has no source | {'nbformat': 4, 'metadata': {}, 'cells': [{'cell_type': 'code',"
            + " 'metadata': {}}]}",
        "cell 1 has no source | {'nbformat': 4, 'metadata': {}, 'cells': [{'cell_type': 'code',"
            + " 'metadata': {}, 'source': [7]}]}",
        "cell 1 has no metadata | {'nbformat': 4, 'metadata': {}, 'cells': [{'cell_type': 'raw',"
            + " 'source': ''}]}",
        "cell 1 has an id that is none | {'nbformat': 4, 'metadata': {}, 'cells': [{'cell_type':"
            + " 'raw', 'source': '', 'metadata': {}, 'id': 7}]}",
      })
  void whatCannotBeRunIsSaidBeforeJupyterStarts(String reason, String content) throws IOException {
    Path file = Files.writeString(folder.resolve("x.ipynb"), content.replace('\'', '"'));
    NotebookRun run = NotebookRun.of(Here.PROJECT, new Jupyter(Path.of("none"), "4"), file);
    LabException e = assertThrows(LabException.class, () -> run.writeTo(folder.resolve("y.ipynb")));
    assertEquals(file + " is not a notebook that can be run: " + reason, e.getMessage());
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
