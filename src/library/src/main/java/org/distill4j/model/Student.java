package org.distill4j.model;

import static java.util.stream.IntStream.range;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.data.Dataset;
import org.distill4j.data.ImageShape;
import org.distill4j.export.Origin;
import org.distill4j.export.internal.onnx.OnnxFile;
import org.distill4j.export.internal.source.NetworkSource;
import org.distill4j.model.internal.Engines;
import org.distill4j.model.network.Classifier;
import org.distill4j.model.network.Sized;
import org.distill4j.model.network.internal.ModelFile;
import org.distill4j.model.network.internal.Network;
import org.distill4j.model.network.internal.WeightBits;
import org.distill4j.model.train.History;
import org.distill4j.model.train.LabelledTraining;
import org.distill4j.model.train.Plan;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The network that learns from a teacher. Inside it is a plain DL4J network, and its file is one of
 * DL4J's, which any program reads without this library.
 *
 * <p>Any number of threads may ask one student for logits and activations; they are answered one
 * after another. While it is trained, its weights change under whoever asks; a second training of
 * the same network at the same time is refused. Students of their own train side by side.
 *
 * <p>Features that are NaN or infinite are refused with their row: layers may make 0 of them, and
 * an answer of that.
 */
public final class Student implements Classifier, Sized {

  /** Examples that tell the range of a layer's input. */
  private static final int CALIBRATION = 256;

  final Network network;

  private Student(Network network) {
    this.network = network;
  }

  /**
   * Describes a fully connected student.
   *
   * @param inputs numbers that describe an example, at least 1
   * @return a builder; say hidden sizes and classes
   */
  public static NetworkBuilder<Student> mlp(int inputs) {
    return new NetworkBuilder<>(inputs, Student::of);
  }

  /**
   * Describes a linear student, whose weights can be read.
   *
   * @param inputs numbers that describe an example, at least 1
   * @return a builder; say the classes
   */
  public static NetworkBuilder<Student> linear(int inputs) {
    return mlp(inputs).hidden();
  }

  /**
   * Describes a convolutional student for images, whose features are their channels, one after
   * another, each row by row.
   *
   * @param height of an image in pixels, at least 1
   * @param width of an image in pixels, at least 1
   * @param channels of an image: 1 for gray, 3 for color
   * @return a builder; say convolutions, hidden sizes and classes
   */
  public static NetworkBuilder<Student> cnn(int height, int width, int channels) {
    return cnn(ImageShape.gray(height, width).withChannels(channels));
  }

  /**
   * Describes a convolutional student for images of a shape, as in {@code
   * Student.cnn(train.image().orElseThrow())}.
   *
   * @param images how a row of features is read
   * @return a builder; say convolutions, hidden sizes and classes
   */
  public static NetworkBuilder<Student> cnn(ImageShape images) {
    return new NetworkBuilder<>(new Convolutions(images), Student::of);
  }

  /**
   * A network of your own in the role of the student.
   *
   * @param network initialised, ending in an OutputLayer; it is trained itself, not a copy
   * @return the student
   * @throws IllegalArgumentException if the network does not end in one OutputLayer, or takes
   *     images with dimensions of their own: {@code InputType.convolutionalFlat} makes it take rows
   */
  public static Student of(MultiLayerNetwork network) {
    return new Student(new Network(network, Engines.chosen().layers()));
  }

  /**
   * As {@link #of(MultiLayerNetwork)}, with a graph that ends in one OutputLayer.
   *
   * @param network initialised; it is trained itself, not a copy
   * @return the student
   */
  public static Student of(ComputationGraph network) {
    return new Student(new Network(network, Engines.chosen().layers()));
  }

  /**
   * As {@link #load(Path, Set)}, where no class but DL4J's is trusted.
   *
   * @param file that {@link #save} or DL4J wrote
   * @return the student
   */
  public static Student load(Path file) {
    return load(file, Set.of());
  }

  /**
   * Reads a student with layers or activations of your own. DL4J makes an object of every class
   * that a file names, so a file may name only classes of packages that you trust.
   *
   * @param file that {@link #save} or DL4J wrote
   * @param trustedPackages whole names, as in {@code Set.of("com.acme.layers")}
   * @return the student
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is damaged or no DL4J model, or names a class of
   *     another package
   */
  public static Student load(Path file, Set<String> trustedPackages) {
    return new Student(
        new Network(ModelFile.read(file, trustedPackages), Engines.chosen().layers()));
  }

