package org.distill4j.lab;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.stream.Collectors;

/**
 * The errors of what a student wrote: a test that finds no answer does not say why there is none.
 */
final class AnswerErrors {

  private AnswerErrors() {}

  /** A part of a page; empty if there are none. */
  static String html(Notebook executed) {
    StringBuilder part = new StringBuilder();
    int number = 0;
    for (JsonObject cell : executed.codeCells()) {
      number++;
      boolean marked = GradedCell.isOne(cell);
      String errors = errors(cell);
      if (!errors.isEmpty() && !(marked && new GradedCell(cell).isTest())) {
        String name = marked ? new GradedCell(cell).id() : "code cell " + number;
        part.append(
            "<h2>%s: an error of its own</h2>\n<pre>%s</pre>\n"
                .formatted(ReportPage.escaped(name), ReportPage.escaped(ReportPage.cut(errors))));
      }
    }
    return part.toString();
  }

  private static String errors(JsonObject cell) {
    return cell.getAsJsonArray("outputs").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .filter(output -> output.has("traceback"))
        .flatMap(output -> output.getAsJsonArray("traceback").asList().stream())
        .map(JsonElement::getAsString)
        .collect(Collectors.joining("\n"))
        .strip();
  }
}
