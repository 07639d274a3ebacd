package org.distill4j.data;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reads images and labels in the IDX format, in which MNIST and its successors are distributed.
 *
 * <p>Every file is checked before memory is taken for what it claims to hold. Pixels go straight
 * into an array of bytes outside the Java heap.
 */
public final class Idx {

  private Idx() {}

  /**
   * Reads one part of a data set from the files {@code PART-images-idx3-ubyte} and {@code
   * PART-labels-idx1-ubyte}, with or without {@code .gz}, compressed or not.
   *
   * @param folder the files are in
   * @param part first word of both names, such as {@code "train"} or {@code "t10k"}
   * @param classes names of the classes, one for each label
   * @return the images with their labels
   * @throws java.io.UncheckedIOException if a file is missing or cannot be read
   * @throws IllegalArgumentException if a file is not what it should be
   */
  public static Dataset load(Path folder, String part, List<String> classes) {
    IdxFile labelFile = IdxFile.find(folder, part + "-labels-idx1-ubyte", "labels", 1);
    IdxFile imageFile = IdxFile.find(folder, part + "-images-idx3-ubyte", "images", 3);
    int n = labelFile.size(0);
    if (imageFile.size(0) != n) {
      throw imageFile.wrong(
          "%,d images, one for each label in %s".formatted(n, labelFile.path().getFileName()),
          "%,d".formatted(imageFile.size(0)));
    }
    int[] labels = readLabels(labelFile, classes);
    ImageShape shape = ImageShape.gray(imageFile.size(1), imageFile.size(2));
    return Dataset.images(readPixels(imageFile, n, shape.size()), labels, classes, shape);
  }

  private static int[] readLabels(IdxFile file, List<String> classes) {
    byte[] bytes = new byte[file.size(0)];
    file.read(ByteBuffer.wrap(bytes));
    int[] labels = new int[bytes.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = Byte.toUnsignedInt(bytes[i]);
      if (labels[i] >= classes.size()) {
        throw file.wrong(
            "labels from 0 to " + (classes.size() - 1),
            "%d for example %d".formatted(labels[i], i));
      }
    }
    return labels;
  }

  private static INDArray readPixels(IdxFile file, int rows, int columns) {
    INDArray pixels = Nd4j.createUninitialized(DataType.UINT8, rows, columns);
    file.read(pixels.data().asNio());
    return pixels;
  }
}
