package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class WordsTest {

  @Test
  void blanksDivide() {
    List<String> expected = List.of("--no-browser", "--port=9000");
    assertEquals(expected, Words.of("  --no-browser \t--port=9000 ").list());
    assertEquals(List.of(), Words.of(" ").list());
  }

  @Test
  void quotesKeepThePathsTogetherThatHaveBlanks() {
    assertEquals(
        List.of("--ServerApp.log=/my course/it's", "C:\\my files\\a", ""),
        Words.of("--ServerApp.log=\"/my course/it's\" 'C:\\my files\\a' ''").list());
  }

  @Test
  void quoteThatIsNotClosedIsSaid() {
    TypeConversionException e =
        assertThrows(TypeConversionException.class, () -> Words.of("--a \"b c"));
    assertTrue(e.getMessage().contains("\" is not closed in: --a \"b c"), e.getMessage());
  }
}
