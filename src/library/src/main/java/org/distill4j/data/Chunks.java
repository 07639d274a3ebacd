package org.distill4j.data;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Works through a data set a thousand examples at a time, so that images may stay bytes. */
final class Chunks {

  private static final int SIZE = 1_000;

  private Chunks() {}

  static void forEach(Dataset data, Consumer<INDArray> work) {
    for (int start = 0; start < data.size(); start += SIZE) {
      try (INDArray chunk = chunk(data, start)) {
        work.accept(chunk);
      }
    }
  }

  /**
   * The same examples described by other numbers.
   *
   * @param type of the result; bytes are for numbers from 0 to 1
   * @param change of features, {@code [n, d]}; may modify what it is given
   */
  static Dataset map(Dataset data, DataType type, UnaryOperator<INDArray> change) {
    INDArray all = Nd4j.createUninitialized(type, data.size(), data.width());
    for (int start = 0; start < data.size(); start += SIZE) {
      INDArray changed = change.apply(chunk(data, start));
      INDArray part =
          all.get(NDArrayIndex.interval(start, start + changed.size(0)), NDArrayIndex.all());
      part.assign(type == DataType.UINT8 ? changed.muli(255).addi(0.5) : changed);
    }
    return Dataset.all(data.store.withFeatures(all, data.rows.all()));
  }

  private static INDArray chunk(Dataset data, int start) {
    return data.features(IntStream.range(start, Math.min(data.size(), start + SIZE)).toArray());
  }
}
