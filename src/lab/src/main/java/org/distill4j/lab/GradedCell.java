package org.distill4j.lab;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A cell of an assignment that has a role in grading, told by nbgrader's metadata: an answer to be
 * written ({@code solution}), a test ({@code grade}), a written answer (both), a task to be graded
 * by hand ({@code task}), or a text that shall stay as it is ({@code locked}).
 *
 * @param cell the cell of the notebook
 */
record GradedCell(JsonObject cell) {

  private static final String METADATA = "nbgrader";

  /** The cells of a notebook that have such metadata, first to last. */
  static List<GradedCell> in(Notebook notebook) {
    return notebook.cells().stream().filter(GradedCell::isOne).map(GradedCell::new).toList();
  }

  static boolean isOne(JsonObject cell) {
    return cell.get("metadata") instanceof JsonObject m
        && m.get(METADATA) instanceof JsonObject mark
        && mark.has("grade_id");
  }

  JsonObject metadata() {
    return cell.getAsJsonObject("metadata");
  }

  JsonObject mark() {
    return metadata().getAsJsonObject(METADATA);
  }

  String id() {
    return mark().get("grade_id").getAsString();
  }

  String type() {
    return cell.get("cell_type").getAsString();
  }

  boolean isCode() {
    return type().equals("code");
  }

  String source() {
    return Notebook.text(cell.get("source"));
  }

  boolean isGrade() {
    return is("grade");
  }

  boolean isSolution() {
    return is("solution");
  }

  boolean isTask() {
    return is("task");
  }

  /** Whether grading restores its source: a solution is the student's, a test never is. */
  boolean isLocked() {
    return !isSolution() && (isGrade() || is("locked"));
  }

  /** Whether its outputs say how many points it gets. */
  boolean isTest() {
    return isCode() && isGrade() && !isSolution();
  }

  /** Whether a person says how many points it gets. */
  boolean isByHand() {
    return isTask() || (isGrade() && isSolution());
  }

  double points() {
    return isGrade() || isTask() ? mark().get("points").getAsDouble() : 0;
  }

  /** nbgrader's checksum, by which it sees whether a cell was changed. */
  String checksum() {
    String content = source() + type() + python(isGrade()) + python(isSolution());
    content += python(isLocked()) + id() + (isGrade() ? String.valueOf(points()) : "");
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(md5.digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  private static String python(boolean value) {
    return value ? "True" : "False";
  }

  private boolean is(String field) {
    JsonElement value = mark().get(field);
    return value != null && value.getAsBoolean();
  }
}
