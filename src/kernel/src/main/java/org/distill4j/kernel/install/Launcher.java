package org.distill4j.kernel.install;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.distill4j.kernel.Main;

/** The command that starts the kernel on this Java. */
final class Launcher {
  private Launcher() {}

  /**
   * The command for Jupyter.
   *
   * @param options further options of the Java machine
   * @param classPath the kernel, what it needs, and what cells shall find
   * @return the command, with Jupyter's placeholder for the connection file
   */
  static List<String> command(List<String> options, List<Path> classPath) {
    List<String> argv = java(options, classPath);
    argv.addAll(List.of(Main.class.getName(), "{connection_file}"));
    return argv;
  }

  /** The command up to the class path, to be followed by the class and its arguments. */
  static List<String> java(List<String> options, List<Path> classPath) {
    List<String> argv = new ArrayList<>();
    argv.add(Path.of(System.getProperty("java.home"), "bin", program()).toString());
    argv.addAll(List.of("-XX:+UseSerialGC", "-ea", "-Dfile.encoding=UTF-8"));
    // A loop that Java has compiled looks up now and then: else an interrupt would wait for ever
    // for the end of it, and the whole kernel with the interrupt.
    argv.addAll(List.of("-XX:+UseCountedLoopSafepoints", "-XX:LoopStripMiningIter=1000"));
    argv.add("-Djava.awt.headless=true");
    argv.add("--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED"); // where Javadoc is found
    // The kernel weaves checkpoints into a library that an interrupt does not stop.
    argv.addAll(List.of("-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading"));
    if (Runtime.version().feature() >= 22) {
      argv.add("--enable-native-access=ALL-UNNAMED"); // or Java warns in the cell
    }
    if (Runtime.version().feature() >= 24) {
      argv.add("--sun-misc-unsafe-memory-access=allow"); // or it warns of ND4J on standard error
    }
    argv.addAll(options);
    argv.addAll(List.of("-cp", join(classPath)));
    return argv;
  }

  private static String program() {
    return Jupyter.WINDOWS ? "java.exe" : "java";
  }

  private static String join(List<Path> classPath) {
    return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