  /**
   * As {@link #save(Path, Origin)}, where nothing is known of the origin.
   *
   * @param file whose folder must exist; replaced if it is there
   */
  public void save(Path file) {
    save(file, Origin.unknown());
  }

  /**
   * Writes the network as a DL4J model file: all of it or nothing. What is known of its origin is
   * in an entry that DL4J ignores, and the file has a checksum.
   *
   * @param file whose folder must exist; replaced if it is there
   * @param origin where the student comes from, best of {@code Distiller.origin(set)}
   * @throws java.io.UncheckedIOException if the file cannot be written
   * @throws IllegalArgumentException if the origin belongs to another network
   * @throws IllegalStateException if a weight is NaN or infinite
   */
  public void save(Path file, Origin origin) {
    origin.requireFits(inputs(), classes());
    ModelFile.write(network.plain(), origin.entries(), file);
  }

  /**
   * Reads what a file of {@link #save(Path, Origin)} says of its student's origin.
   *
   * @param file that {@code save} or DL4J wrote
   * @return names and values, as {@link Origin#entries} has them; empty where the file says nothing
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is damaged or no DL4J model
   */
  public static Map<String, String> origin(Path file) {
    return ModelFile.origin(file);
  }

  /**
   * As {@link #saveOnnx(Path, Origin)}, where nothing is known of the origin.
   *
   * @param file whose folder must exist; replaced if it is there
   */
  public void saveOnnx(Path file) {
    saveOnnx(file, Origin.unknown());
  }

  /**
   * Writes the network as an ONNX file of opset 13: all of it or nothing. Its input is {@code
   * features}, {@code [N, d]}; its outputs are {@code logits} and their softmax at temperature 1,
   * {@code probabilities}, {@code [N, C]}; all are 32-bit floats. What is known of the origin is in
   * its metadata. The file is evaluated on random examples before it is kept.
   *
   * @param file whose folder must exist; replaced if it is there
   * @param origin where the student comes from, best of {@code TransferSet.origin()}
   * @throws java.io.UncheckedIOException if the file cannot be written
   * @throws IllegalArgumentException if the network has a layer that ONNX cannot be written of, or
   *     the origin belongs to another student
   * @throws IllegalStateException if the network's logits are not finite
   */
  public void saveOnnx(Path file, Origin origin) {
    OnnxFile.write(network, origin, file);
  }

  /**
   * Writes the network as an ONNX file whose weights and layer inputs have eight bits, a quarter of
   * the size. Each layer's input is divided into 256 steps over the range that it has in some
   * examples; each output's weights into 127, few enough for sums in 16 bits. What that costs is to
   * be measured, best with a contract.
   *
   * @param file whose folder must exist; replaced if it is there
   * @param origin where the student comes from, best of {@code TransferSet.origin()}
   * @param calibration examples like those to come, the first 256 of which are looked at
   * @throws IllegalArgumentException as {@link #saveOnnx} does, or if the examples do not fit
   */
  public void saveEightBitOnnx(Path file, Origin origin, Dataset calibration) {
    OnnxFile.writeEightBits(network, origin, first(calibration), file);
  }

  private INDArray first(Dataset calibration) {
    network.requireFits("examples for calibration", calibration);
    return calibration.features(range(0, Math.min(calibration.size(), CALIBRATION)).toArray());
  }

  /**
   * As {@link #saveJava(Path, String, Origin)}, where nothing is known of the origin.
   *
   * @param folder of sources, which must exist; folders of packages are made in it
   * @param className whole, as in {@code com.acme.DigitStudent}
   */
  public void saveJava(Path folder, String className) {
    saveJava(folder, className, Origin.unknown());
  }

  /**
   * Writes the network as the source of one class for Java 17, which needs nothing but the Java
   * platform, and its weights as a resource beside it, {@code DigitStudent.weights}, which the
   * build must copy: both files or neither. Any number of threads may ask the class, and a question
   * allocates nothing.
   *
   * @param folder of sources, which must exist; folders of packages are made in it
   * @param className whole, as in {@code com.acme.DigitStudent}
   * @param origin where the student comes from, best of {@code TransferSet.origin()}
   * @throws java.io.UncheckedIOException if a file cannot be written
   * @throws IllegalArgumentException if the name is none, the network has a layer that cannot be
   *     written, or the origin belongs to another student
   * @throws IllegalStateException if the network's logits are not finite
   */
  public void saveJava(Path folder, String className, Origin origin) {
    NetworkSource.write(network, origin, folder, className);
  }

