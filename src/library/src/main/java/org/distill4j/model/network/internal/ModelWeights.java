package org.distill4j.model.network.internal;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.ZipException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.indexing.conditions.Conditions;

/**
 * The weights in a model file, one array as ND4J writes it: twice a mode, a length, a type and that
 * many numbers, big-endian; first those that describe the shape, then the weights.
 *
 * <p>ND4J's own reader takes memory outside the Java heap for whatever length it finds, and
 * believes the shape. Here every number of the description is compared with what the configuration
 * asks for before any memory is taken.
 *
 * @param in the entry
 * @param size bytes that the entry says it has
 * @param wanted what the configuration asks for
 */
record ModelWeights(DataInputStream in, long size, ModelJson.Weights wanted) {

  /** Modes of ND4J 1.0.0-beta and later, whose lengths are longs; before, they were ints. */
  private static final Set<String> LONG_LENGTHS = Set.of("LONG_SHAPE", "MIXED_DATA_TYPES");

  /** A rank, and for each of at most 32 dimensions size and stride; options, a step, an order. */
  private static final int LONGEST_SHAPE = 2 * 32 + 4;

  private static final int PIECE = 1 << 16;

  /** Reads them. */
  INDArray read() throws IOException {
    if (wanted.count() < 1) {
      throw new ZipException("its configuration asks for no weights");
    }
    Numbers shape = Numbers.readFrom(in);
    if (!shape.isOf("LONG", "INT") || shape.length < 1 || shape.length > LONGEST_SHAPE) {
      throw new ZipException("its weights do not begin as an array of ND4J does");
    }
    long[] description = new long[(int) shape.length];
    for (int i = 0; i < description.length; i++) {
      description[i] = shape.isOf("LONG") ? in.readLong() : in.readInt();
    }
    Numbers numbers = Numbers.readFrom(in);
    DataType type = type(numbers);
    if (numbers.length != wanted.count()) {
      throw new ZipException(
          "its configuration asks for %,d weights, but it has %,d"
              .formatted(wanted.count(), numbers.length));
    }
    requireRow(description);
    if (size >= 0 && numbers.length > size / type.width()) {
      throw new ZipException(
          "its %,d weights would not fit into the %,d bytes that are there"
              .formatted(numbers.length, size));
    }
    return weights(type, description[0]);
  }

  private DataType type(Numbers numbers) throws ZipException {
    if (!numbers.isOf("FLOAT", "DOUBLE")) {
      throw new ZipException(
          "its weights must be of type FLOAT or DOUBLE, but are " + numbers.printable());
    }
    DataType type = DataType.valueOf(numbers.type);
    if (wanted.type() != null && wanted.type() != type) {
      throw new ZipException(
          "its configuration asks for weights of type %s, but they are %s"
              .formatted(wanted.type(), type));
    }
    return type;
  }

  /** A row of as many numbers as the configuration asks for, whose rank is 1 or 2. */
  private void requireRow(long... description) throws ZipException {
    long rank = description[0];
    boolean row = rank == 1 || (rank == 2 && description.length > 2 && description[1] == 1);
    if (!row || description.length <= rank || description[(int) rank] != wanted.count()) {
      throw new ZipException(
          "its weights must be a row of %,d, but are an array described by %s"
              .formatted(wanted.count(), Arrays.toString(description)));
    }
  }

  private INDArray weights(DataType type, long rank) throws IOException {
    INDArray row = Nd4j.createUninitialized(type, wanted.count());
    for (long from = 0; from < wanted.count(); from += PIECE) {
      int length = (int) Math.min(PIECE, wanted.count() - from);
      byte[] bytes = new byte[length * type.width()];
      in.readFully(bytes);
      row.get(NDArrayIndex.interval(from, from + length))
          .assign(piece(type, ByteBuffer.wrap(bytes), length));
    }
    requireFinite(row, "its");
    return rank == 1 ? row : row.reshape(1, wanted.count());
  }

  private static INDArray piece(DataType type, ByteBuffer bytes, int length) {
    if (type == DataType.DOUBLE) {
      double[] values = new double[length];
      bytes.asDoubleBuffer().get(values);
      return Nd4j.createFromArray(values);
    }
    float[] values = new float[length];
    bytes.asFloatBuffer().get(values);
    return Nd4j.createFromArray(values);
  }

  /** Refuses weights with which nothing can be computed. */
  static void requireFinite(INDArray weights, String whose) throws ZipException {
    long wrong = weights.scan(Conditions.notFinite()).longValue();
    if (wrong > 0) {
      throw new ZipException("%,d of %s weights are NaN or infinite".formatted(wrong, whose));
    }
  }

  /** What stands before some numbers. */
  private record Numbers(long length, String type) {

    static Numbers readFrom(DataInputStream in) throws IOException {
      String mode = in.readUTF();
      long length = LONG_LENGTHS.contains(mode) ? in.readLong() : in.readInt();
      return new Numbers(length, in.readUTF());
    }

    boolean isOf(String... types) {
      return Arrays.asList(types).contains(type);
    }

    String printable() {
      return type.length() < 20 ? type.replaceAll("\\P{Print}", "?") : "none";
    }
  }
}
