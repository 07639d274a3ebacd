package org.distill4j.course;

import java.nio.file.Path;
import org.distill4j.model.Teacher;
import org.distill4j.model.train.Plan;

/**
 * The course's teacher of spoken digits: a small convolutional network, trained on the first part
 * of {@code SpokenDigits.load().train().split(27, 1)}. It has heard 27 voices, so the other nine of
 * the training part can be used for validation.
 *
 * <p>It is shipped as {@code data/teachers/spoken-digits.zip}; {@link #main} makes that file again.
 */
public final class SpokenTeacher {

  private static final int VOICES = 27;
  private static final long SEED = 1;

  private SpokenTeacher() {}

  /**
   * Reads the shipped teacher.
   *
   * @return a teacher of spoken digits, 24 bands x 32 steps from 0 to 1
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
    SpokenWords heard = SpokenDigits.load().train().split(VOICES, SEED).first();
    Teacher teacher =
        Teacher.cnn(24, 32, 1)
            .convolutions(16, 32)
            .hidden(64)
            .classes(10)
            .dropout(0.3)
            .seed(SEED)
            .build();
    Plan plan = Plan.epochs(40).withBatchSize(60).withLearningRate(0.002).withJitter(1);
    teacher.fit(heard.words(), plan.withSeed(SEED));
    teacher.save(file());
  }

  private static Path file() {
    return DataFolder.find("teachers").resolve("spoken-digits.zip");
  }
}
