package org.distill4j.distill;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The numbers of a matrix as bytes: row-major, big-endian, FLOAT or DOUBLE. */
final class Numbers {

  private Numbers() {}

  static void write(INDArray matrix, DataOutput out) throws IOException {
    for (long start = 0; start < matrix.size(0); start += Answers.CHUNK) {
      INDArray rows = rows(matrix, start).dup('c');
      ByteBuffer bytes =
          ByteBuffer.allocate(Math.toIntExact(rows.length() * rows.dataType().width()));
      if (rows.dataType() == DataType.DOUBLE) {
        bytes.asDoubleBuffer().put(rows.data().asDouble());
      } else {
        bytes.asFloatBuffer().put(rows.data().asFloat());
      }
      out.write(bytes.array());
    }
  }

  /**
   * Fills a matrix.
   *
   * @param matrix of type FLOAT or DOUBLE, modified
   */
  static void read(DataInput in, INDArray matrix) throws IOException {
    for (long start = 0; start < matrix.size(0); start += Answers.CHUNK) {
      INDArray rows = rows(matrix, start);
      ByteBuffer bytes =
          ByteBuffer.allocate(Math.toIntExact(rows.length() * rows.dataType().width()));
      in.readFully(bytes.array());
      if (rows.dataType() == DataType.DOUBLE) {
        double[] values = new double[(int) rows.length()];
        bytes.asDoubleBuffer().get(values);
        rows.assign(Nd4j.create(values, rows.shape(), 'c'));
      } else {
        float[] values = new float[(int) rows.length()];
        bytes.asFloatBuffer().get(values);
        rows.assign(Nd4j.create(values, rows.shape(), 'c'));
      }
    }
  }

  private static INDArray rows(INDArray matrix, long start) {
    long end = Math.min(matrix.size(0), start + Answers.CHUNK);
    return matrix.get(NDArrayIndex.interval(start, end), NDArrayIndex.all());
  }
}
