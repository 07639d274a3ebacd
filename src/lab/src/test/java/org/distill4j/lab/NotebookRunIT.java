package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.kernel.install.Jupyter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Notebooks executed through Jupyter and this checkout's kernel. */
class NotebookRunIT {

  private static Jupyter jupyter;

  @TempDir Path folder;

  @BeforeAll
  static void findJupyter() {
    jupyter = Here.PROJECT.jupyter(quietly -> {});
  }

  private Path copy(String name) throws IOException {
    Path source = Here.PROJECT.root().resolve("src/lab/src/test/resources/notebooks").resolve(name);
    return Files.copy(source, folder.resolve(name));
  }

  @Test
  void failingCellIsNamedWithItsErrorAndTheNotebookStaysAsItWas() throws IOException {
    Path notebook = copy("failing.ipynb");
    byte[] before = Files.readAllBytes(notebook);

    LabException e =
        assertThrows(
            LabException.class,
            () -> NotebookRun.of(Here.PROJECT, jupyter, notebook).writeTo(notebook));

    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains("code cell 2 failed"), message);
    assertTrue(message.contains("half / none"), message);
    assertTrue(message.contains("ArithmeticException"), message);
    assertFalse(message.contains("never reached"), message);
    assertArrayEquals(before, Files.readAllBytes(notebook));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count(), "no draft is left behind");
    }
  }

  @Test
  void anotherRunGivesTheSameBytes() throws IOException {
    Path notebook = copy("passing.ipynb");

    NotebookRun.Report report = NotebookRun.of(Here.PROJECT, jupyter, notebook).writeTo(notebook);
    byte[] first = Files.readAllBytes(notebook);
    NotebookRun.of(Here.PROJECT, jupyter, notebook).writeTo(notebook);

    assertArrayEquals(first, Files.readAllBytes(notebook));
    String text = Files.readString(notebook);
    assertTrue(text.contains("\"größer\\n\""), text);
    assertTrue(text.contains(folder.getFileName().toString()), "runs in the notebook's folder");
    assertFalse(text.contains(System.getProperty("java.vm.version")), "no build of the JDK");
    assertEquals("", report.executed().standardError());
  }

  @Test
  void aLossDeclaredInACellTrainsAStudentWhoseFileKnowsNothingOfIt() throws IOException {
    Path notebook = copy("own-loss.ipynb");

    NotebookRun.of(Here.PROJECT, jupyter, notebook).writeTo(notebook);

    File file = folder.resolve("student.zip").toFile();
    INDArray features = Nd4j.readBinary(folder.resolve("features").toFile());
    INDArray answers = Nd4j.readBinary(folder.resolve("answers").toFile());
    MultiLayerNetwork plain = MultiLayerNetwork.load(file, false);
    assertTrue(answers.equalsWithEps(plain.output(features), 1e-6));
    assertFalse(plain.getLayerWiseConfigurations().toJson().contains("OwnLoss"));
  }

  @Test
  void cellThatTakesTooLongFails() throws IOException {
    Path notebook = folder.resolve("slow.ipynb");
    String text = Files.readString(copy("failing.ipynb"));
    Files.writeString(notebook, text.replace("int half = 21", "Thread.sleep(100_000)"));
    NotebookRun run = new NotebookRun(Here.PROJECT, jupyter, notebook, null, Duration.ofSeconds(3));

    LabException e =
        assertThrows(LabException.class, () -> run.writeTo(folder.resolve("out.ipynb")));

    assertTrue(String.valueOf(e.getMessage()).contains("code cell 1 failed"), e.getMessage());
    assertTrue(String.valueOf(e.getMessage()).contains("3 seconds"), e.getMessage());
    assertFalse(Files.exists(folder.resolve("out.ipynb")));
  }

  @Test
  void kernelThatIsNotInstalledIsNamed() throws IOException {
    Path notebook = copy("passing.ipynb");
    NotebookRun run =
        new NotebookRun(Here.PROJECT, jupyter, notebook, "no-such", Duration.ofSeconds(60));

    LabException e = assertThrows(LabException.class, () -> run.writeTo(notebook));

    assertTrue(String.valueOf(e.getMessage()).contains("no-such"), e.getMessage());
  }
}
