package org.distill4j.table;

import java.util.Arrays;
import org.distill4j.data.Attribute;
import org.distill4j.data.Dataset;
import org.distill4j.internal.MatrixRows;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Turns features and labels into the columns of a table. */
final class Decoder {

  private Decoder() {}

  static Table table(Dataset data, String label) {
    double[][] features = MatrixRows.of(data.features()); // [N, d]
    Table table = Table.create("data");
    int start = 0;
    for (Attribute attribute : data.attributes()) {
      table.addColumns(column(attribute, features, start));
      start += attribute.width();
    }
    if (data.labelled()) {
      StringColumn classes = StringColumn.create(label);
      for (int example = 0; example < data.size(); example++) {
        classes.append(data.classes().get(data.label(example)));
      }
      table.addColumns(classes);
    }
    return table;
  }

  private static Column<?> column(Attribute attribute, double[][] features, int start) {
    if (attribute.category()) {
      StringColumn words = StringColumn.create(attribute.name());
      for (double[] example : features) {
        words.append(
            word(attribute, Arrays.copyOfRange(example, start, start + attribute.width())));
      }
      return words;
    }
    FloatColumn numbers = FloatColumn.create(attribute.name());
    for (double[] example : features) {
      numbers.append((float) example[start]);
    }
    return numbers;
  }

  private static String word(Attribute attribute, double[] features) {
    int chosen = -1;
    for (int k = 0; k < features.length; k++) {
      if (features[k] == 1 && chosen < 0) {
        chosen = k;
      } else if (features[k] != 0) {
        chosen = features.length;
      }
    }
    if (chosen < 0 || chosen == features.length) {
      throw new IllegalArgumentException(
          "the features of category '%s' must be one 1 and otherwise 0, but those of an example are %s"
              .formatted(attribute.name(), Arrays.toString(features)));
    }
    return attribute.values().get(chosen);
  }
}
