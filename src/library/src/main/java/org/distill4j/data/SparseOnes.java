package org.distill4j.data;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Features that are 0 but for a few ones, of which only the places are kept: a text of twenty words
 * takes 180 bytes of the heap, whatever the number of features.
 */
final class SparseOnes implements Features {

  private static final int ONE = 255;

  private final int[][] places;
  private final int width;

  /**
   * Takes what is known.
   *
   * @param places of the ones of each example, from 0 to {@code width - 1}; kept, not copied
   * @param width numbers of an example
   */
  SparseOnes(int[][] places, int width) {
    this.places = places;
    this.width = width;
  }

  /** Chosen rows of several sets as one. */
  static SparseOnes joined(List<SparseOnes> parts, List<int[]> rows) {
    int[][] all = new int[rows.stream().mapToInt(some -> some.length).sum()][];
    int next = 0;
    for (int part = 0; part < parts.size(); part++) {
      for (int row : rows.get(part)) {
        all[next++] = parts.get(part).places[row];
      }
    }
    return new SparseOnes(all, parts.get(0).width);
  }

  @Override
  public int count() {
    return places.length;
  }

  @Override
  public int width() {
    return width;
  }

  /** Bytes: zeros and ones need no more where they are written out. */
  @Override
  public DataType type() {
    return DataType.UINT8;
  }

  @Override
  public INDArray stored(int[] rows) {
    return numbers(rows).muli(ONE).castTo(DataType.UINT8);
  }

  @Override
  public INDArray numbers(int[] rows) {
    INDArray dense = Nd4j.zeros(DataType.FLOAT, rows.length, width);
    DataBuffer memory = dense.data();
    for (int i = 0; i < rows.length; i++) {
      for (int place : places[rows[i]]) {
        memory.put((long) i * width + place, 1f);
      }
    }
    return dense;
  }
}
