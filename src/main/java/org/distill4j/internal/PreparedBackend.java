package org.distill4j.internal;

import org.nd4j.linalg.cpu.nativecpu.CpuBackend;

/**
 * Prepares the process when ND4J looks for its backends.
 *
 * <p>ND4J creates every backend that {@code META-INF/services} names before it asks the first of
 * them to load native code. Being one of them is therefore enough to come first, whether a program
 * begins with this library or with an array of ND4J's. Nothing else in ND4J is called that early.
 *
 * <p>It stands behind the others and is not chosen. It is a complete backend all the same: a jar
 * that a program is packed into may keep one file of several with the same name, and if that is
 * this library's, ND4J still works. If it is ND4J's, {@link NativeProcess} is prepared later.
 */
public final class PreparedBackend extends CpuBackend {

  /** For the service loader. */
  public PreparedBackend() {
    NativeProcess.prepare();
  }

  @Override
  public int getPriority() {
    return super.getPriority() - 1;
  }
}
