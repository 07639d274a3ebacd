package org.distill4j.onnx;

import java.util.List;
import org.distill4j.internal.Ranges;

/**
 * How an ONNX file is asked. What is not said is read from the file.
 *
 * @param inputs names of the inputs, in the order of the features that they take; empty for all
 *     inputs of the file in its order
 * @param output name of the output that holds the answer; empty for the one called {@code logits},
 *     or the only one with a row of numbers for each example
 * @param probabilities whether the output holds probabilities; their logarithms are the logits then
 * @param channelsLast whether an input takes images as {@code [N, height, width, channels]}
 * @param classes how many there must be; 0 for as many as the file has
 * @param batch most examples that are asked about in one call, at least 1
 * @param threads how many calls run at the same time, at least 1
 */
public record OnnxSettings(
    List<String> inputs,
    String output,
    boolean probabilities,
    boolean channelsLast,
    int classes,
    int batch,
    int threads) {

  private static final int BATCH = 64;

  /** Checks the numbers and keeps a copy of the names. */
  public OnnxSettings {
    inputs = List.copyOf(inputs);
    Ranges.requireAtLeast("classes", classes, 0);
    Ranges.requireAtLeast("batch", batch, 1);
    Ranges.requireAtLeast("threads", threads, 1);
  }

  /**
   * All from the file, 64 examples in a call, and as many calls at once as there are processors.
   *
   * @return settings to begin with
   */
  public static OnnxSettings defaults() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new OnnxSettings(List.of(), "", false, false, 0, BATCH, processors);
  }

  /**
   * The inputs by name, which divide the features between them: of a table whose file has one input
   * for each column, say.
   *
   * @param names in the order of the features
   * @return other settings
   */
  public OnnxSettings withInputs(String... names) {
    return new OnnxSettings(
        List.of(names), output, probabilities, channelsLast, classes, batch, threads);
  }

  /**
   * The output that holds logits.
   *
   * @param name as the file has it
   * @return other settings
   */
  public OnnxSettings withLogits(String name) {
    return new OnnxSettings(inputs, name, false, channelsLast, classes, batch, threads);
  }

  /**
   * The output that holds probabilities. The teacher's logits are their logarithms, which have the
   * same softmax; a probability below {@link Float#MIN_NORMAL} counts as that, so a logit is at
   * least -87.4.
   *
   * @param name as the file has it
   * @return other settings
   */
  public OnnxSettings withProbabilities(String name) {
    return new OnnxSettings(inputs, name, true, channelsLast, classes, batch, threads);
  }

  /**
   * Images go into the file as {@code [N, height, width, channels]}, as exports of TensorFlow and
   * Keras want them; features have the channels first, as everywhere here.
   *
   * @return other settings
   */
  public OnnxSettings withChannelsLast() {
    return new OnnxSettings(inputs, output, probabilities, true, classes, batch, threads);
  }

  /**
   * The number of classes, so that a file with another is refused when it is loaded.
   *
   * @param count at least 2
   * @return other settings
   */
  public OnnxSettings withClasses(int count) {
    Ranges.requireAtLeast("classes", count, 2);
    return new OnnxSettings(inputs, output, probabilities, channelsLast, count, batch, threads);
  }

  /**
   * Most examples in one call. A file for one number of examples is asked about just as many, and
   * one that quantizes its numbers while it runs about one at a time, whatever is said here: its
   * answers about an example depend on the others in the call.
   *
   * @param examples at least 1
   * @return other settings
   */
  public OnnxSettings withBatch(int examples) {
    return new OnnxSettings(
        inputs, output, probabilities, channelsLast, classes, examples, threads);
  }

  /**
   * Calls at the same time.
   *
   * @param count at least 1
   * @return other settings
   */
  public OnnxSettings withThreads(int count) {
    return new OnnxSettings(inputs, output, probabilities, channelsLast, classes, batch, count);
  }
}
