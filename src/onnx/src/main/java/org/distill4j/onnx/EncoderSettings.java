package org.distill4j.onnx;

import org.distill4j.internal.Ranges;

/**
 * How a {@link TextEncoder} works.
 *
 * @param longest most tokens of a text, those around it included, to which it is cut; 0 for as many
 *     as the tokenizer's file says, or 512 where it says nothing
 * @param firstToken whether the first token's vector stands for the text, not the mean of all
 * @param batch most tokens in one call, those that fill up short texts included; a longer text is
 *     asked about alone
 * @param threads how many calls run at the same time, at least 1
 */
public record EncoderSettings(int longest, boolean firstToken, int batch, int threads) {

  private static final int BATCH = 2_048;
  private static final int SHORTEST = 3;

  /** Checks the numbers. */
  public EncoderSettings {
    Ranges.requireAtLeast("longest", longest, 0);
    Ranges.requireAtLeast("batch", batch, 1);
    Ranges.requireAtLeast("threads", threads, 1);
  }

  /**
   * The mean of all tokens, texts cut as the tokenizer's file says, 2,048 tokens in a call, and as
   * many calls at once as there are processors.
   *
   * @return settings to begin with
   */
  public static EncoderSettings defaults() {
    return new EncoderSettings(0, false, BATCH, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Where texts are cut.
   *
   * @param tokens most of a text, those around it included, at least 3; no more than the model has
   *     positions for, which are 512 as a rule
   * @return other settings
   */
  public EncoderSettings withLongest(int tokens) {
    Ranges.requireAtLeast("longest", tokens, SHORTEST);
    return new EncoderSettings(tokens, firstToken, batch, threads);
  }

  /**
   * The first token's vector stands for the text, as in the models of the family BGE.
   *
   * @return other settings
   */
  public EncoderSettings withFirstToken() {
    return new EncoderSettings(longest, true, batch, threads);
  }

  /**
   * Most tokens in a call. A model that quantizes its numbers while it runs, as int8 models do, is
   * asked about one text at a time whatever is said here: its answers about a text depend on the
   * others in the call.
   *
   * @param tokens at least 1
   * @return other settings
   */
  public EncoderSettings withBatch(int tokens) {
    return new EncoderSettings(longest, firstToken, tokens, threads);
  }

  /**
   * Calls at the same time.
   *
   * @param count at least 1
   * @return other settings
   */
  public EncoderSettings withThreads(int count) {
    return new EncoderSettings(longest, firstToken, batch, count);
  }
}
