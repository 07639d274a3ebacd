package org.distill4j.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A submission made ready to be graded: the student's answers and own cells, in the student's
 * order, with the assignment's tests, hidden ones included, its locked texts and its kernel.
 *
 * @param notebook what is to be executed
 * @param remarks what was changed, by the cell's id; what concerns the whole notebook by ""
 */
record Restored(Notebook notebook, Map<String, String> remarks) {

  private static final String ALL = "";

  /**
   * Puts the source's cells in place of what the student made of them.
   *
   * @param source the assignment with its hidden tests
   * @param submitted the student's notebook; not modified
   */
  static Restored of(Notebook source, Notebook submitted) {
    Map<String, GradedCell> assigned = byId(Release.withStubs(source));
    Map<String, GradedCell> shown = byId(Release.of(source));
    Map<String, String> remarks = new LinkedHashMap<>();
    Object kernel = kernelOf(submitted);
    if (!Objects.equals(kernel, kernelOf(source))) {
      remarks.put(ALL, "the notebook's kernel was %s; set back".formatted(kernel));
    }
    List<JsonObject> cells = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (JsonObject cell : lastOfEachId(submitted)) {
      GradedCell original = assigned.get(id(cell));
      JsonObject taken = original == null ? plain(cell) : taken(original, cell);
      if (original != null
          && original.isLocked()
          && !same(cell, original)
          && !same(cell, shown.get(id(cell)))) {
        remarks.put(original.id(), "was changed; set back");
      }
      cells.add(taken);
      ids.add(id(cell));
    }
    String before = ALL;
    for (GradedCell original : assigned.values()) {
      if (original.isLocked() && !ids.contains(original.id())) {
        int place = before.isEmpty() ? 0 : ids.indexOf(before) + 1;
        cells.add(place, original.cell().deepCopy());
        ids.add(place, original.id());
        remarks.put(original.id(), "was deleted; put back");
      }
      before = ids.contains(original.id()) ? original.id() : before;
    }
    return new Restored(notebook(source, cells), remarks);
  }

  private static Notebook notebook(Notebook source, List<JsonObject> cells) {
    JsonObject json = source.json().deepCopy();
    JsonArray array = new JsonArray();
    for (JsonObject cell : cells) {
      cell.remove("id"); // a student's may be none
      array.add(cell);
    }
    json.add("cells", array);
    return Normalizer.cleared(new Notebook(json));
  }

  private static Map<String, GradedCell> byId(Notebook notebook) {
    Map<String, GradedCell> cells = new LinkedHashMap<>();
    GradedCell.in(notebook).forEach(cell -> cells.put(cell.id(), cell));
    return cells;
  }

  /** The cells, without the id where a later cell has the same one, as after copy and paste. */
  private static List<JsonObject> lastOfEachId(Notebook submitted) {
    List<JsonObject> cells = new ArrayList<>(submitted.cells());
    Collections.reverse(cells);
    Set<String> seen = new HashSet<>();
    cells.replaceAll(cell -> id(cell).isEmpty() || seen.add(id(cell)) ? cell : plain(cell));
    Collections.reverse(cells);
    return cells;
  }

  private static String id(JsonObject cell) {
    return cell.get("metadata") instanceof JsonObject m
            && m.get("nbgrader") instanceof JsonObject mark
        ? text(mark.get("grade_id"))
        : ALL;
  }

  /** A cell of the assignment with the student's answer, if it is one that students write. */
  private static JsonObject taken(GradedCell original, JsonObject cell) {
    JsonObject copy = original.cell().deepCopy();
    if (original.isSolution()) {
      copy.add("source", Normalizer.lines(source(cell)));
    }
    return copy;
  }

  /** A student's own cell, without anything that could be taken for more. */
  private static JsonObject plain(JsonObject cell) {
    JsonObject copy = new JsonObject();
    boolean code = text(cell.get("cell_type")).equals("code");
    copy.addProperty("cell_type", code ? "code" : "markdown");
    copy.add("metadata", new JsonObject());
    copy.add("source", Normalizer.lines(source(cell)));
    return copy;
  }

  private static boolean same(JsonObject cell, @Nullable GradedCell shown) {
    return shown != null
        && source(cell).strip().equals(shown.source().strip())
        && text(cell.get("cell_type")).equals(shown.type());
  }

  private static String source(JsonObject cell) {
    return text(cell.get("source"));
  }

  /** Text of a file that may hold anything. */
  private static String text(@Nullable JsonElement value) {
    if (value instanceof JsonArray lines) {
      StringBuilder all = new StringBuilder();
      lines.forEach(line -> all.append(text(line)));
      return all.toString();
    }
    return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
  }

  private static @Nullable JsonElement kernelOf(Notebook notebook) {
    return notebook.json().get("metadata") instanceof JsonObject m
            && m.get("kernelspec") instanceof JsonObject spec
        ? spec.get("name")
        : null;
  }
}
