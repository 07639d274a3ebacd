package org.distill4j.data;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.distill4j.internal.Thousands;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Works through a data set a thousand examples at a time, so that images may stay bytes. */
final class Chunks {

  private Chunks() {}

  static void forEach(Dataset data, Consumer<INDArray> work) {
    Thousands.forEach(
        data.size(),
        (from, to) -> {
          try (INDArray chunk = chunk(data, from, to)) {
            work.accept(chunk);
          }
        });
  }

  /**
   * The same examples described by other numbers.
   *
   * @param type of the result; bytes are for numbers from 0 to 1
   * @param change of features, {@code [n, d]}; may modify what it is given
   */
  static Dataset map(Dataset data, DataType type, UnaryOperator<INDArray> change) {
    INDArray all = Nd4j.createUninitialized(type, data.size(), data.width());
    Thousands.forEach(
        data.size(),
        (from, to) -> {
          INDArray changed = change.apply(chunk(data, from, to));
          INDArray part = all.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
          part.assign(type == DataType.UINT8 ? changed.muli(255).addi(0.5) : changed);
        });
    return Dataset.all(data.store.withFeatures(all, data.rows.all()));
  }

  private static INDArray chunk(Dataset data, int from, int to) {
    return data.features(IntStream.range(from, to).toArray());
  }
}
