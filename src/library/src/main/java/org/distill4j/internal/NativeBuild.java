package org.distill4j.internal;

import java.util.Set;

/**
 * Which of ND4J's native libraries is loaded where the class path has several for one platform.
 *
 * <p>Left alone, JavaCPP takes the build with oneDNN and AVX2, whose convolutions are several times
 * faster, and does not ask whether the processor has AVX2. One that has not gets the plain build.
 */
final class NativeBuild {

  private static final String PROPERTY = "org.bytedeco.javacpp.platform.extension";
  private static final String PLAIN = "-";
  private static final Set<String> X86_64 = Set.of("amd64", "x86_64");

  private NativeBuild() {}

  static void choose(Processor processor) {
    if (isPlain(System.getProperty("os.arch"), processor) && System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, PLAIN);
    }
  }

  static boolean isPlain(String architecture, Processor processor) {
    return X86_64.contains(architecture) && !processor.avx2();
  }
}
