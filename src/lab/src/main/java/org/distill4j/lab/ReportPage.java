package org.distill4j.lab;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a student got, cell by cell, as a page to be read in a browser. */
final class ReportPage {

  private static final int MOST_OF_AN_OUTPUT = 4000;

  private static final String STYLE =
      """
      body { font-family: sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em }
      table { border-collapse: collapse } td, th { border: 1px solid #bbb; padding: .3em .6em }
      th, td { text-align: left; vertical-align: top } td.points { text-align: right }
      pre { background: #f4f4f4; padding: .6em; white-space: pre-wrap; overflow-wrap: anywhere }
      """;

  private static final String OUT_OF_TIME =
      "<p>Time ran out %d times. That says that something took too long or waited for ever, not that"
          + " an answer is wrong: if yours takes seconds on your own machine, tell the"
          + " person who grades.</p>\n";

  private ReportPage() {}

  static String html(Graded graded) {
    String title =
        escaped(graded.submission().student() + ": " + graded.submission().assignment().name());
    StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n");
    page.append("<meta charset=\"utf-8\">\n<title>%s</title>\n".formatted(title));
    page.append("<style>\n%s</style>\n</head>\n<body>\n<h1>%s</h1>\n".formatted(STYLE, title));
    page.append(
        "<p><strong>%s of %s points</strong>".formatted(text(graded.points()), text(graded.of())));
    if (graded.byHand() > 0) {
      page.append(
          " so far, and up to %s more when a person has graded the rest"
              .formatted(text(graded.byHand())));
    }
    page.append(".</p>\n");
    if (!graded.problem().isEmpty()) {
      page.append(
          "<p>Not everything could be graded: %s.</p>\n".formatted(escaped(graded.problem())));
    }
    if (graded.timeouts() > 0) {
      page.append(OUT_OF_TIME.formatted(graded.timeouts()));
    }
    if (!graded.lookAt().isEmpty()) {
      String words = String.join("; ", graded.lookAt());
      page.append("<p>To be looked at: the submission %s.</p>\n".formatted(escaped(words)));
    }
    page.append(measured(graded));
    String notebook = graded.remarks().getOrDefault("", "");
    page.append(notebook.isEmpty() ? "" : "<p>Note: %s.</p>\n".formatted(escaped(notebook)));
    page.append("<table>\n<tr><th>cell</th><th>points</th><th>of</th><th>remark</th></tr>\n");
    graded.scores().forEach(score -> page.append(row(score)));
    page.append("</table>\n");
    graded.scores().forEach(score -> page.append(details(score, graded.executed())));
    if (graded.executed() != null) {
      page.append(AnswerErrors.html(graded.executed()));
    }
    return Wellformed.of(page.append("</body>\n</html>\n").toString());
  }

  private static String measured(Graded graded) {
    String memory =
        graded.peakMegabytes() == 0
            ? ""
            : "; its kernel held at most %d MB".formatted(graded.peakMegabytes());
    return graded.executed() == null
        ? ""
        : "<p>Executed in %d s%s.</p>\n".formatted(Math.round(graded.seconds()), memory);
  }

  private static String row(Score score) {
    String points = score.byHand() ? "by hand" : text(score.points());
    return "<tr><td>%s</td><td class=\"points\">%s</td><td class=\"points\">%s</td><td>%s</td></tr>\n"
        .formatted(escaped(score.id()), points, text(score.of()), escaped(score.remark()));
  }

  /** What a test printed that did not give all its points, or the answer to be graded by hand. */
  private static String details(Score score, @Nullable Notebook executed) {
    if (executed == null || score.points() == score.of()) {
      return "";
    }
    String shown =
        GradedCell.in(executed).stream()
            .filter(cell -> cell.id().equals(score.id()) && !cell.isTask())
            .map(cell -> cell.isTest() ? printed(cell) : cell.source())
            .collect(Collectors.joining())
            .strip();
    return shown.isEmpty()
        ? ""
        : "<h2>%s</h2>\n<pre>%s</pre>\n".formatted(escaped(score.id()), escaped(cut(shown)));
  }

  private static String printed(GradedCell cell) {
    List<JsonElement> outputs = cell.cell().getAsJsonArray("outputs").asList();
    return outputs.stream()
        .map(JsonElement::getAsJsonObject)
        .filter(output -> output.has("text"))
        .map((JsonObject output) -> Notebook.text(output.get("text")))
        .collect(Collectors.joining());
  }

  static String cut(String shown) {
    return shown.length() > MOST_OF_AN_OUTPUT
        ? shown.substring(0, MOST_OF_AN_OUTPUT) + "\n..."
        : shown;
  }

  private static String text(double points) {
    return Graded.text(points);
  }

  static String escaped(String text) {
    return text.replaceAll("\u001B\\[[0-9;]*m", "")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
