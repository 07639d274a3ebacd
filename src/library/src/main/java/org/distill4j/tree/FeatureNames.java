package org.distill4j.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.distill4j.data.Attribute;
import org.distill4j.data.Dataset;
import org.distill4j.data.ImageShape;

/** How the features of a data set are asked for. */
final class FeatureNames {

  /** What stands before the threshold, or a whole question without one. */
  private final List<String> names;

  private FeatureNames(List<String> names) {
    this.names = names;
  }

  /** Names as {@link #list} gave them. */
  static FeatureNames of(List<String> names) {
    return new FeatureNames(List.copyOf(names));
  }

  /** The names, one for each feature. */
  List<String> list() {
    return names;
  }

  static FeatureNames of(Dataset data) {
    FeatureNames names = new FeatureNames(new ArrayList<>());
    data.image()
        .ifPresentOrElse(names::addPixels, () -> data.attributes().forEach(names::addAttribute));
    return names;
  }

  private void addPixels(ImageShape image) {
    for (int feature = 0; feature < image.size(); feature++) {
      int pixel = feature % image.pixels();
      String place = "row %d, column %d".formatted(pixel / image.width(), pixel % image.width());
      names.add(image.channels() == 1 ? place : place + ", channel " + feature / image.pixels());
    }
  }

  private void addAttribute(Attribute attribute) {
    if (attribute.category()) {
      attribute.values().forEach(value -> names.add(attribute.name() + " is " + value + "?"));
    } else {
      names.add(attribute.name());
    }
  }

  /** Whether a feature is above a threshold; for a value of a category, whether it is there. */
  String question(int feature, float threshold) {
    String name = names.get(feature);
    return name.endsWith("?")
        ? name
        : String.format(Locale.ROOT, "%s above %.4g?", name, threshold);
  }
}
