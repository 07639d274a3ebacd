package org.distill4j.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import javax.tools.ToolProvider;
import org.distill4j.model.Student;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A form that a student leaves in. */
@FunctionalInterface
interface Form {

  /**
   * Takes examples in the form's own way.
   *
   * @return answers them, as often as it is asked; a {@code float[][]}, or DL4J's array
   */
  Supplier<Object> ready(INDArray features);

  /** The logits as an array. */
  default INDArray logits(INDArray features) {
    Object answer = ready(features).get();
    return answer instanceof INDArray array ? array : Nd4j.create((float[][]) answer);
  }

  /** DL4J in this library's hands. */
  static Form dl4j(Student student) {
    return features -> () -> student.logits(features);
  }

  /** ONNX Runtime with so many threads. */
  static Form onnx(Path file, int threads) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(threads);
    OrtSession session = environment.createSession(file.toString(), options);
    return features -> {
      FloatBuffer rows =
          FloatBuffer.wrap(features.castTo(DataType.FLOAT).dup('c').data().asFloat());
      return () -> {
        try (OnnxTensor input = OnnxTensor.createTensor(environment, rows, features.shape());
            OrtSession.Result result = session.run(Map.of("features", input))) {
          return result.get("logits").orElseThrow().getValue();
        } catch (OrtException e) {
          throw new IllegalStateException(e);
        }
      };
    };
  }

  /** A written class, compiled where it lies; one thread asks it about one example at a time. */
  static Form java(Path folder, String name) throws IOException {
    String file = folder.resolve(name + ".java").toString();
    ToolProvider.getSystemJavaCompiler().run(null, null, null, "-cp", folder.toString(), file);
    URL[] place = {folder.toUri().toURL()};
    try {
      MethodHandle logits =
          MethodHandles.publicLookup()
              .findStatic(
                  new URLClassLoader(place).loadClass(name),
                  "logits",
                  MethodType.methodType(float[].class, float[].class));
      return features -> {
        float[][] rows = rows(features);
        return () -> {
          float[][] answers = new float[rows.length][];
          Arrays.setAll(answers, i -> ask(logits, rows[i]));
          return answers;
        };
      };
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static float[] ask(MethodHandle logits, float[] features) {
    try {
      return (float[]) logits.invokeExact(features);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static float[][] rows(INDArray features) {
    return features.castTo(DataType.FLOAT).toFloatMatrix();
  }
}
