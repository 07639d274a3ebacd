package org.distill4j.model.network.internal;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonToken;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * The configuration in a model file, as JSON: read only if it is of a usual size and names known
 * classes.
 *
 * @param json an object
 */
record ModelJson(JsonNode json) {

  /** Some hundred times what a layer takes is 3,000 bytes and 100 tokens. */
  static final int MOST_BYTES = 1 << 24;

  private static final int MOST_TOKENS = 1_000_000;

  /** DL4J's configurations are ten deep. */
  private static final int DEEPEST = 100;

  /** Characters of a number. */
  private static final int LONGEST_NUMBER = 1_000;

  /**
   * Reads a configuration.
   *
   * @param known beginnings of the names of classes that it may name
   */
  static ModelJson of(byte[] bytes, List<String> known) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    requireUsual(mapper, bytes);
    JsonNode json = mapper.readTree(bytes);
    if (!json.isObject()) {
      throw new ZipException("its configuration.json is no JSON object");
    }
    requireKnownClasses(json, known);
    boolean layers = json.get("confs") != null && json.get("confs").size() > 0;
    boolean graph = json.get("vertices") != null && json.get("vertices").size() > 0;
    if (!layers && !graph) {
      throw new ZipException("its configuration.json describes no layers");
    }
    return new ModelJson(json);
  }

  /** Counts before anything is made of what is counted. */
  private static void requireUsual(ObjectMapper mapper, byte[] bytes) throws IOException {
    try (JsonParser parser = mapper.createParser(bytes)) {
      int depth = 0;
      int tokens = 0;
      for (JsonToken token; (token = parser.nextToken()) != null; ) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (++tokens > MOST_TOKENS || depth > DEEPEST) {
          throw new ZipException("its configuration.json has too many parts or levels");
        }
        if (token.isNumeric() && parser.getTextLength() > LONGEST_NUMBER) {
          throw new ZipException("its configuration.json has a number that is too long");
        }
      }
    }
  }

  /** DL4J makes an object of every class that a configuration names; a file must not choose. */
  private static void requireKnownClasses(JsonNode json, List<String> known) throws ZipException {
    for (Iterator<Map.Entry<String, JsonNode>> fields = json.fields(); fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      String name = field.getValue().isContainerNode() ? "[...]" : field.getValue().asText();
      if (field.getKey().startsWith("@") && known.stream().noneMatch(name::startsWith)) {
        throw new ZipException(
            "it names the foreign class " + name + ", whose package is not among the trusted");
      }
    }
    for (JsonNode child : json) {
      requireKnownClasses(child, known);
    }
  }

  boolean isGraph() {
    return json.has("vertices");
  }

  /** DL4J gets the JSON that was checked, written anew, not the file's own. */
  MultiLayerConfiguration layers() {
    return MultiLayerConfiguration.fromJson(json.toString());
  }

  ComputationGraphConfiguration graph() {
    return ComputationGraphConfiguration.fromJson(json.toString());
  }

  /** What a network's weights must be. */
  record Weights(long count, DataType type) {

    static Weights of(MultiLayerConfiguration layers) {
      long count = 0;
      for (NeuralNetConfiguration layer : layers.getConfs()) {
        count = Math.addExact(count, layer.getLayer().initializer().numParams(layer));
      }
      return new Weights(count, layers.getDataType());
    }

    static Weights of(ComputationGraphConfiguration graph) {
      long count = 0;
      for (GraphVertex vertex : graph.getVertices().values()) {
        count = Math.addExact(count, vertex.numParams(false));
      }
      return new Weights(count, graph.getDataType());
    }
  }
}
