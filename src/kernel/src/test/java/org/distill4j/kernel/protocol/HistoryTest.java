package org.distill4j.kernel.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private static final String FOUR = "int a;|a + 1|two\nlines|a.b(c)";

  private static String asked(String content) {
    var history = new History();
    for (String cell : FOUR.split("\\|", -1)) {
      history.add(cell);
    }
    var request = JsonParser.parseString(content.replace('\'', '"')).getAsJsonObject();
    var reply = history.reply(new Message(List.of(), new JsonObject(), request));
    assertEquals("ok", reply.get("status"));
    return String.valueOf(reply.get("history"));
  }

  @Test
  void theTailIsTheLastCellsInTheirOrder() {
    assertEquals(
        "[[0, 3, two\nlines], [0, 4, a.b(c)]]", asked("{'hist_access_type': 'tail', 'n': 2}"));
    assertEquals(asked("{}"), asked("{'n': 99}"));
    assertEquals("[]", asked("{'n': 0}"));
  }

  @Test
  void aRangeEndsBeforeItsStop() {
    assertEquals("[[0, 2, a + 1]]", asked("{'start': 2, 'stop': 3}"));
    assertEquals("[[0, 4, a.b(c)]]", asked("{'start': 4, 'stop': 99}"));
    assertEquals("[[0, 1, int a;]]", asked("{'start': -3, 'stop': 2}"));
    assertEquals("[]", asked("{'start': 3, 'stop': 3}"));
  }

  @Test
  void aPatternHasTwoSignsAndTheRestIsMeantLiterally() {
    assertEquals("[[0, 1, int a;], [0, 2, a + 1], [0, 4, a.b(c)]]", asked("{'pattern': '*a*'}"));
    assertEquals("[[0, 2, a + 1]]", asked("{'pattern': 'a ? 1'}"));
    assertEquals("[[0, 4, a.b(c)]]", asked("{'pattern': 'a.b(c)'}"));
    assertEquals("[[0, 3, two\nlines]]", asked("{'pattern': 'two*lines'}"));
    assertEquals("[]", asked("{'pattern': 'a'}"));
  }

  @Test
  void outputIsEmptyWhereItIsAskedFor() {
    assertEquals("[[0, 2, [a + 1, ]]]", asked("{'pattern': 'a +*', 'output': true}"));
  }

  @Test
  void cellsAreCounted() {
    var history = new History();
    assertEquals(0, history.count());
    history.add("");
    assertEquals(1, history.count());
  }

  @Test
  void whatWasTypedAgainIsToldOnceWhereItStoodLast() {
    var history = new History();
    for (String cell : new String[] {"a", "b", "a"}) {
      history.add(cell);
    }
    var unique = JsonParser.parseString("{\"unique\": true}").getAsJsonObject();
    var reply = history.reply(new Message(List.of(), new JsonObject(), unique));
    assertEquals("[[0, 2, b], [0, 3, a]]", String.valueOf(reply.get("history")));
  }
}
