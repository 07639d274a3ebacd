package org.distill4j.model.network.internal;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.distill4j.internal.RandomState;
import org.distill4j.internal.WholeFile;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Plain DL4J model files: written whole or not at all, read only if they name DL4J's classes.
 *
 * <p>Only configuration and weights are read. DL4J's own reader would also make whatever objects a
 * third entry of the file describes.
 */
public final class ModelFile {

  private static final List<String> KNOWN_PACKAGES =
      List.of("org.deeplearning4j.nn.", "org.nd4j.linalg.", "org.nd4j.autodiff.");

  private ModelFile() {}

  public static void write(Model model, Path file) {
    WholeFile.write(file, out -> ModelSerializer.writeModel(model, out, false));
  }

  /**
   * Reads a network.
   *
   * @param file that DL4J wrote
   * @param trustedPackages whose classes a configuration may name besides DL4J's own
   * @return the network, a {@link MultiLayerNetwork} or {@link ComputationGraph}
   * @throws UncheckedIOException if there is no such file
   * @throws IllegalArgumentException if it is damaged, no DL4J model, or names a foreign class
   */
  public static Model read(Path file, Set<String> trustedPackages) {
    if (!Files.isRegularFile(file)) {
      throw new UncheckedIOException(
          "there is no model file " + file, new NoSuchFileException(file.toString()));
    }
    List<String> known =
        Stream.concat(
                KNOWN_PACKAGES.stream(), trustedPackages.stream().map(ModelFile::requirePackage))
            .toList();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      JsonNode configuration = configuration(zip, known);
      INDArray weights = weights(zip);
      return RandomState.keptDuring(() -> network(configuration, weights));
    } catch (FileSystemException | FileNotFoundException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(file, e), e);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "%s is no DL4J model, or only a part of one: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static String requirePackage(String name) {
    if (name.isBlank() || name.endsWith(".")) {
      throw new IllegalArgumentException(
          "a trusted package must be a whole name such as com.acme.layers, but was '%s'"
              .formatted(name));
    }
    return name + ".";
  }

  private static JsonNode configuration(ZipFile zip, List<String> known) throws IOException {
    try (InputStream in = entry(zip, ModelSerializer.CONFIGURATION_JSON)) {
      JsonNode json = new ObjectMapper().readTree(in);
      if (!json.isObject()) {
        throw new ZipException("its " + ModelSerializer.CONFIGURATION_JSON + " is no JSON object");
      }
      requireKnownClasses(json, known);
      return json;
    }
  }

  private static INDArray weights(ZipFile zip) throws IOException {
    try (InputStream in = entry(zip, ModelSerializer.COEFFICIENTS_BIN)) {
      return Nd4j.read(new DataInputStream(new BufferedInputStream(in)));
    } catch (RuntimeException e) {
      throw new IOException(
          "its %s is damaged or cut short".formatted(ModelSerializer.COEFFICIENTS_BIN), e);
    }
  }

  private static InputStream entry(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new ZipException("it holds no " + name);
    }
    return zip.getInputStream(entry);
  }

  /** DL4J gets the JSON that was checked, written anew, not the file's own. */
  private static Model network(JsonNode configuration, INDArray weights) {
    String json = configuration.toString();
    if (configuration.has("vertices")) {
      ComputationGraph graph = new ComputationGraph(ComputationGraphConfiguration.fromJson(json));
      graph.init(weights, false);
      return graph;
    }
    MultiLayerNetwork layers = new MultiLayerNetwork(MultiLayerConfiguration.fromJson(json));
    layers.init(weights, false);
    return layers;
  }

  /** DL4J makes an object of every class that a configuration names; a file must not choose. */
  private static void requireKnownClasses(JsonNode json, List<String> known) throws ZipException {
    for (Iterator<Map.Entry<String, JsonNode>> fields = json.fields(); fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      String name = field.getValue().asText();
      if (field.getKey().startsWith("@")
          && field.getValue().isValueNode()
          && known.stream().noneMatch(name::startsWith)) {
        throw new ZipException(
            "it names the foreign class " + name + ", whose package is not among the trusted");
      }
    }
    for (JsonNode child : json) {
      requireKnownClasses(child, known);
    }
  }
}
