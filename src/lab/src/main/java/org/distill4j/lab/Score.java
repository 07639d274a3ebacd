package org.distill4j.lab;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The points of one cell.
 *
 * @param id the cell's {@code grade_id}
 * @param points what it gets
 * @param of the most that it can get
 * @param byHand whether a person decides; the points are 0 until then
 * @param remark why it gets less than all, and what else a lecturer should know; may be empty
 */
record Score(String id, double points, double of, boolean byHand, String remark) {

  /** What Python reads as a floating-point number, as nbgrader does; Java reads more. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d+(?:_\\d+)*\\.?(?:\\d+(?:_\\d+)*)?|\\.\\d+)(?:[eE][+-]?\\d+)?");

  private static final int MOST_OF_A_REMARK = 500;

  /** The score of a test from what it wrote, by nbgrader's rules: the first output that says. */
  static Score ofTest(GradedCell test) {
    for (JsonElement element : test.cell().getAsJsonArray("outputs")) {
      JsonObject output = element.getAsJsonObject();
      String type = output.get("output_type").getAsString();
      if (type.equals("error")) {
        return none(test, error(output));
      }
      if (type.equals("stream") && output.get("name").getAsString().equals("stderr")) {
        return none(test, "it wrote to standard error: " + Notebook.text(output.get("text")));
      }
      if (type.equals("execute_result")) {
        return ofValue(test, output.getAsJsonObject("data").get("text/plain"));
      }
    }
    return all(test, "");
  }

  /** A cell that gets nothing. */
  static Score none(GradedCell cell, String remark) {
    String said = remark.strip();
    boolean cut = said.length() > MOST_OF_A_REMARK;
    String shown = cut ? said.substring(0, MOST_OF_A_REMARK) + " ..." : said;
    return new Score(cell.id(), 0, cell.points(), false, shown);
  }

  /** A cell that a person grades. */
  static Score byHand(GradedCell cell) {
    return new Score(cell.id(), 0, cell.points(), true, "");
  }

  Score remarked(String more) {
    String both = remark.isEmpty() || more.isEmpty() ? remark + more : more + "; " + remark;
    return new Score(id, points, of, byHand, both);
  }

  private static Score all(GradedCell test, String remark) {
    return new Score(test.id(), test.points(), test.points(), false, remark);
  }

  /** nbgrader breaks off where the number is too large; here the cell gets nothing, with a word. */
  private static Score ofValue(GradedCell test, JsonElement plain) {
    String value = plain == null ? "" : Notebook.text(plain).strip();
    if (value.isEmpty()) {
      return none(test, "its value is no text, so nbgrader cannot grade it: look at it by hand");
    }
    if (!NUMBER.matcher(value).matches()) {
      boolean infinite = value.toLowerCase(Locale.ROOT).matches("\\+?inf(inity)?");
      return infinite
          ? tooMuch(test, value)
          : all(test, "its value, %s, is not a number of points".formatted(shortened(value)));
    }
    double number = Double.parseDouble(value.replace("_", ""));
    if (number > test.points()) {
      return tooMuch(test, value);
    }
    return number >= 0
        ? new Score(test.id(), number, test.points(), false, "")
        : all(test, "its value, %s, is not a number of points".formatted(shortened(value)));
  }

  private static Score tooMuch(GradedCell test, String value) {
    return none(
        test,
        "its value, %s, is more than its points, so nbgrader cannot grade it: look at it by hand"
            .formatted(shortened(value)));
  }

  private static String shortened(String value) {
    return value.length() > 40 ? value.substring(0, 40) + "..." : value;
  }

  private static String error(JsonObject output) {
    String name = output.get("ename").getAsString();
    String value = output.get("evalue").getAsString();
    return value.isBlank() ? name : value.startsWith(name) ? value : name + ": " + value;
  }
}
