package org.distill4j.model.network;

import org.distill4j.data.Dataset;

/**
 * A teacher that reads other features of the same examples than its student does: the student sees
 * words, say, and the teacher what a transformer made of them.
 *
 * @param teacher who is asked
 * @param examples as the teacher sees them, in the same order as those of the student
 */
public record Reading(Classifier teacher, Dataset examples) {

  /**
   * Checks that these are the examples of the student as far as can be seen.
   *
   * @param data as the student sees them
   * @throws IllegalArgumentException if number, classes or known labels differ
   */
  public void requireSameExamples(Dataset data) {
    if (data.size() != examples.size()) {
      throw new IllegalArgumentException(
          "the teacher must read the student's %,d examples, but has %,d to read"
              .formatted(data.size(), examples.size()));
    }
    if (!data.classes().equals(examples.classes())) {
      throw new IllegalArgumentException(
          "what the teacher reads must have the student's classes %s, but has %s"
              .formatted(data.classes(), examples.classes()));
    }
    if (data.labelled() && examples.labelled()) {
      for (int i = 0; i < data.size(); i++) {
        if (data.label(i) != examples.label(i)) {
          throw new IllegalArgumentException(
              "what the teacher reads must be in the student's order, but example %,d has label %d there and %d for the student"
                  .formatted(i, examples.label(i), data.label(i)));
        }
      }
    }
  }

  @Override
  public String toString() {
    return "a teacher that reads " + examples;
  }
}
