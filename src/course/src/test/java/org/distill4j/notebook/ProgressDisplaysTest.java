package org.distill4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.distill4j.model.train.Progress;
import org.junit.jupiter.api.Test;

class ProgressDisplaysTest {

  private static final Object WORK = new Object();

  @Test
  void aNotebookHasOneBarThatMovesInPlace() {
    Shown shown = new Shown();
    NotebookProgress display = new NotebookProgress(Optional.of(shown));
    display.show(WORK, 0.25, "epoch 1 <of 4>");
    display.show(WORK, 0.5, "epoch 2");
    assertEquals(1, shown.displayed.size());
    assertEquals(List.of("id 1"), shown.updatedIds);
    assertEquals(
        "<div><progress value=\"0.250\" max=\"1\" style=\"width: 240px; vertical-align: middle\">"
            + "</progress> epoch 1 &lt;of 4&gt;</div>",
        shown.displayed.get(0).get("text/html"));
    assertEquals("[#####...............] epoch 1 <of 4>", shown.displayed.get(0).get("text/plain"));
    Sanitized.requireSafe(shown.displayed.get(0).get("text/html"));
  }

  @Test
  void nothingOfTheBarLasts() {
    Shown shown = new Shown();
    NotebookProgress display = new NotebookProgress(Optional.of(shown));
    display.show(WORK, 0.25, "epoch 1");
    display.close(WORK);
    assertEquals(List.of(Map.of("text/html", "", "text/plain", "")), shown.updates);
  }

  @Test
  void eachPieceOfWorkHasItsOwnBar() {
    Shown shown = new Shown();
    NotebookProgress display = new NotebookProgress(Optional.of(shown));
    display.show(WORK, 0.1, "a");
    display.show(new Object(), 0.2, "b");
    display.close(WORK);
    assertEquals(2, shown.displayed.size());
    assertEquals(List.of("id 1"), shown.updatedIds);
  }

  @Test
  void withoutANotebookThereIsNoBar() {
    assertFalse(new NotebookProgress().available());
  }

  @Test
  void aTerminalHasOneLineThatIsWiped() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    TerminalProgress display = new TerminalProgress(out, true);
    assertTrue(display.available());
    display.show(WORK, 0.125, "training");
    display.show(WORK, 1, "done");
    display.close(WORK);
    assertEquals(
        "\r 13 %  training\r100 %  done    \r           \r",
        bytes.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aLineNeverWrapsInATerminal() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new TerminalProgress(out, true).show(WORK, 0.5, "long ".repeat(50));
    assertEquals(80, bytes.toString(StandardCharsets.UTF_8).length());
  }

  @Test
  void whereOutputIsNoTerminalThereIsNoLine() {
    assertFalse(new TerminalProgress().available());
  }

  @Test
  void theServiceLoaderAsksTheNotebookFirst() {
    assertEquals(
        List.of(NotebookProgress.class, TerminalProgress.class),
        ServiceLoader.load(Progress.Display.class).stream()
            .map(ServiceLoader.Provider::type)
            .toList());
  }
}
