package org.distill4j.course;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An array that a solution reads and must not change, and what stood in it.
 *
 * @param name that the learner knows it by
 * @param array as the solution sees it
 * @param copy of what it held
 */
record Kept(String name, INDArray array, INDArray copy) {

  static Kept of(String name, INDArray array) {
    return new Kept(name, array, array.dup());
  }

  /** What is wrong with the array, empty if nothing is; whatever was changed is put back. */
  String problem() {
    if (Arrays.equals(Expected.numbers(array), Expected.numbers(copy))) {
      return "";
    }
    array.assign(copy);
    return "you changed %s: add and sub leave it alone, addi and subi do not".formatted(name);
  }
}
