package org.distill4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.distill4j.Refused;
import org.distill4j.data.Dataset;
import org.distill4j.distill.TransferSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

class RefusedFilesTest {

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("model.onnx");
  }

  private Made three() {
    return Made.linear(OnnxTeacherTest.random(1, 4, 3), OnnxTeacherTest.random(2, 3));
  }

  private void assertRefused(String beginning) {
    String text =
        assertThrows(IllegalArgumentException.class, () -> OnnxTeacher.load(file())).getMessage();
    assertTrue(text.startsWith(file() + beginning), text);
  }

  @Test
  void aMissingFile() {
    Refused.io("there is no file " + file(), () -> OnnxTeacher.load(file()));
    Refused.io("there is no file " + folder, () -> OnnxTeacher.load(folder));
  }

  @Test
  void aFileThatIsNoModel() throws IOException {
    for (String content : List.of("", "PK", "this is no model at all")) {
      Files.writeString(file(), content);
      assertThrows(IllegalArgumentException.class, () -> OnnxTeacher.load(file()));
    }
    assertRefused(" is no ONNX file, or damaged: ");
    byte[] whole = Files.readAllBytes(three().write(file()));
    Files.write(file(), Arrays.copyOf(whole, whole.length / 2));
    assertRefused(" is no ONNX file, or damaged: ");
  }

  @Test
  void anUnknownOperatorIsNamed() {
    new Made()
        .input("x", Made.FLOAT, Made.ANY, 4)
        .node("Telepathy", List.of("x"), List.of("y"))
        .output("y", Made.FLOAT, Made.ANY, 4)
        .write(file());
    assertRefused(" cannot be loaded by ONNX Runtime: ");
    String text =
        assertThrows(IllegalArgumentException.class, () -> OnnxTeacher.load(file())).getMessage();
    assertTrue(text.contains("Telepathy"), text);
  }

  @Test
  void aFileOfTheFuture() {
    three().opset(999).write(file());
    assertRefused(" cannot be loaded by ONNX Runtime: ");
  }

  @Test
  void otherClasses() {
    three().write(file());
    Refused.argument(
        file() + ": there must be 10 classes, but output 'logits' has 3",
        () -> OnnxTeacher.load(file(), OnnxSettings.defaults().withClasses(10)));
    try (OnnxTeacher teacher = OnnxTeacher.load(file(), OnnxSettings.defaults().withClasses(3))) {
      Dataset data = Dataset.unlabelled(Nd4j.ones(5, 4), List.of("cat", "dog"));
      Refused.argument(
          "the teacher in " + file() + " knows 3 classes, but the data have 2: [cat, dog]",
          () -> TransferSet.label(data, teacher));
    }
  }

  @Test
  void oneNumberForAnExample() {
    Made.linear(OnnxTeacherTest.random(1, 4, 1), OnnxTeacherTest.random(2, 1)).write(file());
    assertRefused(
        ": output 'logits' must have a number for each of at least two classes, [N, C], but has"
            + " shape [any, 1]");
  }

  @Test
  void otherFeatures() {
    three().write(file());
    try (OnnxTeacher teacher = OnnxTeacher.load(file())) {
      Refused.argument(
          file()
              + ": features must be a matrix [N, 4] for the inputs ['x' [any, 4]], but have shape"
              + " [2, 5]",
          () -> teacher.logits(Nd4j.ones(2, 5)));
      Refused.argument(
          file()
              + ": features must be a matrix [N, 4] for the inputs ['x' [any, 4]], but have shape"
              + " [4]",
          () -> teacher.logits(Nd4j.ones(4)));
    }
  }

  @Test
  void inputsThatAreNoFeatures() {
    new Made()
        .input("ids", Made.INT64, Made.ANY, Made.ANY)
        .node("Cast", List.of("ids"), List.of("y"), Made.whole("to", Made.FLOAT))
        .output("y", Made.FLOAT, Made.ANY, Made.ANY)
        .write(file());
    assertRefused(
        ": input 'ids' must take numbers of type FLOAT or DOUBLE, as features are, but takes INT64"
            + " [any, any]");
  }

  @Test
  void sizesThatAreAllOpen() {
    new Made()
        .input("x", Made.FLOAT, Made.ANY, Made.ANY, Made.ANY, Made.ANY)
        .node("Flatten", List.of("x"), List.of("y"))
        .output("y", Made.FLOAT, Made.ANY, Made.ANY)
        .write(file());
    assertRefused(
        ": which input takes which features must follow from the sizes, but they are ['x' [any,"
            + " any, any, any]]");
  }

  @Test
  void settingsThatCannotBe() {
    assertEquals(
        "batch must be at least 1, but was 0",
        assertThrows(IllegalArgumentException.class, () -> OnnxSettings.defaults().withBatch(0))
            .getMessage());
    Refused.argument(
        "threads must be at least 1, but was 0", () -> OnnxSettings.defaults().withThreads(0));
    Refused.argument(
        "classes must be at least 2, but was 1", () -> OnnxSettings.defaults().withClasses(1));
  }
}
