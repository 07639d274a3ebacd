package org.distill4j.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.distill4j.kernel.install.KernelSpec;

/** How Jupyter starts the kernel of the course, which trains networks within 1.2 GB. */
final class CourseKernel {

  static final String DISPLAY_NAME = "Java (distill4j)";

  private static final String ND4J_CALLS =
      "org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner::exec";

  private CourseKernel() {}

  /** The kernel of a checkout on this machine. */
  static KernelSpec of(Project project) {
    return of(project.classPath(), Processor.here());
  }

  static KernelSpec of(List<Path> classPath, Processor processor) {
    List<String> options = new ArrayList<>();
    options.add("-Xmx512m");
    // Often and early: an array's memory is given back when its Java object is collected.
    options.add("-Xmn48m");
    // What compiling a cell takes fits in there; else it would fill the space of the long-lived.
    options.add("-XX:SurvivorRatio=3");
    // Arrays live outside the heap; together with it the kernel stays below 1.2 GB.
    options.add("-Dorg.bytedeco.javacpp.maxbytes=600m");
    options.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=1000m");
    // Compiled, ND4J's calls of its native operations forget an array too early: it may be freed
    // while the operation still reads it, and the kernel dies. Interpreted, they keep it.
    options.add("-XX:CompileCommand=quiet");
    options.add("-XX:CompileCommand=exclude," + ND4J_CALLS);
    if (classPath.stream().anyMatch(CourseKernel::isFastBuild)) {
      String build = processor.avx2() ? "-onednn-avx2" : "-"; // the fast one unless told otherwise
      options.add("-Dorg.bytedeco.javacpp.platform.extension=" + build);
    }
    return new KernelSpec(DISPLAY_NAME, List.copyOf(options), classPath, environment(processor));
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
}
