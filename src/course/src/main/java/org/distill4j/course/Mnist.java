package org.distill4j.course;

import java.nio.file.Path;
import java.util.List;
import org.distill4j.data.Dataset;
import org.distill4j.data.Idx;

/**
 * The handwritten digits of LeCun, Cortes and Burges: 60,000 to train on, 10,000 to test with, each
 * 28 x 28 pixels.
 *
 * @param train the training images
 * @param test the test images, written by other people
 */
public record Mnist(Dataset train, Dataset test) {

  private static final List<String> DIGITS =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  /**
   * Reads the shipped files, found by {@link DataFolder#find}.
   *
   * @return both parts
   * @throws java.io.UncheckedIOException if a file is missing or cannot be read
   * @throws IllegalArgumentException if a file is not what it should be
   */
  public static Mnist load() {
    return load(DataFolder.find("mnist"));
  }

  /**
   * Reads the four original files, named as {@link Idx#load} says.
   *
   * @param folder they are in
   * @return both parts
   * @throws java.io.UncheckedIOException if a file is missing or cannot be read
   * @throws IllegalArgumentException if a file is not what it should be
   */
  public static Mnist load(Path folder) {
    return new Mnist(Idx.load(folder, "train", DIGITS), Idx.load(folder, "t10k", DIGITS));
  }

  @Override
  public String toString() {
    return "train  " + train + "\ntest   " + test;
  }
}
