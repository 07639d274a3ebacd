package org.distill4j.distill;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.distill4j.data.Dataset;
import org.distill4j.internal.Checksum;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.conditions.Conditions;

/**
 * The matrices of a {@link TransferFile}. Whoever writes a file can write a checksum, too, so each
 * size is compared with the bytes that there are before memory is taken for it.
 *
 * @param in the file, after the fingerprint
 * @param length of the whole file in bytes
 * @param data the examples
 */
record TransferMatrices(DataInputStream in, long length, Dataset data) {

  private static final int ROW = 1; // dimension of an example
  private static final int MAPS = 3; // dimensions

  /**
   * Reads all of them, to the end of the file.
   *
   * @throws IllegalArgumentException if they make no sense, with the reason alone
   */
  TransferSet read() throws IOException {
    int count = in.readInt();
    require(count >= 1, "it has %d matrices, so no logits".formatted(count));
    Map<String, INDArray> matrices = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String name = in.readUTF();
      require(name.isEmpty() == (i == 0), "not the first of its matrices is the logits");
      require(!matrices.containsKey(name), "it has two hints '%s'".formatted(name));
      matrices.put(name, matrix(name));
    }
    in.skipNBytes(Checksum.BYTES);
    require(in.read() < 0, "it goes on after its matrices");
    INDArray logits = matrices.remove("");
    int classes = data.classes().size();
    require(
        logits.rank() == 2 && logits.size(1) == classes,
        "logits of %d classes have shape %s".formatted(classes, Arrays.toString(logits.shape())));
    return new TransferSet(data, logits, matrices, null);
  }

  private INDArray matrix(String name) throws IOException {
    DataType type = in.readBoolean() ? DataType.DOUBLE : DataType.FLOAT;
    int dimensions = in.readByte();
    require(
        dimensions == ROW || dimensions == MAPS,
        "matrix '%s' has %d dimensions for an example".formatted(name, dimensions));
    long[] shape = new long[1 + dimensions];
    shape[0] = data.size();
    long bytes = shape[0] * type.width();
    for (int i = 1; i < shape.length; i++) {
      shape[i] = in.readInt();
      require(
          shape[i] >= 1 && shape[i] <= length / bytes,
          "matrix '%s' has a size of %d, which is more than the file holds, or none"
              .formatted(name, shape[i]));
      bytes *= shape[i];
    }
    INDArray matrix = Nd4j.createUninitialized(type, shape, 'c');
    Numbers.read(in, matrix);
    require(
        matrix.scan(Conditions.notFinite()).longValue() == 0,
        "numbers of matrix '%s' are NaN or infinite".formatted(name));
    return matrix;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
