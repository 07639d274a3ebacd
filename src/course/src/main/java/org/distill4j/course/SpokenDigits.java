package org.distill4j.course;

import java.nio.file.Path;

/**
 * The words zero to nine, spoken by a synthesizer in 45 voices and 6 accents, as pictures of 24
 * bands of pitch by 32 steps of time (log-mel spectrograms). No voice of the test speaks in
 * training.
 *
 * @param train 4,320 words in 36 voices
 * @param test 1,080 words in 9 other voices
 */
public record SpokenDigits(SpokenWords train, SpokenWords test) {

  /**
   * Reads the shipped files, found by {@link DataFolder#find}.
   *
   * @return both parts
   * @throws java.io.UncheckedIOException if a file is missing or cannot be read
   * @throws IllegalArgumentException if a file is not what it should be
   */
  public static SpokenDigits load() {
    return load(DataFolder.find("spoken-digits"));
  }

  /**
   * Reads files named as {@link SpokenWords#load} says, the parts being {@code train} and {@code
   * test}.
   *
   * @param folder they are in
   * @return both parts
   * @throws java.io.UncheckedIOException if a file is missing or cannot be read
   * @throws IllegalArgumentException if a file is not what it should be
   */
  public static SpokenDigits load(Path folder) {
    return new SpokenDigits(SpokenWords.load(folder, "train"), SpokenWords.load(folder, "test"));
  }

  @Override
  public String toString() {
    return "train  " + train + "\ntest   " + test;
  }
}
