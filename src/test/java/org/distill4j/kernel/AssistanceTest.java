package org.distill4j.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AssistanceTest {
  private static KernelProcess kernel;

  @BeforeAll
  static void start() throws IOException {
    kernel = new KernelProcess();
    kernel.run("int students = 3;\nint twice(int n) { return 2 * n; }");
  }

  @AfterAll
  static void end() {
    kernel.close();
  }

  private static JsonObject complete(String code) {
    int cursor = code.codePointCount(0, code.length());
    return kernel.ask(kernel.shell, "complete_request", "code", code, "cursor_pos", cursor).reply();
  }

  private static String matches(String code) {
    return complete(code).get("matches").toString();
  }

  @Test
  void completesNamesAndMembers() {
    assertEquals("[\"students\"]", matches("stude"));
    assertEquals("[\"max(\"]", matches("Math.ma"));
    assertTrue(matches("new ArrayLi").contains("ArrayList("));
  }

  @Test
  void completesWhatTheSameCellDeclaresAbove() {
    assertEquals("[\"length()\"]", matches("var word = \"a\";\nword.leng"));
    assertEquals("[\"length()\"]", matches("for (String s : List.of(\"a\")) {\n  s.leng"));
  }

  @Test
  void countsCharactersAsPeopleDo() {
    JsonObject reply = complete("\"😀\".leng");
    assertEquals(4, reply.get("cursor_start").getAsInt());
    assertEquals(8, reply.get("cursor_end").getAsInt());
  }

  @Test
  void replacesOnlyTheName() {
    JsonObject reply = complete("int other = 1;\nstude");
    assertEquals(15, reply.get("cursor_start").getAsInt());
    assertEquals(20, reply.get("cursor_end").getAsInt());
  }

  private static JsonObject inspect(String code, int cursor) {
    return kernel
        .ask(kernel.shell, "inspect_request", "code", code, "cursor_pos", cursor, "detail_level", 0)
        .reply();
  }

  @Test
  void inspectsANameAtAnyPositionInIt() {
    for (int cursor : new int[] {5, 6, 8}) {
      JsonObject reply = inspect("Math.max(1, 2)", cursor);
      assertTrue(Json.flag(reply, "found", false), "at " + cursor);
      String text = Json.text(reply.getAsJsonObject("data"), "text/plain");
      assertTrue(text.contains("int Math.max(int a, int b)"), text);
      assertTrue(Json.text(reply.getAsJsonObject("data"), "text/html").contains("<code>"));
    }
    assertTrue(inspect("twice(2)", 2).toString().contains("int twice(int n)"));
    assertTrue(
        inspect("var w = \"a\";\nw.length()", 16).toString().contains("int String.length()"));
  }

  @Test
  void saysSoWhenThereIsNothingToInspect() {
    JsonObject reply = inspect("nothingLikeThis", 3);
    assertEquals("ok", Json.text(reply, "status"));
    assertFalse(Json.flag(reply, "found", true));
  }

  @Test
  void answersWhileOneTypes() {
    complete("Stri");
    inspect("String", 3);
    long start = System.nanoTime();
    complete("Math.");
    long completed = System.nanoTime();
    inspect("Math.min", 6);
    assertTrue(
        completed - start < 1e9, "completion took " + (completed - start) / 1_000_000 + " ms");
    assertTrue(System.nanoTime() - completed < 2e9);
  }
}
