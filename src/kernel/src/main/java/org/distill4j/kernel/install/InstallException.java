package org.distill4j.kernel.install;

/**
 * What keeps the kernel from being installed, in words for the person at the terminal; has no stack
 * trace.
 */
public final class InstallException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what is missing or wrong, and what to do about it. */
  public InstallException(String message) {
    super(message, null, false, false);
  }
}
