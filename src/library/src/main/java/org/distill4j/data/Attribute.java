package org.distill4j.data;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What one or several neighbouring features of an example mean: a number, or a category as one
 * feature for each value it may have, 1 for the one it has and 0 for the others.
 *
 * @param name what it is called
 * @param values of a category, at least two; none for a number
 */
public record Attribute(String name, List<String> values) {

  /** Keeps a copy of the list and checks that a category has at least two different values. */
  public Attribute {
    values = List.copyOf(values);
    if (values.size() == 1 || values.stream().distinct().count() < values.size()) {
      throw new IllegalArgumentException(
          "the category '%s' must have at least two values, all different, but has %s"
              .formatted(name, values));
    }
  }

  /**
   * An attribute that is a number.
   *
   * @param name what it is called
   * @return the attribute, of one feature
   */
  public static Attribute number(String name) {
    return new Attribute(name, List.of());
  }

  /** Numbers without better names. */
  static List<Attribute> numbers(int count) {
    return IntStream.range(0, count).mapToObj(i -> number("x" + i)).toList();
  }

  /** 1 for each feature that is a number, 0 for each that belongs to a category. */
  static INDArray areNumbers(List<Attribute> attributes) {
    double[] mask =
        attributes.stream()
            .flatMapToDouble(
                a -> DoubleStream.generate(() -> a.category() ? 0 : 1).limit(a.width()))
            .toArray();
    return Nd4j.create(mask, new long[] {1, mask.length}, 'c');
  }

  /**
   * Whether the attribute is a category.
   *
   * @return false for a number
   */
  public boolean category() {
    return !values.isEmpty();
  }

  /**
   * Features that the attribute takes.
   *
   * @return 1 for a number, one for each value of a category
   */
  public int width() {
    return Math.max(1, values.size());
  }

  @Override
  public String toString() {
    return category() ? name + " " + values : name;
  }
}
