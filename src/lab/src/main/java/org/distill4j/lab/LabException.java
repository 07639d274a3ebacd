package org.distill4j.lab;

/**
 * What keeps the lab from its work, in words for the person at the terminal; has no stack trace.
 */
final class LabException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what is missing or wrong, and what to do about it. */
  LabException(String message) {
    super(message, null, false, false);
  }
}
