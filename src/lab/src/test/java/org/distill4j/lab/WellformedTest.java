package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class WellformedTest {

  @Test
  void halvesOfCharactersAreReplacedAndWholeOnesKept() {
    assertEquals("a\uFFFDb", Wellformed.of("a\uD800b"));
    assertEquals("\uFFFD\uFFFD", Wellformed.of("\uDE00\uD83D"));
    assertEquals("\uD83D\uDE00\u00E9", Wellformed.of("\uD83D\uDE00\u00E9"));
  }

  @Test
  void theyAreReplacedWhereverANotebookHasText() {
    String json = "{\"cells\": [{\"%s\": \"%s\", \"n\": 1, \"x\": null}], \"nbformat\": 4}";
    String half = json.formatted("\\ud800k", "\\udc00v");
    Notebook notebook = new Notebook(JsonParser.parseString(half).getAsJsonObject());
    assertEquals(
        JsonParser.parseString(json.formatted("\uFFFDk", "\uFFFDv")),
        Wellformed.of(notebook).json());
  }
}
