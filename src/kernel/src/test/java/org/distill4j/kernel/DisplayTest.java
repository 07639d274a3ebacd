package org.distill4j.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What programs without a kernel get. */
class DisplayTest {

  @Test
  void valuesHaveTheTextThatTheyHaveInACell() {
    assertEquals(
        Map.of("text/plain", "[[1.0],\n [2.0]]"),
        Display.render(new double[][] {{1}, {2}}).bundle());
    assertEquals(Map.of("text/plain", "null"), Display.render(null).bundle());
  }

  @Test
  void theTypesAreThoseThatAreAskedFor() {
    assertEquals(
        Map.of("text/html", "<b>", "text/plain", "3 characters of markup"),
        Display.render("<b>", "text/html").bundle());
  }

  @Test
  void whatWasPreparedIsShownAsItIs() {
    var prepared = new Display.Rendered(Map.of("text/html", "<p>", "text/plain", "p"));
    assertEquals(prepared, Display.render(prepared));
  }

  @Test
  void sessionsAreReachedFromCellsOnly() {
    String message =
        assertThrows(IllegalStateException.class, () -> Display.register(value -> null))
            .getMessage();
    assertEquals("register must be called in a cell, but no cell runs here", message);
    assertThrows(IllegalStateException.class, () -> Display.eval("1 + 1"));
  }

  @Test
  void theVersionIsTheOneOfTheBuild() {
    assertTrue(Version.OURS.matches("\\d+\\.\\d+.*"), Version.OURS);
  }
}
