package org.distill4j.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.data.Dataset;
import org.distill4j.data.ImageShape;
import org.distill4j.export.Origin;
import org.distill4j.model.internal.Engines;
import org.distill4j.model.network.Classifier;
import org.distill4j.model.network.Layered;
import org.distill4j.model.network.Sized;
import org.distill4j.model.network.internal.ModelFile;
import org.distill4j.model.network.internal.Network;
import org.distill4j.model.train.History;
import org.distill4j.model.train.LabelledTraining;
import org.distill4j.model.train.Plan;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The model that is learnt from: a network, an ensemble, or any function that gives logits.
 *
 * <p>Any number of threads may ask one teacher that is a network; they are answered one after
 * another. Of a function, the function decides. A second training of the same network at the same
 * time is refused.
 */
public final class Teacher implements Layered, Sized {

  private final Classifier classifier;

  private Teacher(Classifier classifier) {
    this.classifier = classifier;
  }

  /**
   * Describes a fully connected teacher.
   *
   * @param inputs numbers that describe an example, at least 1
   * @return a builder; say hidden sizes and classes
   */
  public static NetworkBuilder<Teacher> mlp(int inputs) {
    return new NetworkBuilder<>(inputs, Teacher::of);
  }

  /**
   * Describes a convolutional teacher for images, whose features are their channels, one after
   * another, each row by row.
   *
   * @param height of an image in pixels, at least 1
   * @param width of an image in pixels, at least 1
   * @param channels of an image: 1 for gray, 3 for color
   * @return a builder; say convolutions, hidden sizes and classes
   */
  public static NetworkBuilder<Teacher> cnn(int height, int width, int channels) {
    return cnn(ImageShape.gray(height, width).withChannels(channels));
  }

  /**
   * Describes a convolutional teacher for images of a shape, as in {@code
   * Teacher.cnn(train.image().orElseThrow())}.
   *
   * @param images how a row of features is read
   * @return a builder; say convolutions, hidden sizes and classes
   */
  public static NetworkBuilder<Teacher> cnn(ImageShape images) {
    return new NetworkBuilder<>(new Convolutions(images), Teacher::of);
  }

  /**
   * A network of your own in the role of the teacher.
   *
   * @param network initialised, ending in an OutputLayer
   * @return the teacher
   * @throws IllegalArgumentException if the network does not end in one OutputLayer, or takes
   *     images with dimensions of their own: {@code InputType.convolutionalFlat} makes it take rows
   */
  public static Teacher of(MultiLayerNetwork network) {
    return new Teacher(new Network(network, Engines.chosen().layers()));
  }

  /**
   * A network of your own in the role of the teacher.
   *
   * @param network initialised, ending in one OutputLayer
   * @return the teacher
   * @throws IllegalArgumentException if the network does not end in one OutputLayer, or takes
   *     images with dimensions of their own: {@code InputType.convolutionalFlat} makes it take rows
   */
  public static Teacher of(ComputationGraph network) {
    return new Teacher(new Network(network, Engines.chosen().layers()));
  }

  /**
   * Anything that gives logits in the role of the teacher: a distilled student, a tree, a lambda.
   *
   * @param classifier gives logits {@code [N, C]} for features {@code [N, d]}
   * @return the teacher
   */
  public static Teacher of(Classifier classifier) {
    if (classifier instanceof Student student) {
      return new Teacher(student.network);
    }
    return classifier instanceof Teacher teacher ? teacher : new Teacher(classifier);
  }

  /**
   * Several models that teach as one: the mean of their probabilities (Hinton, Vinyals, Dean 2015,
   * section 2, allows arithmetic and geometric means; this is the arithmetic one).
   *
   * @param members at least one, all with the same classes
   * @return a teacher whose logits are the logarithms of the mean probabilities
   */
  public static Teacher ensemble(Classifier... members) {
    return new Teacher(new Committee(List.of(members)));
  }

  /**
   * Reads a teacher from a file.
   *
   * @param file that {@link #save} or DL4J wrote
   * @return the teacher
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is damaged or no DL4J model, or names a class that
   *     is not DL4J's
   */
  public static Teacher load(Path file) {
    return load(file, Set.of());
  }

  /**
   * Reads a teacher with layers or activations of your own; see {@link Student#load(Path, Set)}.
   *
   * @param file that {@link #save} or DL4J wrote
   * @param trustedPackages whole names, as in {@code Set.of("com.acme.layers")}
   * @return the teacher
   * @throws java.io.UncheckedIOException if the file is missing
   * @throws IllegalArgumentException if the file is damaged or no DL4J model, or names a class of
   *     another package
   */
  public static Teacher load(Path file, Set<String> trustedPackages) {
    return new Teacher(
        new Network(ModelFile.read(file, trustedPackages), Engines.chosen().layers()));
  }

