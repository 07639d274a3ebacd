package org.distill4j.onnx;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** MiniLM as its package has it, and what others make of texts with it. */
final class MiniLm {

  private MiniLm() {}

  static WordPiece tokenizer() {
    return WordPiece.resource("all-minilm-l6-v2-q-tokenizer.json");
  }

  static TextEncoder encoder(EncoderSettings settings) {
    return TextEncoder.resource("all-minilm-l6-v2-q.onnx", tokenizer(), settings);
  }

  /** The recorded answers; their file says whose they are. */
  static JsonObject golden() throws IOException {
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(MiniLm.class.getResourceAsStream("minilm.json")),
            StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(in).getAsJsonObject();
    }
  }

  /** Recorded numbers by text: "ids", or "vector" out of "vectors". */
  static Map<String, double[]> golden(String list, String name) throws IOException {
    Map<String, double[]> golden = new LinkedHashMap<>();
    for (JsonElement element : golden().getAsJsonArray(list)) {
      JsonArray numbers = element.getAsJsonObject().getAsJsonArray(name);
      golden.put(
          element.getAsJsonObject().get("text").getAsString(),
          IntStream.range(0, numbers.size())
              .mapToDouble(i -> numbers.get(i).getAsDouble())
              .toArray());
    }
    return golden;
  }
}
