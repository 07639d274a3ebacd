package org.distill4j.lab;

import java.nio.file.Path;
import java.util.List;
import org.distill4j.kernel.install.KernelSpec;

/** How Jupyter starts the kernel of the course, which trains networks within 1.2 GB. */
final class CourseKernel {

  static final String DISPLAY_NAME = "Java (distill4j)";

  private static final List<String> OPTIONS =
      List.of(
          "-Xmx512m",
          // Often and early: an array's memory is given back when its Java object is collected.
          "-Xmn48m",
          // What compiling a cell takes fits in there; else it would fill the space of the
          // long-lived.
          "-XX:SurvivorRatio=3",
          // Java's second compiler took two fifths of a short notebook's processor time. Loops of a
          // training soon pass four times its usual limits; what runs a few cells does not.
          "-XX:Tier4InvocationThreshold=20000",
          "-XX:Tier4MinInvocationThreshold=2400",
          "-XX:Tier4CompileThreshold=60000",
          "-XX:Tier4BackEdgeThreshold=160000",
          // Arrays live outside the heap; together with it the kernel stays below 1.2 GB.
          "-Dorg.bytedeco.javacpp.maxbytes=600m",
          "-Dorg.bytedeco.javacpp.maxphysicalbytes=1000m");

  private CourseKernel() {}

  /** The kernel of a checkout. */
  static KernelSpec of(Project project) {
    return of(project.classPath());
  }

  static KernelSpec of(List<Path> classPath) {
    return new KernelSpec(DISPLAY_NAME, OPTIONS, classPath);
  }
}
