package org.distill4j.model;

import java.nio.file.Path;
import org.distill4j.data.DataFolder;
import org.distill4j.data.Mnist;

/**
 * The teacher of the course: 784-1200-1200-10, trained on jittered digits with dropout as in
 * Hinton, Vinyals, Dean 2015, section 3.
 *
 * <p>It is shipped as {@code data/teachers/mnist.zip}; {@link #main} makes that file again.
 */
public final class MnistTeacher {

  private static final Plan PLAN =
      Plan.epochs(36).withBatchSize(256).withJitter(2).withSeed(20150309);

  private MnistTeacher() {}

  /**
   * Reads the shipped teacher.
   *
   * @return a teacher of digits, 28 x 28 pixels from 0 to 1
   * @throws java.io.UncheckedIOException if the data folder is not found
   */
  public static Teacher load() {
    return Teacher.load(file());
  }

  /**
   * Trains the teacher again and writes its file; takes minutes.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Teacher teacher =
        Teacher.mlp(784)
            .hidden(1200, 1200)
            .classes(10)
            .inputDropout(0.1)
            .dropout(0.3)
            .seed(20150309)
            .build();
    teacher.fit(Mnist.load().train(), PLAN);
    teacher.save(file());
  }

  private static Path file() {
    return DataFolder.find("teachers").resolve("mnist.zip");
  }
}
