package org.distill4j.course;

import java.nio.file.Path;
import java.util.List;
import org.distill4j.data.Dataset;
import org.distill4j.data.Idx;

/**
 * Pictures of clothes, as many pixels and classes as {@link Mnist} but harder (Xiao, Rasul,
 * Vollgraf 2017, <a href="https://arxiv.org/abs/1708.07747">arXiv:1708.07747</a>). To keep the
 * project small, the first 30,000 of the 60,000 training images are shipped; published results use
 * all.
 *
 * @param train the training images
 * @param test the test images
 */
public record FashionMnist(Dataset train, Dataset test) {

  private static final List<String> CLOTHES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  /**
   * Reads the shipped files, found by {@link DataFolder#find}.
   *
   * @return 30,000 images to train on, 10,000 to test with
   * @throws java.io.UncheckedIOException if a file is missing or cannot be read
   * @throws IllegalArgumentException if a file is not what it should be
   */
  public static FashionMnist load() {
    return load(DataFolder.find("fashion-mnist"));
  }

  /**
   * Reads four files named as {@link Idx#load} says, such as the whole original data set.
   *
   * @param folder they are in
   * @return both parts
   * @throws java.io.UncheckedIOException if a file is missing or cannot be read
   * @throws IllegalArgumentException if a file is not what it should be
   */
  public static FashionMnist load(Path folder) {
    return new FashionMnist(Idx.load(folder, "train", CLOTHES), Idx.load(folder, "t10k", CLOTHES));
  }

  @Override
  public String toString() {
    return "train  " + train + "\ntest   " + test;
  }
}