  /**
   * Writes the teacher's network as a DL4J model file: all of it or nothing.
   *
   * @param file whose folder must exist; replaced if it is there
   * @throws java.io.UncheckedIOException if the file cannot be written
   * @throws IllegalStateException if a weight is NaN or infinite, or this teacher is no network
   */
  public void save(Path file) {
    save(file, Origin.unknown());
  }

  /**
   * Writes the network as a DL4J model file: all of it or nothing. What is known of its origin is
   * in an entry that DL4J ignores, and the file has a checksum.
   *
   * @param file whose folder must exist; replaced if it is there
   * @param origin where the teacher comes from
   * @throws java.io.UncheckedIOException if the file cannot be written
   * @throws IllegalArgumentException if the origin belongs to another network
   * @throws IllegalStateException if a weight is NaN or infinite, or this teacher is no network
   */
  public void save(Path file, Origin origin) {
    origin.requireFits(inputs(), classes());
    ModelFile.write(net().plain(), origin.entries(), file);
  }

  /**
   * Trains the teacher's network on hard labels.
   *
   * @param train labelled examples
   * @param plan how long and how fast
   * @return how it went
   * @throws IllegalArgumentException if plan, data and network do not fit; nothing is changed
   * @throws IllegalStateException if this teacher is no network, the loss is no longer finite, or
   *     the network is being trained already
   */
  public History fit(Dataset train, Plan plan) {
    return LabelledTraining.run(Engines.chosen(), net(), train, plan, null);
  }

  /**
   * Trains the teacher's network on hard labels and watches its accuracy on other examples.
   *
   * @param train labelled examples
   * @param plan how long and how fast
   * @param validation labelled examples for the accuracy after each epoch
   * @return how it went
   * @throws IllegalArgumentException if plan, data and network do not fit; nothing is changed
   * @throws IllegalStateException if this teacher is no network, the loss is no longer finite, or
   *     the network is being trained already
   */
  public History fit(Dataset train, Plan plan, Dataset validation) {
    return LabelledTraining.run(Engines.chosen(), net(), train, plan, validation);
  }

  @Override
  public INDArray logits(INDArray features) {
    return classifier.logits(features);
  }

  /**
   * What a layer of the teacher's network makes of some examples.
   *
   * @param layer its name
   * @param features examples {@code [N, d]}; not modified
   * @return activations, {@code [N, units]}, or {@code [N, channels, height, width]} of a
   *     convolutional layer
   * @throws IllegalArgumentException if there is no such layer
   * @throws IllegalStateException if this teacher is no network
   */
  public INDArray activations(String layer, INDArray features) {
    return net().activations(layer, features);
  }

  /**
   * The logits and what some layers of the teacher make of some examples, from one pass.
   *
   * @param features examples {@code [N, d]}, at most a thousand; not modified
   * @param layers their names
   * @return the logits, then the activations of each layer
   * @throws IllegalArgumentException if there is no such layer
   * @throws IllegalStateException if this teacher has no layers, as a function has none
   */
  @Override
  public List<INDArray> answers(INDArray features, List<String> layers) {
    return (classifier instanceof Layered layered ? layered : net()).answers(features, layers);
  }

  @Override
  public Optional<String> origin() {
    return classifier instanceof Layered layered ? layered.origin() : Optional.empty();
  }

  /**
   * The DL4J network itself, for everything that this library does not do.
   *
   * @return the network, not a copy
   * @throws IllegalStateException if this teacher is no network
   */
  public Model network() {
    return net().plain();
  }

  /**
   * Number of classes.
   *
   * @return C
   * @throws IllegalStateException if this teacher is no network
   */
  public int classes() {
    return net().classes();
  }

  /**
   * Numbers that describe an example.
   *
   * @return d
   * @throws IllegalStateException if this teacher is no network
   */
  public int inputs() {
    return net().inputs();
  }

  Classifier classifier() {
    return classifier;
  }

  Network net() {
    if (classifier instanceof Network network) {
      return network;
    }
    throw new IllegalStateException("only a network can do this, but here is a " + this);
  }

  private OptionalLong size(Function<Sized, OptionalLong> count) {
    return classifier instanceof Sized sized ? count.apply(sized) : OptionalLong.empty();
  }

  @Override
  public OptionalLong parameters() {
    return size(Sized::parameters);
  }

  @Override
  public OptionalLong bytes() {
    return size(Sized::bytes);
  }

  @Override
  public OptionalLong multiplyAdds() {
    return size(Sized::multiplyAdds);
  }

  @Override
  public String toString() {
    return "teacher " + (classifier instanceof Sized ? classifier : "that is a function");
  }
}
