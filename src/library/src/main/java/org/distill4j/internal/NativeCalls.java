package org.distill4j.internal;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * ND4J's calls of native operations, which are not to be compiled.
 *
 * <p>Compiled, {@code NativeOpExecutioner.exec} lets go of small arrays, such as the dimensions of
 * a sum, as soon as it has their addresses. Garbage collection may then free them while the native
 * operation reads them, which ends the process. Interpreted, the method keeps them until it
 * returns. That costs a few percent at most, as the operations take longer than their calls.
 *
 * <p>HotSpot is told by a compiler directive, as {@code jcmd} would. Methods of that name that are
 * small enough to be inlined into their callers only choose among the others; those that call
 * native code are too large for it.
 */
final class NativeCalls {

  /** What a user sets where HotSpot cannot be told. */
  static final String FLAG = "-XX:CompileCommand=exclude,*NativeOpExecutioner.exec";

  private static final String DIRECTIVE =
      """
      [{match: "org/nd4j/linalg/cpu/nativecpu/ops/NativeOpExecutioner.exec", Exclude: true}]
      """;

  private NativeCalls() {}

  /**
   * Excludes them from compilation, unless the user has said how they are to be compiled.
   *
   * @return false if that is not possible
   */
  static boolean exclude() {
    try {
      return isDecided(ManagementFactory.getRuntimeMXBean().getInputArguments()) || directed();
    } catch (IOException | JMException | RuntimeException | LinkageError e) {
      return false; // another Java machine, or one without its management or a temporary folder
    }
  }

  static boolean isDecided(List<String> arguments) {
    return arguments.stream()
        .anyMatch(
            argument ->
                argument.startsWith("-XX:CompileCommand=")
                    && argument.contains("NativeOpExecutioner"));
  }

  private static boolean directed() throws IOException, JMException {
    Path file = Files.createTempFile("distill4j", ".json");
    try {
      Files.writeString(file, DIRECTIVE);
      return invoke("compilerDirectivesAdd", file.toString()).contains("directives added");
    } finally {
      Files.delete(file);
    }
  }

  private static String invoke(String command, String... arguments) throws JMException {
    return ManagementFactory.getPlatformMBeanServer()
        .invoke(
            new ObjectName("com.sun.management:type=DiagnosticCommand"),
            command,
            new Object[] {arguments},
            new String[] {String[].class.getName()})
        .toString();
  }
}
