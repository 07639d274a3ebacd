package org.distill4j.internal;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * This process, prepared for ND4J's native code so that a user has nothing to set: the {@linkplain
 * NativeEnvironment environment} that its libraries read when they are loaded, the {@linkplain
 * NativeBuild build} that this processor can run, and its {@linkplain NativeCalls calls} left
 * uncompiled.
 *
 * <p>This happens once, when {@link PreparedBackend} is created, or before the first long piece of
 * work where it was not. It prints nothing, it changes nothing that the user has set, and child
 * processes inherit the environment as it was. What could not be prepared is for the user to set;
 * {@link #advice} says so.
 */
public final class NativeProcess {

  /** Filled while this class is initialized, which Java does once; emptied when it was said. */
  private static final AtomicReference<String> UNSAID = new AtomicReference<>(prepared());

  private NativeProcess() {}

  /** Prepares this process if that has not been done. */
  @SuppressWarnings("ReturnValueIgnored") // what is wanted is that this class is initialized
  static void prepare() {
    UNSAID.get();
  }

  /**
   * What the user should set because it could not be set here.
   *
   * @return part of a sentence, such as "set GOMP_SPINCOUNT=0"; empty if all is well or if it was
   *     said before
   */
  public static String advice() {
    return UNSAID.getAndSet("");
  }

  private static String prepared() {
    try {
      Processor processor = Processor.here();
      List<String> missing = NativeEnvironment.prepare(processor);
      NativeBuild.choose(processor);
      return advice(NativeCalls.exclude(), missing);
    } catch (SecurityException locked) {
      return advice(false, List.of()); // an exception here would leave ND4J without a backend
    }
  }

  /** The more important of two pieces of advice: a line has room for one. */
  static String advice(boolean excluded, List<String> missing) {
    if (!excluded) {
      return "set " + NativeCalls.FLAG;
    }
    return missing.isEmpty() ? "" : "set " + String.join(" ", missing);
  }
}
