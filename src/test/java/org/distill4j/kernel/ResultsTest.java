package org.distill4j.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import org.distill4j.kernel.KernelProcess.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private static KernelProcess kernel;

  @BeforeAll
  static void start() throws IOException {
    kernel = new KernelProcess();
  }

  @AfterAll
  static void end() {
    kernel.close();
  }

  @Test
  void theLastExpressionIsShown() {
    assertEquals("3", kernel.value("int one = 1;\none + 2"));
    assertEquals("3", kernel.value("one + 2 // not a declaration; just this"));
  }

  @Test
  void whatHasNothingToShowShowsNothing() {
    for (String code :
        new String[] {
          "1 + 1;", "1; // quiet", "null", "String s = null; s", "int i = 3", "System.out.flush()"
        }) {
      Answer answer = kernel.run(code);
      assertEquals("ok", answer.status(), code);
      assertEquals(0, answer.contents("execute_result").size(), code);
    }
  }

  @Test
  void valuesAreReadable() {
    assertEquals("[1, 2, 3]", kernel.value("new int[] {1, 2, 3}"));
    assertEquals("[[1.0],\n [2.0]]", kernel.value("new double[][] {{1}, {2}}"));
    assertEquals("[a, [1]]", kernel.value("List.of(\"a\", new int[] {1})"));
    assertEquals("{k=[1]}", kernel.value("Map.of(\"k\", new int[] {1})"));
    assertEquals("Optional[[1]]", kernel.value("Optional.of(new int[] {1})"));
    assertEquals("two\nlines", kernel.value("\"two\\nlines\""));
    assertEquals(
        "P[x=1, y=[2.0]]",
        kernel.value("record P(int x, double[] y) {}\nnew P(1, new double[] {2})"));
    assertTrue(kernel.value("IntStream.range(0, 1000).toArray()").endsWith("… 1000 in all]"));
  }

  @Test
  void identityHashCodesAreNotShown() {
    assertEquals("Object", kernel.value("new Object()"));
    assertEquals("Plain", kernel.value("class Plain {}\nnew Plain()"));
    assertEquals("[Plain]", kernel.value("List.of(new Plain())"));
    assertEquals("a Runnable", kernel.value("Runnable r = () -> {}; r"));
  }

  @Test
  void anImageIsHtmlWithATextForThoseWhoDoNotSee() {
    Answer answer =
        kernel.run(
            "new java.awt.image.BufferedImage(3, 2, java.awt.image.BufferedImage.TYPE_INT_RGB)");
    assertEquals("image, 3 x 2 pixels", answer.result());
    String html = answer.shown("execute_result", "text/html");
    assertTrue(html.startsWith("<img alt=\"image, 3 x 2 pixels\" "), html);
    assertTrue(html.contains(" src=\"data:image/png;base64,iVBOR"), html);
  }

  @Test
  void displayShowsAndUpdateDisplayReplaces() {
    Answer answer =
        kernel.run("String id = display(\"<b>x</b>\", \"text/html\"); updateDisplay(id, \"y\");");
    assertEquals("<b>x</b>", answer.shown("display_data", "text/html"));
    assertEquals("y", answer.shown("update_display_data", "text/plain"));
    assertEquals(handle(answer, "display_data"), handle(answer, "update_display_data"));
    assertNotEquals(
        handle(answer, "display_data"), handle(kernel.run("display(1)"), "display_data"));
    assertEquals("", kernel.run("display(1)").result());
    assertEquals(
        "{\"a\":1}",
        kernel
            .run("display(\"{\\\"a\\\": 1}\", \"application/json\");")
            .shown("display_data", "application/json"));
  }

  private static JsonObject handle(Answer answer, String type) {
    return answer.contents(type).get(0).getAsJsonObject("transient");
  }

  @Test
  void aBackgroundThreadCanDisplay() {
    Answer answer =
        kernel.run(
            "var t = new Thread(() -> org.distill4j.kernel.Display.display(Map.of(\"text/plain\", \"behind\"))); t.start(); t.join();");
    assertEquals("behind", answer.shown("display_data", "text/plain"));
    assertEquals("true", kernel.value("org.distill4j.kernel.Display.active()"));
  }

  @Test
  void aLearnersTypeGetsARendererByOneCall() {
    kernel.run("record Money(int cents) {}");
    kernel.run(
        "org.distill4j.kernel.Display.register(v -> v instanceof Money m ? Map.of(\"text/plain\", m.cents() / 100.0 + \" €\") : null)");
    assertEquals("1.5 €", kernel.value("new Money(150)"));
  }

  @Test
  void outputAndErrorsStayInOrder() {
    Answer answer = kernel.run("System.err.print(1); System.out.print(2); System.err.print(3);");
    assertEquals(3, answer.contents("stream").size());
    assertEquals("13", answer.stream("stderr"));
    assertEquals("2", answer.stream("stdout"));
  }
}
