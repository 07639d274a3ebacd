package org.distill4j.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.distill4j.data.ImageShape;
import org.distill4j.internal.Ranges;

/**
 * What is known of a student beside its weights, which is written into the files that it leaves in;
 * {@code Distiller.origin(set)} knows all of it.
 *
 * @param classes their names, in the order of the logits; empty if they are not known
 * @param image how a row of features is read, if the examples are images
 * @param temperature at which the student learnt the teacher's soft targets
 * @param teacher a fingerprint of the teacher's answers
 * @param data a fingerprint of the examples
 * @param loss by which the student learnt
 * @param plan of its training, with the seed
 */
public record Origin(
    List<String> classes,
    Optional<ImageShape> image,
    OptionalDouble temperature,
    Optional<String> teacher,
    Optional<String> data,
    Optional<String> loss,
    Optional<String> plan) {

  /** Copies the list. */
  public Origin {
    classes = List.copyOf(classes);
    temperature.ifPresent(t -> Ranges.requirePositive("temperature", t));
  }

  /**
   * Nothing is known.
   *
   * @return an origin to start from
   */
  public static Origin unknown() {
    return new Origin(
        List.of(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * The same with names of classes.
   *
   * @param names in the order of the logits
   * @return an origin
   */
  public Origin withClasses(List<String> names) {
    return new Origin(names, image, temperature, teacher, data, loss, plan);
  }

  /**
   * The same with the shape of the images.
   *
   * @param shape how a row of features is read
   * @return an origin
   */
  public Origin withImage(ImageShape shape) {
    return new Origin(classes, Optional.of(shape), temperature, teacher, data, loss, plan);
  }

  /**
   * The same with the temperature at which the student learnt. It is told, not applied: a student
   * answers at temperature 1.
   *
   * @param value above 0
   * @return an origin
   */
  public Origin withTemperature(double value) {
    return new Origin(classes, image, OptionalDouble.of(value), teacher, data, loss, plan);
  }

  /**
   * The same with a fingerprint of the teacher.
   *
   * @param fingerprint of what it answers, or whatever tells teachers apart
   * @return an origin
   */
  public Origin withTeacher(String fingerprint) {
    return new Origin(classes, image, temperature, Optional.of(fingerprint), data, loss, plan);
  }

  /**
   * The same with a fingerprint of the examples.
   *
   * @param fingerprint whatever tells data sets apart
   * @return an origin
   */
  public Origin withData(String fingerprint) {
    return new Origin(classes, image, temperature, teacher, Optional.of(fingerprint), loss, plan);
  }

  /**
   * The same with how the student was trained.
   *
   * @param loss in words, as its {@code toString} has it
   * @param plan in words, with the seed, as its {@code toString} has it
   * @return an origin
   */
  public Origin withTraining(String loss, String plan) {
    return new Origin(
        classes, image, temperature, teacher, data, Optional.of(loss), Optional.of(plan));
  }

  /**
   * Refuses an origin that cannot be this model's.
   *
   * @param inputs numbers that describe an example
   * @param count of the model's classes
   * @throws IllegalArgumentException if names or image do not fit
   */
  public void requireFits(int inputs, int count) {
    if (!classes.isEmpty() && classes.size() != count) {
      throw new IllegalArgumentException(
          "the origin names %d classes, but the student has %d".formatted(classes.size(), count));
    }
    if (image.isPresent() && image.get().size() != inputs) {
      throw new IllegalArgumentException(
          "the origin's images of %s have %d numbers, but the student takes %d"
              .formatted(image.get(), image.get().size(), inputs));
    }
  }

  /**
   * What is known, as names and values; classes have a line each.
   *
   * @return in this order, as far as known: library, classes, image, temperature, teacher, data,
   *     loss, plan
   */
  public Map<String, String> entries() {
    Map<String, String> entries = new LinkedHashMap<>();
    String version = Origin.class.getPackage().getImplementationVersion();
    entries.put("library", version == null ? "distill4j" : "distill4j " + version);
    if (!classes.isEmpty()) {
      entries.put("classes", String.join("\n", classes));
    }
    image.ifPresent(
        shape ->
            entries.put(
                "image",
                "%d x %d x %d (channels, height, width)"
                    .formatted(shape.channels(), shape.height(), shape.width())));
    temperature.ifPresent(t -> entries.put("temperature", String.valueOf(t)));
    teacher.ifPresent(fingerprint -> entries.put("teacher", fingerprint));
    data.ifPresent(fingerprint -> entries.put("data", fingerprint));
    loss.ifPresent(text -> entries.put("loss", text));
    plan.ifPresent(text -> entries.put("plan", text));
    return entries;
  }
}
