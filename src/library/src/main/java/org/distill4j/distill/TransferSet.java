package org.distill4j.distill;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.distill4j.data.Dataset;
import org.distill4j.export.Origin;
import org.distill4j.model.Student;
import org.distill4j.model.network.Classifier;
import org.distill4j.model.network.Layered;
import org.distill4j.model.network.Reading;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Examples together with what a teacher said about each of them.
 *
 * <p>The teacher runs once, here; training reads the set and never sees the teacher. Logits and
 * hints are kept by example, never by batch. A set never changes, and any number of threads may
 * train on it.
 */
public final class TransferSet {

  private final Dataset data;
  private final INDArray logits;
  private final Map<String, INDArray> hints;

  /** Kept only to be refused as its own student; null where it is not known. */
  private final @Nullable Classifier teacher;

  TransferSet(
      Dataset data, INDArray logits, Map<String, INDArray> hints, @Nullable Classifier teacher) {
    this.data = data;
    this.logits = logits;
    this.hints = hints;
    this.teacher = teacher;
  }

  /**
   * Asks the teacher for its logits, a thousand examples at a time.
   *
   * @param data the examples, labelled or not
   * @param teacher to be asked
   * @return the transfer set; it shares the examples' memory
   * @throws IllegalArgumentException if the teacher knows other classes than the data
   * @throws IllegalStateException if a logit is not finite, or the thread was interrupted
   */
  public static TransferSet label(Dataset data, Classifier teacher) {
    return new TransferSet(data, Answers.logits(data, teacher), Map.of(), teacher);
  }

  /**
   * Asks the teacher for its logits and for the activations of some of its layers, in one pass.
   *
   * @param data the examples, labelled or not
   * @param teacher a network, or another model with layers
   * @param layers names of the layers that a student should match
   * @return the transfer set, with a hint of each layer's name
   * @throws IllegalArgumentException if there is no such layer, or classes differ
   * @throws IllegalStateException if the teacher has no layers, or as {@link #label(Dataset,
   *     Classifier)}
   */
  public static TransferSet label(Dataset data, Layered teacher, String... layers) {
    return label(data, data, teacher, layers);
  }

  /**
   * Asks a teacher that reads other features of the same examples than its student: the student
   * trains on {@code data}, the teacher is asked about {@link Reading#examples}.
   *
   * @param data the examples as the student sees them, labelled or not
   * @param teacher with the same examples, in the same order, as it sees them
   * @param layers names of the teacher's layers that a student should match, if any
   * @return the transfer set; it shares the memory of the student's examples alone
   * @throws IllegalArgumentException if the examples are not the same, or as the other methods
   * @throws IllegalStateException as the other methods
   */
  public static TransferSet label(Dataset data, Reading teacher, String... layers) {
    teacher.requireSameExamples(data);
    if (layers.length == 0) {
      INDArray logits = Answers.logits(teacher.examples(), teacher.teacher());
      return new TransferSet(data, logits, Map.of(), teacher.teacher());
    }
    if (teacher.teacher() instanceof Layered layered) {
      return label(data, teacher.examples(), layered, layers);
    }
    throw new IllegalStateException(
        "only a teacher with layers can be asked about %s".formatted(List.of(layers)));
  }

  private static TransferSet label(Dataset data, Dataset asked, Layered teacher, String... layers) {
    List<INDArray> answers = Answers.logitsAndLayers(asked, teacher, List.of(layers));
    Map<String, INDArray> hints = new LinkedHashMap<>();
    for (int i = 0; i < layers.length; i++) {
      hints.put(layers[i], answers.get(i + 1));
    }
    return new TransferSet(data, answers.get(0), hints, teacher);
  }

  /**
   * Takes logits that come from elsewhere: from a program in another language, or from a teacher
   * whose answers were changed on purpose, as a control does.
   *
   * @param data the examples, labelled or not
   * @param logits {@code [N, C]}, a row for each example in the same order, finite; copied
   * @return the transfer set; it shares the examples' memory
   * @throws IllegalArgumentException if the logits do not fit the data or are not finite
   */
  public static TransferSet of(Dataset data, INDArray logits) {
    return new TransferSet(data, Answers.given(data, logits), Map.of(), null);
  }

