package org.distill4j.internal;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The environment of this process as its native libraries see it.
 *
 * <p>OpenMP and OpenBLAS read variables once, when they are loaded. Java can change no variable;
 * the C function {@code setenv} can, and what {@code System.getenv} tells and child processes
 * inherit stays as it was. Tried on Linux only. macOS has the function, too, and OpenBLAS's
 * variable is set there. On Windows nothing is: there the libraries wait without the loops that the
 * first and the last variable are about, and what the processor can is not known.
 */
final class NativeEnvironment {

  /**
   * A variable.
   *
   * @param library what reads it, as the name of its file begins
   */
  record Variable(String name, String value, String library) {}

  private NativeEnvironment() {}

  /**
   * Sets what the user has not set.
   *
   * @return what should have been set and could not be, as {@code NAME=value}
   */
  static List<String> prepare(Processor processor) {
    List<Variable> wanted =
        wanted(System.getProperty("os.name"), System.getenv().keySet(), processor);
    if (wanted.isEmpty()) {
      return List.of();
    }
    String loaded = loadedFiles();
    List<String> missing = new ArrayList<>();
    for (Variable variable : wanted) {
      if (loaded.contains("/" + variable.library) || !set(variable)) {
        missing.add(variable.name + "=" + variable.value);
      }
    }
    return missing;
  }

  /**
   * What should be set, the most important first.
   *
   * @param system its name
   * @param given names of the variables that the user has set
   */
  static List<Variable> wanted(String system, Set<String> given, Processor processor) {
    List<Variable> wanted = new ArrayList<>();
    // OpenMP's threads and BLAS's would wait for each other in busy loops: training takes two to
    // three times as long. Only GNU's OpenMP on Linux spins.
    if (system.startsWith("Linux") && !given.contains("OMP_WAIT_POLICY")) {
      wanted.add(new Variable("GOMP_SPINCOUNT", "0", "libgomp"));
    }
    // This OpenBLAS does not know newer processors, and for one with avx512_bf16 may choose code
    // that gets products in double precision wrong.
    if (processor.skylakeX()) {
      wanted.add(new Variable("OPENBLAS_CORETYPE", "SKYLAKEX", "libopenblas"));
    }
    // BLAS's own threads go to sleep sooner. On Windows they sleep at once.
    if (!system.startsWith("Windows")) {
      wanted.add(new Variable("OPENBLAS_THREAD_TIMEOUT", "4", "libopenblas"));
    }
    wanted.removeIf(variable -> given.contains(variable.name));
    return wanted;
  }

  /** The files that are part of this process, where Linux tells; nothing elsewhere. */
  private static String loadedFiles() {
    try {
      return Files.readString(Path.of("/proc/self/maps"));
    } catch (IOException e) {
      return "";
    }
  }

  static boolean set(Variable variable) {
    try {
      Object[] arguments = {variable.name, variable.value, 0};
      return NativeLibrary.getProcess().getFunction("setenv").invokeInt(arguments) == 0;
    } catch (LinkageError | RuntimeException e) {
      return false; // no JNA, or no folder for its library from which code may be run
    }
  }
}
