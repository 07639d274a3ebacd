package org.distill4j.model.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.distill4j.internal.Checksum;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The numbers of an array as bytes, big-endian, in the order of its rows: DOUBLE as doubles, what
 * has fewer bits as floats, which hold it exactly.
 */
final class ArrayBytes {

  /** Numbers at a time, so that the heap holds few of them. */
  private static final int PIECE = 1 << 16;

  private ArrayBytes() {}

  static void write(INDArray array, DataOutput out) throws IOException {
    INDArray row = array.reshape(array.length());
    boolean doubles = array.dataType() == DataType.DOUBLE;
    for (long from = 0; from < row.length(); from += PIECE) {
      INDArray piece = piece(row, from);
      ByteBuffer bytes = ByteBuffer.allocate((int) piece.length() * (doubles ? 8 : 4));
      if (doubles) {
        bytes.asDoubleBuffer().put(piece.toDoubleVector());
      } else {
        bytes.asFloatBuffer().put(piece.toFloatVector());
      }
      out.write(bytes.array());
    }
  }

  /**
   * Reads as many numbers as an array has.
   *
   * @return an array of this type in one row
   */
  static INDArray read(DataInput in, DataType type, long length) throws IOException {
    INDArray row = Nd4j.createUninitialized(type, length);
    boolean doubles = type == DataType.DOUBLE;
    for (long from = 0; from < length; from += PIECE) {
      INDArray piece = piece(row, from);
      ByteBuffer bytes = ByteBuffer.allocate((int) piece.length() * (doubles ? 8 : 4));
      in.readFully(bytes.array());
      if (doubles) {
        double[] numbers = new double[(int) piece.length()];
        bytes.asDoubleBuffer().get(numbers);
        piece.assign(Nd4j.createFromArray(numbers));
      } else {
        float[] numbers = new float[(int) piece.length()];
        bytes.asFloatBuffer().get(numbers);
        piece.assign(Nd4j.createFromArray(numbers));
      }
    }
    return row;
  }

  private static INDArray piece(INDArray row, long from) {
    return row.get(NDArrayIndex.interval(from, Math.min(row.length(), from + PIECE)));
  }

  /** SHA-256 of the numbers, in hexadecimal digits. */
  static String checksum(INDArray array) {
    MessageDigest digest = Checksum.sha256();
    add(array, digest);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Adds the numbers to a checksum. */
  static void add(INDArray array, MessageDigest digest) {
    try (DataOutputStream out =
        new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
      write(array, out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to nowhere cannot fail", e);
    }
  }
}
