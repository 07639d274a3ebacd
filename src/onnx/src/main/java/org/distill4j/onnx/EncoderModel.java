package org.distill4j.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * A transformer that gives a vector for each token.
 *
 * @param kinds whether it wants to know which sentence a token belongs to
 * @param output with the vectors
 */
record EncoderModel(Session session, boolean kinds, String output) {

  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String KINDS = "token_type_ids";
  private static final List<String> NAMES = List.of("last_hidden_state", "token_embeddings");

  static EncoderModel of(Session session) {
    List<String> inputs = session.inputs().stream().map(NodeInfo::getName).toList();
    if (!inputs.containsAll(List.of(IDS, MASK)) || !Set.of(IDS, MASK, KINDS).containsAll(inputs)) {
      throw session.file.wrong(
          "an encoder must take %s, %s and perhaps %s, but this takes %s"
              .formatted(IDS, MASK, KINDS, inputs));
    }
    for (NodeInfo input : session.inputs()) {
      if (!(input.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.INT64) {
        throw session.file.wrong("input '%s' must take INT64".formatted(input.getName()));
      }
    }
    return new EncoderModel(session, inputs.contains(KINDS), output(session));
  }

  private static String output(Session session) {
    List<String> found =
        session.outputs().stream().filter(EncoderModel::isByToken).map(NodeInfo::getName).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    return NAMES.stream()
        .filter(found::contains)
        .findFirst()
        .orElseThrow(
            () ->
                session.file.wrong(
                    "an encoder must have one output [N, tokens, d] of type FLOAT, or one called %s, but has %s"
                        .formatted(NAMES.get(0), found)));
  }

  private static boolean isByToken(NodeInfo output) {
    return output.getInfo() instanceof TensorInfo tensor
        && tensor.type == OnnxJavaType.FLOAT
        && tensor.getShape().length == 3;
  }

  /**
   * A vector of unit length for each text.
   *
   * @param texts ids of their tokens
   * @param first whether the first token's vector stands for the text, not the mean of all
   */
  float[][] vectors(List<int[]> texts, boolean first) {
    int longest = texts.stream().mapToInt(text -> text.length).max().orElseThrow();
    return session.call(
        () -> inputs(texts, longest),
        Set.of(output),
        answers -> {
          Numbers numbers = Numbers.of(answers.get(output).orElseThrow());
          float[][] vectors = new float[texts.size()][];
          for (int i = 0; i < vectors.length; i++) {
            vectors[i] = numbers.pooled(i, first ? 1 : texts.get(i).length);
          }
          return vectors;
        });
  }

  private Map<String, OnnxTensor> inputs(List<int[]> texts, int longest) throws OrtException {
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    inputs.put(IDS, tensor(texts, longest, id -> id));
    inputs.put(MASK, tensor(texts, longest, id -> 1));
    if (kinds) {
      inputs.put(KINDS, tensor(texts, longest, id -> 0));
    }
    return inputs;
  }

  /** A number for each token; 0 where a text has ended, which the mask tells. */
  private static OnnxTensor tensor(List<int[]> texts, int longest, ToLongFunction<Integer> number)
      throws OrtException {
    long[] numbers = new long[texts.size() * longest];
    for (int i = 0; i < texts.size(); i++) {
      int[] text = texts.get(i);
      for (int j = 0; j < text.length; j++) {
        numbers[i * longest + j] = number.applyAsLong(text[j]);
      }
    }
    long[] shape = {texts.size(), longest};
    return OnnxTensor.createTensor(Natives.environment(), LongBuffer.wrap(numbers), shape);
  }
}
