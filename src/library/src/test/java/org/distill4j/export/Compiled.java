package org.distill4j.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.distill4j.model.network.Classifier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A written class, compiled with all warnings as errors and without a class path, and loaded. */
public final class Compiled implements Classifier {

  final Class<?> type;

  private Compiled(Class<?> type) {
    this.type = type;
  }

  /** Compiles a class in the folder that it was written into. */
  public static Compiled in(Path folder, String name) {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                errors,
                "--release",
                "17",
                "-Xlint:all",
                "-Werror",
                "-proc:none",
                "-classpath",
                folder.toString(),
                folder.resolve(name.replace('.', '/') + ".java").toString());
    assertEquals(0, failed, () -> errors.toString(StandardCharsets.UTF_8));
    try {
      URL[] place = {folder.toUri().toURL()};
      return new Compiled(
          new URLClassLoader(place, ClassLoader.getPlatformClassLoader()).loadClass(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Calls a public static method of the class. */
  Object call(String method, float[] features) {
    try {
      return type.getMethod(method, float[].class).invoke(null, (Object) features);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  float[] logits(float... features) {
    return (float[]) call("logits", features);
  }

  @Override
  public INDArray logits(INDArray features) {
    INDArray floats = features.castTo(DataType.FLOAT);
    float[][] rows = new float[Math.toIntExact(features.size(0))][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = logits(floats.getRow(i).dup('c').data().asFloat());
    }
    return Nd4j.create(rows);
  }
}
