package org.distill4j.distill;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.distill4j.internal.Thousands;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The numbers of a matrix as bytes: row-major, big-endian, FLOAT or DOUBLE. */
final class Numbers {

  private Numbers() {}

  static void write(INDArray matrix, DataOutput out) throws IOException {
    forEachPart(
        matrix,
        part -> {
          INDArray rows = part.dup('c');
          byte[] bytes = bytes(rows);
          if (rows.dataType() == DataType.DOUBLE) {
            ByteBuffer.wrap(bytes).asDoubleBuffer().put(rows.data().asDouble());
          } else {
            ByteBuffer.wrap(bytes).asFloatBuffer().put(rows.data().asFloat());
          }
          out.write(bytes);
        });
  }

  /**
   * Fills a matrix.
   *
   * @param matrix of type FLOAT or DOUBLE, modified
   */
  static void read(DataInput in, INDArray matrix) throws IOException {
    forEachPart(
        matrix,
        rows -> {
          byte[] bytes = bytes(rows);
          in.readFully(bytes);
          if (rows.dataType() == DataType.DOUBLE) {
            double[] values = new double[(int) rows.length()];
            ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
            rows.assign(Nd4j.create(values, rows.shape(), 'c'));
          } else {
            float[] values = new float[(int) rows.length()];
            ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
            rows.assign(Nd4j.create(values, rows.shape(), 'c'));
          }
        });
  }

  /** What is done to some rows. */
  private interface Work {
    void on(INDArray rows) throws IOException;
  }

  private static void forEachPart(INDArray matrix, Work work) throws IOException {
    Thousands.forEach(
        Math.toIntExact(matrix.size(0)),
        (from, to) -> work.on(matrix.get(NDArrayIndex.interval(from, to), NDArrayIndex.all())));
  }

  private static byte[] bytes(INDArray rows) {
    return new byte[Math.toIntExact(rows.length() * rows.dataType().width())];
  }
}