  /**
   * The same set with something else to match for each example.
   *
   * @param name what the Distiller's {@code match} calls it
   * @param hint gives a row of numbers {@code [N, h]} for features {@code [N, d]}, or maps {@code
   *     [N, channels, height, width]}
   * @return a set that shares this one's memory
   * @throws IllegalStateException if a number is not finite, or the thread was interrupted
   */
  public TransferSet withHint(String name, UnaryOperator<INDArray> hint) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a hint must have a name, but this one's is empty");
    }
    Map<String, INDArray> more = new LinkedHashMap<>(hints);
    more.put(name, Answers.hint(data, hint, name));
    return new TransferSet(data, logits, more, teacher);
  }

  /**
   * Writes the teacher's answers, with a checksum of the examples: all of it or nothing. The
   * examples themselves are not written.
   *
   * @param file whose folder must exist; replaced if it is there
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public void save(Path file) {
    TransferFile.write(this, file);
  }

  /**
   * Reads what a teacher said about these examples, without the teacher.
   *
   * @param file that {@link #save} wrote
   * @param data the same examples, in the same order, with the same labels
   * @return the transfer set
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is damaged or no transfer set, or belongs to other
   *     data
   */
  public static TransferSet load(Path file, Dataset data) {
    return TransferFile.read(file, data);
  }

  /**
   * Reads what a teacher said about these examples, and asks the teacher about a hundred of them
   * again, so that the answers of another teacher, or of an earlier state of this one, are refused.
   *
   * @param file that {@link #save} wrote
   * @param data the same examples, in the same order, with the same labels
   * @param teacher who should have given the logits
   * @return the transfer set
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is damaged or no transfer set, or belongs to other
   *     data or another teacher
   */
  public static TransferSet load(Path file, Dataset data, Classifier teacher) {
    return load(file, data, teacher.reading(data));
  }

  /**
   * Reads what a teacher that reads other features said about these examples, and asks it about a
   * hundred of them again, as {@link #load(Path, Dataset, Classifier)} does.
   *
   * @param file that {@link #save} wrote
   * @param data the same examples as the student sees them, in the same order, with the same labels
   * @param teacher who should have given the logits, with the examples as it sees them
   * @return the transfer set
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is damaged or no transfer set, belongs to other
   *     data or another teacher, or the examples are not the same
   */
  public static TransferSet load(Path file, Dataset data, Reading teacher) {
    teacher.requireSameExamples(data);
    TransferSet set = TransferFile.read(file, data);
    Answers.requireFrom(teacher, set, file);
    return new TransferSet(data, set.logits, set.hints, teacher.teacher());
  }

  /**
   * Opens a folder of shards, which may hold more than memory does: {@code distiller.fit(student,
   * TransferSet.open(folder))}. Reads every shard once, to its end, and holds nothing of it but
   * what it is.
   *
   * @param folder that a {@link #writer} finished
   * @return what is in it
   * @throws java.io.UncheckedIOException if the manifest or a shard is missing or cannot be read
   * @throws IllegalArgumentException if a shard is damaged, another one than the manifest says, not
   *     in the manifest, or differs from the others; the text names it
   */
  public static Shards open(Path folder) {
    return Shards.open(folder);
  }

  /**
   * Begins to write a folder of shards, or goes on with one.
   *
   * @param folder made if it is not there
   * @return a writer that keeps logits in 32 bits and knows of no teacher
   * @throws java.io.UncheckedIOException if the folder cannot be made
   */
  public static ShardWriter writer(Path folder) {
    return ShardWriter.of(folder);
  }

  /**
   * The examples.
   *
   * @return the data set that was labelled
   */
  public Dataset data() {
    return data;
  }

  /**
   * Number of examples.
   *
   * @return N
   */
  public int size() {
    return data.size();
  }

  /**
   * What the teacher said.
   *
   * @return logits {@code [N, C]}; not to be modified
   */
  public INDArray logits() {
    return logits;
  }

  /**
   * What a student's layer should match.
   *
   * @param name of the hint
   * @return {@code [N, h]} or {@code [N, channels, height, width]}; not to be modified
   * @throws IllegalArgumentException if there is no such hint
   */
  public INDArray hint(String name) {
    INDArray hint = hints.get(name);
    if (hint == null) {
      throw new IllegalArgumentException(
          "the transfer set has no hint '%s'; its hints are %s".formatted(name, hints.keySet()));
    }
    return hint;
  }

  /**
   * Where a student of this set comes from: the names of the classes, the shape of the images, and
   * SHA-256 of the examples and of what the teacher said about them.
   *
   * @return what goes into the files that the student leaves in
   */
  public Origin origin() {
    Origin origin =
        Origin.unknown()
            .withClasses(data.classes())
            .withData(hex(Fingerprint.of(data)))
            .withTeacher(hex(Fingerprint.of(logits)));
    return data.image().map(origin::withImage).orElse(origin);
  }

  private static String hex(byte... fingerprint) {
    return "sha256:" + HexFormat.of().formatHex(fingerprint);
  }

  Map<String, INDArray> hints() {
    return hints;
  }

  boolean isLabelledBy(Student student) {
    return teacher != null && student.isSameAs(teacher);
  }

  @Override
  public String toString() {
    return "%s, with logits%s"
        .formatted(data, hints.isEmpty() ? "" : " and hints of " + hints.keySet());
  }
}
