package org.distill4j.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.distill4j.internal.DirectMemory;
import org.distill4j.internal.Reason;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Reads images from a folder that holds a folder for each class, always in the same order. */
final class ImageFolder {

  private final Path folder;
  private final List<String> classes = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();

  private ImageFolder(Path folder) {
    this.folder = folder;
  }

  static Dataset read(Path folder, ImageShape shape) {
    if (shape.channels() != 1 && shape.channels() != 3) {
      throw new IllegalArgumentException(
          "shape must have 1 channel for gray or 3 for color, but has " + shape.channels());
    }
    ImageFolder images = new ImageFolder(folder);
    images.find();
    return images.read(shape);
  }

  private void find() {
    if (!Files.isDirectory(folder)) {
      throw new UncheckedIOException(
          "%s: expected a folder with a folder for each class, but found %s"
              .formatted(folder, Files.exists(folder) ? "a file" : "none"),
          new NotDirectoryException(folder.toString()));
    }
    for (Path place : sorted(folder)) {
      if (Files.isDirectory(place)) {
        addClass(place);
      }
    }
    if (classes.size() < 2) {
      throw new IllegalArgumentException(
          "%s: expected a folder for each of at least two classes, but found %s"
              .formatted(folder, classes.isEmpty() ? "none" : "only " + classes.get(0)));
    }
  }

  private void addClass(Path place) {
    List<Path> found = sorted(place);
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          place + ": expected images of a class, but found an empty folder");
    }
    found.forEach(file -> labels.add(classes.size()));
    files.addAll(found);
    classes.add(place.getFileName().toString());
  }

  /** What is in a folder, but for hidden files, by the numbers of the letters in their names. */
  private static List<Path> sorted(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .sorted(Comparator.comparing(path -> path.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(folder, Reason.of(e)), e);
    }
  }

  private Dataset read(ImageShape shape) {
    if (!DirectMemory.holds((long) files.size() * shape.size(), DataType.UINT8)) {
      throw new IllegalArgumentException(
          "%s: expected at most 2 GiB of images, but found %,d of %s: choose a smaller shape"
              .formatted(folder, files.size(), shape));
    }
    INDArray pixels = Nd4j.createUninitialized(DataType.UINT8, files.size(), shape.size());
    ByteBuffer memory = pixels.data().asNio();
    for (int i = 0; i < files.size(); i++) {
      memory.put(i * shape.size(), Resized.of(ImageFile.read(files.get(i)), shape));
    }
    return Dataset.images(
        pixels, labels.stream().mapToInt(Integer::intValue).toArray(), classes, shape);
  }
}
