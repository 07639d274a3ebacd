package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class NormalizerTest {

  private static final String EXECUTED =
      """
      {"nbformat": 4, "nbformat_minor": 5,
       "metadata": {"language_info": {"version": "17.0.15+6-Debian", "name": "java"}, "title": "T"},
       "cells": [
        {"cell_type": "markdown", "id": "a", "metadata": {"scrolled": true}, "source": ["# T\\n", "x"]},
        {"cell_type": "code", "id": "b", "execution_count": 1, "source": "f(\\"<&>\\")",
         "metadata": {"execution": {"iopub.status.busy": "2026-11-21T00:00:00Z"}, "tags": ["t"]},
         "outputs": [
          {"output_type": "stream", "name": "stdout", "text": ["one\\n", "tw"]},
          {"output_type": "stream", "name": "stdout", "text": "o\\nthree"},
          {"output_type": "stream", "name": "stderr", "text": "warned"},
          {"output_type": "display_data", "metadata": {}, "transient": {"display_id": "1"},
           "data": {"text/plain": ["p"], "text/html": ["<b>p</b>"]}},
          {"output_type": "stream", "name": "stdout", "text": "four\\n"}]}]}
      """;

  private static Notebook parse(String json) {
    return new Notebook(JsonParser.parseString(json).getAsJsonObject());
  }

  private static final Notebook NORMAL = Normalizer.normalized(parse(EXECUTED));

  @Test
  void secondTimeChangesNothing() {
    assertEquals(NORMAL.format(), Normalizer.normalized(NORMAL).format());
    assertEquals(NORMAL.format(), Normalizer.normalized(parse(NORMAL.format())).format());
  }

  @Test
  void argumentStaysAsItWas() {
    Notebook notebook = parse(EXECUTED);
    Normalizer.normalized(notebook);
    Normalizer.cleared(notebook);
    assertEquals(parse(EXECUTED), notebook);
  }

  @Test
  void sourcesIdsAndOtherMetadataArePreserved() {
    assertEquals("# T\nx", Notebook.text(NORMAL.cells().get(0).get("source")));
    assertEquals("f(\"<&>\")", Notebook.text(NORMAL.cells().get(1).get("source")));
    assertEquals("b", NORMAL.cells().get(1).get("id").getAsString());
    assertEquals("{\"tags\":[\"t\"]}", NORMAL.cells().get(1).get("metadata").toString());
    assertEquals(
        "{\"language_info\":{\"name\":\"java\"},\"title\":\"T\"}",
        NORMAL.json().get("metadata").toString());
  }

  @Test
  void consecutiveTextOfOneStreamIsOneOutput() {
    var outputs = NORMAL.cells().get(1).getAsJsonArray("outputs");
    List<String> texts =
        outputs.asList().stream()
            .map(o -> o.getAsJsonObject())
            .map(o -> o.has("text") ? o.get("text").toString() : "-")
            .toList();
    assertEquals(
        List.of("[\"one\\n\",\"two\\n\",\"three\"]", "[\"warned\"]", "-", "[\"four\\n\"]"), texts);
  }

  @Test
  void nothingOfOneRunIsLeft() {
    String text = NORMAL.format();
    for (String word : List.of("Debian", "iopub", "transient", "scrolled")) {
      assertFalse(text.contains(word), word);
    }
  }

  @Test
  void clearedNotebookHasNoOutputs() {
    String cell = Normalizer.cleared(parse(EXECUTED)).cells().get(1).toString();
    assertEquals(true, cell.contains("\"outputs\":[]"), cell);
    assertEquals(true, cell.contains("\"execution_count\":null"), cell);
  }

  @Test
  void missingAndRepeatedIdsAreReplacedTheSameWayEachTime() {
    Notebook old =
        parse(
            """
            {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [
             {"cell_type": "markdown", "metadata": {}, "source": ""},
             {"cell_type": "markdown", "metadata": {}, "source": "", "id": "cell-3"},
             {"cell_type": "markdown", "metadata": {}, "source": "", "id": "cell-3"}]}
            """);
    Notebook cleared = Normalizer.cleared(old);
    assertEquals(
        List.of("cell-1", "cell-3", "cell-3-b"),
        cleared.cells().stream().map(c -> c.get("id").getAsString()).toList());
    assertEquals(5, cleared.json().get("nbformat_minor").getAsInt());
  }

  @Test
  void fileLooksAsJupyterWritesIt() {
    String text = NORMAL.format();
    assertEquals(
        "{\n \"cells\": [\n  {\n   \"cell_type\": \"markdown\",",
        text.lines().limit(4).collect(java.util.stream.Collectors.joining("\n")));
    assertEquals(
        "\"nbformat\": 4,\n \"nbformat_minor\": 5\n}\n", text.substring(text.length() - 38));
  }

  @Test
  void standardErrorIsCollected() {
    assertEquals("warned", NORMAL.standardError());
  }
}
