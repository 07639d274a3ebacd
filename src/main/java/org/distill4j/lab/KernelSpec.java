package org.distill4j.lab;

import com.google.gson.FormattingStyle;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How Jupyter starts the kernel.
 *
 * @param argv the command
 * @param env environment variables, which must be set before the Java machine starts
 */
public record KernelSpec(List<String> argv, Map<String, String> env) {

  static final String NAME = "java";
  static final String DISPLAY_NAME = "Java (distill4j)";

  /** The kernel of this checkout on this machine. */
  static KernelSpec here() {
    return of(ClassPath.here(), Processor.here());
  }

  static KernelSpec of(List<Path> classPath, Processor processor) {
    List<String> argv = new ArrayList<>();
    argv.add(Path.of(System.getProperty("java.home"), "bin", program()).toString());
    argv.add("-Xmx512m");
    argv.add("-XX:+UseSerialGC");
    argv.add("-ea");
    argv.add("-Dfile.encoding=UTF-8");
    argv.add("-Djava.awt.headless=true");
    // Arrays live outside the heap; together with it the kernel stays below 1.2 GB.
    argv.add("-Dorg.bytedeco.javacpp.maxbytes=600m");
    argv.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=1050m");
    if (classPath.stream().anyMatch(KernelSpec::isFastBuild)) {
      String build = processor.avx2() ? "-onednn-avx2" : "-"; // the fast one unless told otherwise
      argv.add("-Dorg.bytedeco.javacpp.platform.extension=" + build);
    }
    argv.addAll(List.of("-cp", ClassPath.join(classPath), "org.distill4j.kernel.Main"));
    argv.add("{connection_file}");
    return new KernelSpec(List.copyOf(argv), environment(processor));
  }

  private static String program() {
    return Jupyter.WINDOWS ? "java.exe" : "java";
  }

  private static boolean isFastBuild(Path jar) {
    return jar.getFileName().toString().matches("nd4j-native-.*-onednn-avx2\\.jar");
  }

  /** Two libraries share the cores: one's threads must not spin while the other's work. */
  private static Map<String, String> environment(Processor processor) {
    Map<String, String> env = new LinkedHashMap<>();
    env.put("GOMP_SPINCOUNT", "0");
    env.put("OPENBLAS_THREAD_TIMEOUT", "4");
    if (processor.skylakeX()) {
      env.put("OPENBLAS_CORETYPE", "SKYLAKEX");
    }
    return env;
  }

  /** The content of {@code kernel.json}. */
  String json() {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("argv", argv);
    spec.put("display_name", DISPLAY_NAME);
    spec.put("language", "java");
    spec.put("interrupt_mode", "message");
    spec.put("env", env);
    return new GsonBuilder()
            .setFormattingStyle(FormattingStyle.PRETTY)
            .disableHtmlEscaping()
            .create()
            .toJson(spec)
        + "\n";
  }

  /**
   * Writes the kernel into a data folder of Jupyter.
   *
   * @param data the folder that holds, or will hold, {@code kernels}
   * @return the kernel's own folder
   * @throws LabException if it cannot be written
   */
  Path install(Path data) {
    Path folder = data.resolve("kernels").resolve(NAME);
    try {
      WholeFile.write(folder.resolve("kernel.json"), json());
    } catch (IOException e) {
      throw new LabException(
          "the kernel cannot be installed into %s (%s); choose another place with -Dprefix=user or -Dprefix=PATH"
              .formatted(folder, WholeFile.reason(e)));
    }
    return folder;
  }
}
