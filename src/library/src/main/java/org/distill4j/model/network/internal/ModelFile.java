package org.distill4j.model.network.internal;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.internal.RandomState;
import org.distill4j.internal.Reason;
import org.distill4j.internal.WholeFile;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Plain DL4J model files: written whole or not at all, read only if they are whole and name DL4J's
 * classes.
 *
 * <p>Only configuration and weights are read. DL4J's own reader would also make whatever objects a
 * further entry of the file describes. Files of this library have an entry that DL4J ignores, which
 * says where the network comes from, and a {@link Seal}.
 */
public final class ModelFile {

  private static final String CONFIGURATION = "configuration.json";
  private static final String WEIGHTS = "coefficients.bin";
  private static final String ORIGIN = "distill4j.json";

  /** The version of the entry {@value #ORIGIN}; files without it are older or DL4J's. */
  private static final int FORMAT = 1;

  private static final int LONGEST_ORIGIN = 1 << 20;

  /** The same in every file, so that the same network makes the same bytes. */
  private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  private static final List<String> KNOWN_PACKAGES =
      List.of("org.deeplearning4j.nn.", "org.nd4j.linalg.", "org.nd4j.autodiff.");

  private ModelFile() {}

  /**
   * Writes a network.
   *
   * @param model a {@link MultiLayerNetwork} or {@link ComputationGraph}
   * @param origin what is known of it, as names and values
   * @param file whose folder must exist; replaced if it is there
   * @throws UncheckedIOException if the file cannot be written
   * @throws IllegalStateException if a weight is NaN or infinite; nothing is written
   */
  public static void write(Model model, Map<String, String> origin, Path file) {
    try {
      ModelWeights.requireFinite(model.params(), "the network's");
    } catch (ZipException e) {
      throw new IllegalStateException("nothing is written to %s: %s".formatted(file, reason(e)), e);
    }
    WholeFile.write(file, out -> write(model, origin, out));
  }

  private static void write(Model model, Map<String, String> origin, OutputStream file)
      throws IOException {
    Seal seal = new Seal(file);
    ZipOutputStream zip = new ZipOutputStream(seal);
    zip.setComment(Seal.COMMENT);
    begin(zip, CONFIGURATION);
    zip.write(json(model).getBytes(StandardCharsets.UTF_8));
    begin(zip, WEIGHTS);
    DataOutputStream weights = new DataOutputStream(new BufferedOutputStream(zip, 1 << 16));
    Nd4j.write(model.params(), weights);
    weights.flush();
    begin(zip, ORIGIN);
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put("format", FORMAT);
    entries.putAll(origin);
    zip.write(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(entries));
    zip.finish();
    seal.set();
  }

  private static void begin(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
  }

  private static String json(Model model) {
    return model instanceof MultiLayerNetwork layers
        ? layers.getLayerWiseConfigurations().toJson()
        : ((ComputationGraph) model).getConfiguration().toJson();
  }

  /**
   * Reads a network.
   *
   * @param file that {@link #write} or DL4J wrote
   * @param trustedPackages whose classes a configuration may name besides DL4J's own
   * @return the network, a {@link MultiLayerNetwork} or {@link ComputationGraph}
   * @throws UncheckedIOException if there is no such file
   * @throws IllegalArgumentException if it is damaged, no DL4J model, or names a foreign class
   */
  public static Model read(Path file, Set<String> trustedPackages) {
    List<String> known =
        Stream.concat(
                KNOWN_PACKAGES.stream(), trustedPackages.stream().map(ModelFile::requirePackage))
            .toList();
    return open(file, entries -> RandomState.keptDuring(() -> network(entries, known)));
  }

  /**
   * Reads where a network comes from.
   *
   * @param file that {@link #write} or DL4J wrote
   * @return names and values; empty where the file does not say
   * @throws UncheckedIOException if there is no such file
   * @throws IllegalArgumentException if it is damaged
   */
  public static Map<String, String> origin(Path file) {
    return open(file, ModelFile::origin);
  }

  private static <T> T open(Path file, ModelEntriesReader<T> reader) {
    if (!Files.isRegularFile(file)) {
      throw new UncheckedIOException(
          "there is no model file " + file, new NoSuchFileException(file.toString()));
    }
    try {
      boolean sealed = Seal.isOn(file);
      try (ZipFile zip = new ZipFile(file.toFile())) {
        ModelEntries entries = new ModelEntries(zip);
        requireSeal(sealed, zip);
        origin(entries);
        return reader.readFrom(entries);
      }
    } catch (FileSystemException | FileNotFoundException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(file, Reason.of(e)), e);
    } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
      throw new IllegalArgumentException(
          "%s is no DL4J model, or only a part of one: %s".formatted(file, reason(e)), e);
    }
  }

  /** What is made of a file's entries. */
  private interface ModelEntriesReader<T> {
    T readFrom(ModelEntries entries) throws IOException;
  }

  /** Another program that added an entry has left out the comment; damage leaves some of it. */
  private static void requireSeal(boolean sealed, ZipFile zip) throws ZipException {
    if (!sealed && zip.getComment() != null && zip.getEntry(ORIGIN) != null) {
      throw new ZipException("its checksum is damaged");
    }
  }

  private static String reason(Throwable e) {
    return e instanceof EOFException
        ? "its end comes too early"
        : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static String requirePackage(String name) {
    if (name.isBlank() || name.endsWith(".")) {
      throw new IllegalArgumentException(
          "a trusted package must be a whole name such as com.acme.layers, but was '%s'"
              .formatted(name));
    }
    return name + ".";
  }

  private static Map<String, String> origin(ModelEntries entries) throws IOException {
    if (!entries.has(ORIGIN)) {
      return Map.of();
    }
    JsonNode json = new ObjectMapper().readTree(entries.bytes(ORIGIN, LONGEST_ORIGIN));
    int format = json.path("format").asInt();
    if (format < 1 || format > FORMAT) {
      throw new ZipException(
          "its format must be %d, which this version reads, but is %d".formatted(FORMAT, format));
    }
    Map<String, String> origin = new LinkedHashMap<>();
    json.fields().forEachRemaining(field -> origin.put(field.getKey(), field.getValue().asText()));
    origin.remove("format");
    return origin;
  }

  private static Model network(ModelEntries entries, List<String> known) {
    try {
      ModelJson json = ModelJson.of(entries.bytes(CONFIGURATION, ModelJson.MOST_BYTES), known);
      if (json.isGraph()) {
        ComputationGraphConfiguration configuration = json.graph();
        ComputationGraph graph = new ComputationGraph(configuration);
        graph.init(weights(entries, ModelJson.Weights.of(configuration)), false);
        return graph;
      }
      MultiLayerConfiguration configuration = json.layers();
      MultiLayerNetwork layers = new MultiLayerNetwork(configuration);
      layers.init(weights(entries, ModelJson.Weights.of(configuration)), false);
      return layers;
    } catch (IOException e) {
      throw new UncheckedIOException(reason(e), e);
    }
  }

  private static INDArray weights(ModelEntries entries, ModelJson.Weights wanted)
      throws IOException {
    long size = entries.size(WEIGHTS);
    return entries.read(
        WEIGHTS, in -> new ModelWeights(new DataInputStream(in), size, wanted).read());
  }
}
