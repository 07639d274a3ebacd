package org.distill4j.onnx;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.distill4j.data.Dataset;
import org.distill4j.internal.Ranges;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A transformer distilled into one vector for each token: a text is the mean of its tokens'
 * vectors, of unit length, and no transformer is needed any more (the idea of model2vec, van Dongen
 * and Tulkens 2024). What a word means beside its neighbours is lost, and the order of the words. A
 * head on these features is a student that answers some hundred times faster than its teacher.
 *
 * <p>The transformer is asked about each token alone. Of its vectors the principal components are
 * kept, the mean taken out; a token that makes up the share p of the texts' tokens then has the
 * weight {@code a / (a + p)} with {@code a = 0.001}, so that words without meaning count less
 * (Arora, Liang, Ma 2017).
 */
public final class TokenTable {

  private static final double RARE = 1e-3;

  private final WordPiece tokenizer;

  /** Ids of the tokens that have a vector, in ascending order. */
  private final int[] ids;

  /** Their vectors, {@code [ids.length * width]}. */
  private final float[] vectors;

  private final int width;

  TokenTable(WordPiece tokenizer, int[] ids, float[] vectors, int width) {
    this.tokenizer = tokenizer;
    this.ids = ids;
    this.vectors = vectors;
    this.width = width;
  }

  /**
   * Asks a transformer about every token of some texts.
   *
   * @param encoder to be distilled; needed only here
   * @param texts whose tokens get a vector; others, met later, are passed over
   * @param width numbers that each token keeps, from 1 to {@link TextEncoder#width}, and at most
   *     the number of different tokens
   * @return the table
   * @throws IllegalArgumentException if the width does not fit
   * @throws IllegalStateException if the encoder was closed or the thread was interrupted
   */
  public static TokenTable distill(TextEncoder encoder, List<String> texts, int width) {
    WordPiece tokenizer = encoder.tokenizer();
    long[] counts = new long[tokenizer.size()];
    for (String text : texts) {
      for (int id : tokenizer.pieces(text)) {
        counts[id]++;
      }
    }
    int[] ids = IntStream.range(0, counts.length).filter(id -> counts[id] > 0).toArray();
    Ranges.requireFromTo("width", width, 1, Math.min(encoder.width(), ids.length));
    List<int[]> alone =
        IntStream.of(ids)
            .mapToObj(id -> tokenizer.framed(new int[] {id}, Integer.MAX_VALUE))
            .toList();
    INDArray kept = PrincipalComponents.of(encoder.vectors(alone), width);
    double all = Arrays.stream(counts).sum();
    double[] weights =
        IntStream.of(ids).mapToDouble(id -> RARE / (RARE + counts[id] / all)).toArray();
    INDArray weighted = kept.muliColumnVector(Nd4j.createFromArray(weights).reshape(ids.length, 1));
    float[] vectors = weighted.castTo(DataType.FLOAT).dup('c').data().asFloat();
    return new TokenTable(tokenizer, ids, vectors, width);
  }

  /**
   * Describes texts.
   *
   * @param texts at least one
   * @return {@code [N, width]}, rows of unit length; zeros for a text without any token of the
   *     table
   */
  public INDArray of(String... texts) {
    return of(List.of(texts));
  }

  /**
   * A data set of texts.
   *
   * @param texts at least one
   * @param labels class index of each text
   * @param classes names of the classes, at least two
   * @return the data set
   * @throws IllegalArgumentException if texts, labels and classes do not fit
   */
  public Dataset dataset(List<String> texts, int[] labels, List<String> classes) {
    return Dataset.of(of(texts), labels, classes);
  }

  private INDArray of(List<String> texts) {
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one text, but there is none");
    }
    float[][] rows = new float[texts.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row(texts.get(i));
    }
    return Nd4j.create(rows);
  }

  private float[] row(String text) {
    double[] sum = new double[width];
    for (int id : tokenizer.pieces(text)) {
      int place = Arrays.binarySearch(ids, id);
      for (int j = 0; place >= 0 && j < width; j++) {
        sum[j] += vectors[place * width + j];
      }
    }
    double length = Math.sqrt(Arrays.stream(sum).map(value -> value * value).sum());
    float[] row = new float[width];
    for (int j = 0; j < width; j++) {
      row[j] = (float) (length > 0 ? sum[j] / length : 0);
    }
    return row;
  }

  /**
   * Number of tokens that have a vector.
   *
   * @return at least 1
   */
  public int tokens() {
    return ids.length;
  }

  /**
   * Numbers of a vector.
   *
   * @return at least 1
   */
  public int width() {
    return width;
  }

  /**
   * Memory of the vectors, which is nearly all of a saved table.
   *
   * @return bytes
   */
  public long bytes() {
    return (long) vectors.length * Float.BYTES;
  }

  /**
   * Writes the table: all of it or nothing. The tokenizer is not written.
   *
   * @param file whose folder must exist; replaced if it is there
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public void save(Path file) {
    TokenTableFile.write(file, tokenizer, ids, vectors);
  }

  /**
   * Reads a table.
   *
   * @param file that {@link #save} wrote
   * @param tokenizer that it was made with
   * @return the table
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is damaged or no table, or belongs to another
   *     tokenizer
   */
  public static TokenTable load(Path file, WordPiece tokenizer) {
    return TokenTableFile.read(file, tokenizer);
  }

  @Override
  public String toString() {
    return "%,d tokens as %d numbers each".formatted(tokens(), width);
  }
}
