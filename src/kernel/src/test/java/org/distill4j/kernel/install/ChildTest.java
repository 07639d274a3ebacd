package org.distill4j.kernel.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

  @Test
  void pythonIsToldToSpeakUtf8(@TempDir Path folder) throws Exception {
    // A program that tells its own environment, in Java, which is surely there.
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path program =
        Files.writeString(
            folder.resolve("Tell.java"),
            "class Tell { public static void main(String[] a) {"
                + " System.out.print(System.getenv(\"PYTHONUTF8\")); } }");
    assertEquals(new Child.Answer(0, "1"), Child.ask(List.of(java.toString(), program.toString())));
  }

  @Test
  void aProgramThatIsNotThereHasAnAnswer() {
    assertEquals(-1, Child.ask(List.of("/no/such/program")).status());
  }
}
