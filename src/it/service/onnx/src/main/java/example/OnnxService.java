package example;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A service with ONNX Runtime, which any model in ONNX can be put into. */
public final class OnnxService {

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final List<String> classes;

  private OnnxService(OrtEnvironment environment, OrtSession session) throws OrtException {
    this.environment = environment;
    this.session = session;
    this.classes = session.getMetadata().getCustomMetadata().get("classes").lines().toList();
  }

  public static void main(String[] args) throws IOException, InterruptedException, OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1); // a small student; the server's threads are enough
      Path file = Path.of(args[0], "points.onnx");
      try (OrtSession session = environment.createSession(file.toString(), options)) {
        Service.tryOut(new OnnxService(environment, session)::answer, 1_000_000);
      }
    }
  }

  private byte[] answer(byte[] body) {
    float[] features = Point.features(body);
    long[] shape = {1, features.length};
    try (OnnxTensor input =
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(features), shape);
        OrtSession.Result result = session.run(Map.of("features", input))) {
      float[] probabilities = ((float[][]) result.get("probabilities").orElseThrow().getValue())[0];
      int best = 0;
      for (int k = 1; k < probabilities.length; k++) {
        best = probabilities[k] > probabilities[best] ? k : best;
      }
      return Point.json(classes.get(best), probabilities[best]);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed", e);
    }
  }
}
