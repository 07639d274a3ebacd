package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionTest {

  @TempDir Path folder;

  @BeforeEach
  void fill() throws IOException {
    for (String name : List.of("02-b.ipynb", "01-a.ipynb", "03-c.ipynb", "README.md")) {
      Files.writeString(folder.resolve(name), "");
    }
  }

  private List<String> names(String pattern) throws IOException {
    return Selection.of(pattern).in(folder).stream().map(f -> f.getFileName().toString()).toList();
  }

  @Test
  void starIsAllOfThemInOrder() throws IOException {
    assertEquals(List.of("01-a.ipynb", "02-b.ipynb", "03-c.ipynb"), names("*"));
  }

  @Test
  void endingMayBeLeftOut() throws IOException {
    assertEquals(List.of("03-c.ipynb"), names("03*"));
    assertEquals(List.of("03-c.ipynb"), names("03-c.ipynb"));
    assertEquals(List.of("01-a.ipynb", "02-b.ipynb"), names("0[12]*"));
  }

  @Test
  void choiceOfNothingIsAnError() {
    LabException e = assertThrows(LabException.class, () -> names("04*"));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains("04*") && message.contains("02-b.ipynb"), message);
    Path none = folder.resolve("none");
    assertThrows(LabException.class, () -> Selection.of("*").in(none));
  }
}
