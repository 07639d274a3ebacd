package org.distill4j.internal;

import org.nd4j.common.io.Resource;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4jBackend;

/**
 * Prepares the process when ND4J looks for its backends.
 *
 * <p>ND4J creates every backend that {@code META-INF/services} names before it asks the first of
 * them to load native code. Being one of them is therefore enough to come first, whether a program
 * begins with this library or with an array of ND4J's. Nothing else of a library is called that
 * early.
 *
 * <p>It stands behind the others and is not chosen. Where a program is packed into one jar that
 * keeps only one of several files with the same name, and that is this library's, it stands for
 * ND4J's own. If it is ND4J's that was kept, {@link NativeProcess} is prepared later.
 */
public final class PreparedBackend extends Nd4jBackend {

  private static final String CPU = "org.nd4j.linalg.cpu.nativecpu.CpuBackend";

  /** For the service loader. */
  public PreparedBackend() {
    NativeProcess.prepare();
  }

  @Override
  public int getPriority() {
    return BACKEND_PRIORITY_CPU - 1;
  }

  @Override
  public boolean isAvailable() {
    try {
      return Class.forName(CPU) != null;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static Nd4jBackend cpu() {
    try {
      return Class.forName(CPU)
          .asSubclass(Nd4jBackend.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("ND4J's backend for processors cannot be created", e);
    }
  }

  @Override
  public boolean canRun() {
    return cpu().canRun();
  }

  @Override
  public boolean allowsOrder() {
    return cpu().allowsOrder();
  }

  @Override
  public Resource getConfigurationResource() {
    return cpu().getConfigurationResource();
  }

  @Override
  public Class<?> getNDArrayClass() {
    return cpu().getNDArrayClass();
  }

  @Override
  public Environment getEnvironment() {
    return cpu().getEnvironment();
  }

  @Override
  public String buildInfo() {
    return cpu().buildInfo();
  }

  @Override
  public void logBackendInit() {
    cpu().logBackendInit();
  }
}
