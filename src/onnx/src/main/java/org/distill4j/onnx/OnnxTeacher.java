package org.distill4j.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.distill4j.model.network.Layered;
import org.distill4j.model.network.Sized;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A teacher out of an ONNX file: whatever PyTorch, TensorFlow, scikit-learn or this library has
 * exported, run by ONNX Runtime on the processor. Features go in as they are, {@code [N, d]}, and
 * are read by the file in its own shape; images have their channels first.
 *
 * <p>What it says of an example depends neither on the others that are asked about in the same call
 * nor on the number of threads. It may be asked from several threads. It takes memory outside the
 * heap until it is closed; after that it answers no more.
 */
public final class OnnxTeacher implements Layered, Sized, AutoCloseable {

  /** Examples whose answers add up to 1 by chance no more. */
  private static final int ENOUGH = 10;

  private final Session session;
  private final OnnxSettings settings;
  private final Inputs inputs;
  private final Outputs outputs;
  private final String answer;

  private OnnxTeacher(Session session, OnnxSettings settings) {
    this.session = session;
    this.settings = settings;
    this.inputs = Inputs.of(session.file, session.inputs(), settings);
    this.outputs = new Outputs(session.file, session.outputs());
    this.answer = outputs.answer(settings);
  }

  /**
   * Reads a teacher whose file says all: its inputs take the features in their order, and one
   * output holds logits.
   *
   * @param file of the ONNX model; large weights may lie in files beside it
   * @return the teacher, to be closed
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is no ONNX model, needs an operator that ONNX
   *     Runtime does not have, or cannot be a teacher; the text names the file
   */
  public static OnnxTeacher load(Path file) {
    return load(file, OnnxSettings.defaults());
  }

  /**
   * Reads a teacher.
   *
   * @param file of the ONNX model; large weights may lie in files beside it
   * @param settings how it is asked
   * @return the teacher, to be closed
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is no ONNX model, needs an operator that ONNX
   *     Runtime does not have, or cannot be a teacher as the settings have it; the text names the
   *     file
   */
  public static OnnxTeacher load(Path file, OnnxSettings settings) {
    return open(OnnxFile.at(file), settings);
  }

  /**
   * Reads a teacher from the class path, where a package has brought it.
   *
   * @param name of the resource, whole, as in {@code "com/acme/teacher.onnx"}
   * @param settings how it is asked
   * @return the teacher, to be closed
   * @throws java.io.UncheckedIOException if there is no such resource
   * @throws IllegalArgumentException as {@link #load(Path, OnnxSettings)}
   */
  public static OnnxTeacher resource(String name, OnnxSettings settings) {
    return open(OnnxFile.resource(name), settings);
  }

  private static OnnxTeacher open(OnnxFile file, OnnxSettings settings) {
    Session session = Session.open(file);
    try {
      return new OnnxTeacher(session, settings);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  @Override
  public INDArray logits(INDArray features) {
    return answers(features, List.of()).get(0);
  }

  /**
   * The logits and other outputs of the file, from one pass.
   *
   * @param features examples {@code [N, d]}; not modified
   * @param layers names of outputs with a shape {@code [N, h]} or {@code [N, channels, height,
   *     width]}; the inside of the file is seen only as far as its exporter made it an output
   * @return the logits, then the other outputs, of type FLOAT
   * @throws IllegalArgumentException if there is no such output, or the features do not fit
   * @throws IllegalStateException if the teacher was closed, or ONNX Runtime cannot compute it
   */
  @Override
  public List<INDArray> answers(INDArray features, List<String> layers) {
    session.requireOpen();
    inputs.requireFit(features);
    List<String> wanted =
        Stream.concat(Stream.of(answer), layers.stream().map(outputs::hint)).toList();
    List<Numbers> found = ask(features, wanted);
    List<INDArray> answers = new ArrayList<>();
    answers.add(logits(found.get(0)).array());
    found.subList(1, found.size()).forEach(hint -> answers.add(hint.array()));
    return answers;
  }

  /** What some outputs say, asked in as many calls as it takes. */
  private List<Numbers> ask(INDArray features, List<String> wanted) {
    int examples = Math.toIntExact(features.size(0));
    int width = Math.toIntExact(features.size(1));
    float[] rows = features.castTo(DataType.FLOAT).dup('c').data().asFloat();
    int batch = batch();
    int parts = (examples + batch - 1) / batch;
    List<List<Numbers>> found = new ArrayList<>(Collections.nCopies(parts, List.of()));
    Parallel.forEach(
        parts,
        settings.threads(),
        part -> {
          int from = part * batch;
          int to = Math.min(examples, from + batch);
          found.set(part, call(Arrays.copyOfRange(rows, from * width, to * width), width, wanted));
        });
    return IntStream.range(0, wanted.size())
        .mapToObj(i -> Numbers.joined(found.stream().map(part -> part.get(i)).toList()))
        .toList();
  }

  /** Examples in a call. */
  private int batch() {
    if (inputs.examples() != Slot.OPEN) {
      return Math.toIntExact(inputs.examples());
    }
    return session.quantizes ? 1 : settings.batch();
  }

  private List<Numbers> call(float[] rows, int width, List<String> wanted) {
    int given = rows.length / width;
    int asked = inputs.examples() == Slot.OPEN ? given : Math.toIntExact(inputs.examples());
    return session.call(
        () -> inputs.tensors(rows, width, asked),
        Set.copyOf(wanted),
        answers -> {
          List<Numbers> found = new ArrayList<>();
          for (String name : wanted) {
            Numbers numbers = Numbers.of(answers.get(name).orElseThrow());
            if (numbers.examples() != asked) {
              throw session.file.wrong(
                  "output '%s' must have an answer for each of %d examples, but has shape %s"
                      .formatted(name, asked, numbers));
            }
            found.add(numbers.first(given));
          }
          return found;
        });
  }

  private Numbers logits(Numbers numbers) {
    int classes = numbers.width();
    if (classes < 2 || (settings.classes() > 0 && classes != settings.classes())) {
      throw session.file.wrong(
          "there must be %s classes, but output '%s' has %d"
              .formatted(
                  settings.classes() > 0 ? settings.classes() : "two or more", answer, classes));
    }
    if (settings.probabilities()) {
      if (!numbers.areProbabilities()) {
        throw session.file.wrong(
            "output '%s' must hold probabilities, from 0 and adding up to 1, but does not"
                .formatted(answer));
      }
      return numbers.logarithms();
    }
    if (numbers.examples() >= ENOUGH && numbers.areProbabilities()) {
      throw session.file.wrong(
          "output '%s' must hold logits, but seems to hold probabilities, which add up to 1: say withProbabilities(\"%s\"), and their logarithms are taken"
              .formatted(answer, answer));
    }
    return numbers;
  }

  @Override
  public Optional<String> origin() {
    return Optional.of(session.file.name());
  }

  /** Empty: a file does not say which of its numbers were trained. */
  @Override
  public OptionalLong parameters() {
    return OptionalLong.empty();
  }

  /** Size of the file itself. */
  @Override
  public OptionalLong bytes() {
    return OptionalLong.of(session.file.bytes());
  }

  /** Empty: not known. */
  @Override
  public OptionalLong multiplyAdds() {
    return OptionalLong.empty();
  }

  /** Frees the memory outside the heap, once the calls that are running have ended. */
  @Override
  public void close() {
    session.close();
  }

  @Override
  public String toString() {
    return "%s, from %s to '%s'".formatted(session.file.name(), inputs, answer);
  }
}
