package org.distill4j.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.distill4j.data.Attribute;
import org.distill4j.data.Dataset;
import org.jspecify.annotations.Nullable;

/** What the columns of a table are for. */
final class Roles {

  private final Map<String, Role> features = new LinkedHashMap<>();
  private @Nullable String label;
  private List<String> classes = List.of();
  private boolean dropMissing;

  /** How a feature is read; a category without values has those that are found. */
  record Role(boolean category, List<String> values) {}

  void numbers(String... names) {
    for (String name : names) {
      features.put(name, new Role(false, List.of()));
    }
  }

  void categories(String... names) {
    for (String name : names) {
      features.put(name, new Role(true, List.of()));
    }
  }

  void label(String name) {
    label = name;
  }

  void classes(String... names) {
    classes = List.of(names);
  }

  void like(Dataset other) {
    for (Attribute attribute : other.attributes()) {
      features.put(attribute.name(), new Role(attribute.category(), attribute.values()));
    }
    classes = other.classes();
  }

  void dropMissing() {
    dropMissing = true;
  }

  /** The columns to be read: the features, then the label. */
  List<String> columns() {
    if (features.isEmpty() || (label == null && classes.isEmpty())) {
      throw new IllegalStateException(
          "there must be columns of numbers or categories, and a label or classes, but the columns are %s, the label is %s and the classes are %s"
              .formatted(features.keySet(), label, classes));
    }
    if (features.containsKey(label)) {
      throw new IllegalStateException(
          "the label must not be among the features, but '%s' is".formatted(label));
    }
    List<String> names = new ArrayList<>(features.keySet());
    if (label != null) {
      names.add(label);
    }
    return names;
  }

  /** Features and labels of a table that has these columns. */
  Dataset encode(Cells cells) {
    if (cells.rows() == 0) {
      throw cells.wrong("at least one row", "none");
    }
    return new Encoder(cells, columns(), dropMissing).encode(features, label, classes);
  }
}
