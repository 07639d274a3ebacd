package org.distill4j.export.internal;

import java.util.Optional;
import org.distill4j.data.ImageShape;

/**
 * What a step makes of one example.
 *
 * @param name that no other tensor has
 * @param memory which of them share: a flattened map and the map, a sum and its activation
 * @param size how many numbers there are
 * @param maps how they are read as maps; empty for a row
 */
public record Tensor(String name, String memory, int size, Optional<ImageShape> maps) {

  /** A row of numbers. */
  static Tensor row(String name, int size) {
    return new Tensor(name, name, size, Optional.empty());
  }

  /** Maps, channel after channel. */
  static Tensor maps(String name, ImageShape shape) {
    return new Tensor(name, name, shape.size(), Optional.of(shape));
  }

  /** Something of the same shape. */
  Tensor like(String other) {
    return new Tensor(other, other, size, maps);
  }

  /** The same shape in the memory of another tensor. */
  Tensor in(String other) {
    return new Tensor(name, other, size, maps);
  }

  boolean hasShapeOf(Tensor other) {
    return size == other.size && maps.equals(other.maps);
  }

  /** Channels of maps; a row has as many as numbers, of one place each. */
  public int channels() {
    return maps.map(ImageShape::channels).orElse(size);
  }

  /** Numbers of a channel. */
  public int places() {
    return size / channels();
  }
}
