package org.distill4j.internal;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.factory.Nd4j;

/** A process that makes an array before it knows of this library, and writes what it then sees. */
final class Witness {

  /** OpenBLAS's oldest code for this family of processors, which it chooses on no newer one. */
  static final String OLDEST =
      System.getProperty("os.arch").equals("aarch64") ? "ARMV8" : "PRESCOTT";

  private static final int SUMS = 10_000;

  private Witness() {}

  /**
   * Writes lines of names and values.
   *
   * @param args the file, and what is done before the first array: "load" loads OpenBLAS, "set"
   *     sets the variable by which it chooses {@link #OLDEST}
   */
  public static void main(String[] args) throws IOException {
    if (List.of(args).contains("load")) {
      Loader.load(openblas.class);
    }
    if (List.of(args).contains("set")) {
      NativeEnvironment.set(new NativeEnvironment.Variable("OPENBLAS_CORETYPE", OLDEST, ""));
    }
    double sum = 0;
    for (int i = 0; i < SUMS; i++) {
      sum += Nd4j.ones(2, 2).sum(0).getDouble(1);
    }
    List<String> seen = new ArrayList<>(List.of("sum=" + sum));
    for (String name : List.of("GOMP_SPINCOUNT", "OPENBLAS_THREAD_TIMEOUT", "OPENBLAS_CORETYPE")) {
      seen.add(name + "=" + variable(name));
      seen.add("Java's " + name + "=" + System.getenv(name));
    }
    seen.add("core=" + core());
    seen.add("build=" + System.getProperty("org.bytedeco.javacpp.platform.extension"));
    seen.add("advice=" + NativeProcess.advice());
    seen.add("advice again=" + NativeProcess.advice());
    Files.write(Path.of(args[0]), seen);
  }

  private static String variable(String name) {
    return called(() -> NativeLibrary.getProcess().getFunction("getenv"), name);
  }

  /** For which processor OpenBLAS's code is that it has chosen. */
  private static String core() {
    long address = Loader.addressof("openblas_get_corename").address();
    return called(() -> Function.getFunction(new Pointer(address)));
  }

  private static String called(Supplier<Function> function, Object... arguments) {
    try {
      return String.valueOf(function.get().invokeString(arguments, false));
    } catch (LinkageError e) {
      return "without JNA it is not known";
    }
  }
}