  /**
   * As {@link #saveJava}, with weights of eight bits, a quarter of the size, and sums of whole
   * numbers. It rounds as {@link #saveEightBitOnnx} does. Java is no faster for it, since it has no
   * products of bytes.
   *
   * @param folder of sources, which must exist; folders of packages are made in it
   * @param className whole, as in {@code com.acme.DigitStudent}
   * @param origin where the student comes from, best of {@code TransferSet.origin()}
   * @param calibration examples like those to come, the first 256 of which are looked at
   * @throws IllegalArgumentException as {@link #saveJava} does, or if the examples do not fit
   */
  public void saveEightBitJava(Path folder, String className, Origin origin, Dataset calibration) {
    INDArray examples = first(calibration);
    NetworkSource.writeEightBits(
        network, steps -> OnnxFile.ranges(steps, examples), origin, folder, className);
  }

  /**
   * A copy whose weights have few bits, biases aside: what remains of a student that was not
   * trained for that with {@code Plan.withWeightBits}.
   *
   * @param weightBits from 2 to 8
   * @return a student whose weights are at most {@code 2^(weightBits - 1) - 1} steps from 0, with a
   *     step for each unit or filter; of 2 to 4 bits, the files of eight bits hold them as they are
   * @throws IllegalArgumentException if there are fewer bits or more
   */
  public Student rounded(int weightBits) {
    return new Student(new WeightBits(weightBits).copy(network, Engines.chosen().layers()));
  }

  @Override
  public INDArray logits(INDArray features) {
    return network.logits(features);
  }

  /**
   * Trains on hard labels, without a teacher: the baseline of every distillation.
   *
   * @param train labelled examples
   * @param plan how long and how fast
   * @return how it went
   * @throws IllegalArgumentException if plan, data and network do not fit; nothing is changed
   * @throws IllegalStateException if the loss is no longer finite, when the student has the weights
   *     of the last finished epoch, or if it is being trained already
   */
  public History fit(Dataset train, Plan plan) {
    return LabelledTraining.run(Engines.chosen(), network, train, plan, null);
  }

  /**
   * As {@link #fit(Dataset, Plan)}, and watches the accuracy on other examples.
   *
   * @param train labelled examples
   * @param plan how long and how fast
   * @param validation labelled examples for the accuracy after each epoch
   * @return how it went
   */
  public History fit(Dataset train, Plan plan, Dataset validation) {
    return LabelledTraining.run(Engines.chosen(), network, train, plan, validation);
  }

  /** {@return the number of classes, C} */
  public int classes() {
    return network.classes();
  }

  /** {@return how many numbers describe an example, d} */
  public int inputs() {
    return network.inputs();
  }

  /**
   * What a layer makes of some examples.
   *
   * @param layer its name
   * @param features examples {@code [N, d]}; not modified
   * @return activations, {@code [N, units]}, or {@code [N, channels, height, width]} of a
   *     convolutional layer
   * @throws IllegalArgumentException if there is no such layer
   */
  public INDArray activations(String layer, INDArray features) {
    return network.activations(layer, features);
  }

  /**
   * The weights of a linear student: what speaks for a class, in its column, and against it.
   *
   * @return {@code [d, C]}, a copy; column k belongs to class k
   * @throws IllegalStateException if the student has hidden layers
   */
  public INDArray weights() {
    return network.linearWeights();
  }

  /**
   * Whether a classifier is this student, or another object around the same network.
   *
   * @param other any classifier
   * @return true if training this student would change what the other says
   */
  public boolean isSameAs(Classifier other) {
    return networkOf(other) == network.plain();
  }

  /** The plain network that gives a classifier's answers; null where that is something else. */
  private static @Nullable Model networkOf(Classifier classifier) {
    if (classifier instanceof Teacher teacher) {
      return networkOf(teacher.classifier());
    }
    if (classifier instanceof Student student) {
      return student.network.plain();
    }
    return classifier instanceof Network network ? network.plain() : null;
  }

  /**
   * The DL4J network itself, for everything that this library does not do.
   *
   * @return the network, not a copy
   */
  public Model network() {
    return network.plain();
  }

  @Override
  public OptionalLong parameters() {
    return network.parameters();
  }

  @Override
  public OptionalLong bytes() {
    return network.bytes();
  }

  @Override
  public OptionalLong multiplyAdds() {
    return network.multiplyAdds();
  }

  @Override
  public String toString() {
    return "student " + network;
  }
}
