package org.distill4j.lab;

import static org.distill4j.lab.Assignments.notebook;
import static org.distill4j.lab.Assignments.plain;
import static org.distill4j.lab.Assignments.solution;
import static org.distill4j.lab.Assignments.test;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What students and graders are told. */
class ReportPageTest {

  private static String page(List<String> lookAt, long timeouts, JsonObject... cells) {
    Submission anna =
        new Submission("anna", Path.of("anna"), new Assignment(Assignments.COURSE, "tiny"));
    List<Score> scores = List.of(new Score("t", 0, 2, false, "no"));
    Notebook executed = notebook(cells);
    return ReportPage.html(
        new Graded(anna, scores, "", Map.of(), lookAt, timeouts, executed, 1, 1));
  }

  private static JsonObject failed(JsonObject cell, String trace) {
    JsonObject error =
        JsonParser.parseString("{output_type: error, ename: E, evalue: E, traceback: []}")
            .getAsJsonObject();
    error.getAsJsonArray("traceback").add(trace);
    cell.getAsJsonArray("outputs").add(error);
    return cell;
  }

  @Test
  void theErrorsOfAnswersAreShownAndThoseOfTestsAreNotShownTwice() {
    String page =
        page(
            List.of(),
            0,
            failed(solution("s", "int x = y;"), "cannot find <y>"),
            failed(test("t", 2, "f();"), "no method f"),
            failed(plain("code", "1 / 0"), "/ by zero"));
    assertTrue(page.contains("<h2>s: an error of its own</h2>\n<pre>cannot find &lt;y&gt;</pre>"));
    assertTrue(page.contains("<h2>code cell 3: an error of its own</h2>\n<pre>/ by zero</pre>"));
    assertFalse(page.contains("no method f"), page);
    assertFalse(page.contains("Time ran out"), page);
  }

  @Test
  void timeAndWhatToLookAtAreTold() {
    String page = page(List.of("uses 'Unsafe'", "uses '<x>'"), 3, test("t", 2, "f();"));
    assertTrue(page.contains("Time ran out 3 times. That says"), page);
    assertTrue(page.contains("the submission uses 'Unsafe'; uses '&lt;x&gt;'."), page);
  }

  @Test
  void aCharacterThatIsCutInHalfCanBeWritten() {
    JsonObject test = test("t", 2, "f();");
    String text = "x".repeat(3999) + "\uD83D\uDE00";
    JsonObject stream = new JsonObject();
    stream.addProperty("output_type", "stream");
    stream.addProperty("name", "stdout");
    stream.addProperty("text", text);
    test.getAsJsonArray("outputs").add(stream);
    String page = page(List.of(), 0, test);
    assertTrue(page.contains("x\uFFFD\n..."), page);
    assertEquals(-1, page.indexOf('\uD83D'));
  }
}
