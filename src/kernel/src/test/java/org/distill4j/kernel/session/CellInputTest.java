package org.distill4j.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.distill4j.kernel.protocol.Message;
import org.distill4j.kernel.protocol.Publisher;
import org.distill4j.kernel.protocol.Question;
import org.distill4j.kernel.protocol.Wire;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CellInputTest {

  private static Publisher publisher;

  private final ArrayDeque<String> typed = new ArrayDeque<>();
  private final List<Boolean> givenUp = new ArrayList<>();
  private final Question question =
      (about, stop) -> {
        givenUp.add(stop.getAsBoolean());
        return typed.remove();
      };
  private final CellInput input = new CellInput(question);

  @BeforeAll
  static void open() throws Exception {
    String connection =
        "{'ip': '127.0.0.1', 'transport': 'tcp', 'signature_scheme': 'hmac-sha256', 'key': '',"
            + " 'iopub_port': 0}";
    publisher = new Publisher(new Wire(Wire.JSON.fromJson(connection, JsonObject.class)));
  }

  private Cell cell(boolean allowed) {
    var content = new JsonObject();
    content.addProperty("allow_stdin", allowed);
    var request = new Message(List.of(), new JsonObject(), content);
    return new Cell(
        request,
        publisher,
        input,
        () -> {
          throw new IllegalStateException("nothing is evaluated here");
        });
  }

  private String read(int most) throws IOException {
    var bytes = new byte[most];
    int length = input.read(cell(true), bytes, 0, most);
    return new String(bytes, 0, length, Charset.defaultCharset());
  }

  @Test
  void aLineIsReadInPiecesBeforeTheNextIsAskedFor() throws IOException {
    typed.addAll(List.of("one", "two"));
    assertEquals("on", read(2));
    assertEquals(2, input.available());
    assertEquals("e\n", read(10));
    assertEquals(0, input.available());
    assertEquals("two\n", read(10));
  }

  @Test
  void anEmptyLineIsALine() throws IOException {
    typed.add("");
    assertEquals("\n", read(1));
  }

  @Test
  void nothingWantedAsksNobody() throws IOException {
    assertEquals("", read(0));
    assertEquals(List.of(), givenUp);
  }

  @Test
  void aFrontEndThatCannotBeAskedIsNotAsked() {
    var refused = assertThrows(IOException.class, () -> input.read(cell(false), new byte[1], 0, 1));
    assertEquals("this front end cannot be asked for input", refused.getMessage());
    assertTrue(givenUp.isEmpty());
  }

  @Test
  void theQuestionIsGivenUpWithItsCell() throws IOException {
    typed.addAll(List.of("a", ""));
    Cell cell = cell(true);
    input.read(cell, new byte[2], 0, 2);
    cell.askToStop();
    input.read(cell, new byte[1], 0, 1);
    cell.end();
    assertEquals(List.of(false, true), givenUp);
  }
}
