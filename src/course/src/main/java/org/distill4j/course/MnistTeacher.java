package org.distill4j.course;

import java.nio.file.Path;
import org.distill4j.data.Dataset;
import org.distill4j.model.Teacher;
import org.distill4j.model.train.Plan;

/**
 * The teachers of the course, trained on jittered digits with dropout as in Hinton, Vinyals, Dean
 * 2015, section 3: 784-1200-1200-10, and a small convolutional network.
 *
 * <p>They are shipped as {@code data/teachers/mnist.zip} and {@code data/teachers/mnist-cnn.zip};
 * {@link #main} makes those files again.
 */
public final class MnistTeacher {

  private static final long SEED = 20150309;

  private MnistTeacher() {}

  /**
   * Reads the shipped teacher, which is fully connected.
   *
   * @return a teacher of digits, 28 x 28 pixels from 0 to 1
   * @throws java.io.UncheckedIOException if the data folder is not found
   */
  public static Teacher load() {
    return Teacher.load(file("mnist.zip"));
  }

  /**
   * Reads the shipped convolutional teacher, whose layers have maps to look at: {@code pooling1} of
   * 16 x 14 x 14, {@code pooling2} of 32 x 7 x 7, and {@code hidden1} of 64 units.
   *
   * @return a teacher of digits, 28 x 28 pixels from 0 to 1
   * @throws java.io.UncheckedIOException if the data folder is not found
   */
  public static Teacher loadConvolutional() {
    return Teacher.load(file("mnist-cnn.zip"));
  }

  /**
   * Trains the teachers again and writes their files; takes minutes.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Dataset train = Mnist.load().train();
    Teacher dense =
        Teacher.mlp(784)
            .hidden(1200, 1200)
            .classes(10)
            .inputDropout(0.1)
            .dropout(0.3)
            .seed(SEED)
            .build();
    dense.fit(train, Plan.epochs(36).withBatchSize(256).withJitter(2).withSeed(SEED));
    dense.save(file("mnist.zip"));
    Teacher convolutional =
        Teacher.cnn(28, 28, 1)
            .convolutions(16, 32)
            .hidden(64)
            .classes(10)
            .dropout(0.3)
            .seed(SEED)
            .build();
    convolutional.fit(train, Plan.epochs(8).withBatchSize(128).withJitter(2).withSeed(SEED));
    convolutional.save(file("mnist-cnn.zip"));
  }

  private static Path file(String name) {
    return DataFolder.find("teachers").resolve(name);
  }
}
