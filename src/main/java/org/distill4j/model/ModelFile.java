package org.distill4j.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Plain DL4J model files: written whole or not at all, read only if they name DL4J's classes. */
final class ModelFile {

  private static final List<String> KNOWN_PACKAGES =
      List.of("org.deeplearning4j.nn.", "org.nd4j.linalg.", "org.nd4j.autodiff.");

  private ModelFile() {}

  static void write(Model model, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      Path whole = Files.createTempFile(folder, ".model", ".zip");
      try {
        ModelSerializer.writeModel(model, whole.toFile(), false);
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot write the model to %s: the folder %s must exist and be writable"
              .formatted(file, folder),
          e);
    }
  }

  static Model read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("there is no model file " + file);
    }
    try {
      JsonNode configuration = configuration(file);
      requireKnownClasses(configuration);
      boolean graph = configuration.has("vertices");
      return graph
          ? ComputationGraph.load(file.toFile(), false)
          : MultiLayerNetwork.load(file.toFile(), false);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "%s is no DL4J model, or only a part of one: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static JsonNode configuration(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(ModelSerializer.CONFIGURATION_JSON);
      if (entry == null) {
        throw new ZipException("it holds no " + ModelSerializer.CONFIGURATION_JSON);
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return new ObjectMapper().readTree(in);
      }
    }
  }

  /** DL4J makes an object of every class that a configuration names; a file must not choose. */
  private static void requireKnownClasses(JsonNode json) throws ZipException {
    for (String property : List.of("@class", "@type")) {
      String name = json.path(property).asText();
      if (!name.isEmpty() && KNOWN_PACKAGES.stream().noneMatch(name::startsWith)) {
        throw new ZipException("it names the foreign class " + name);
      }
    }
    for (JsonNode child : json) {
      requireKnownClasses(child);
    }
  }
}
