package org.distill4j.internal;

/** Says what to do when there is no more memory for arrays, which live outside the Java heap. */
public final class ArrayMemory {

  private ArrayMemory() {}

  /**
   * Explains an error of the array library.
   *
   * @param work what was being done, such as "training"
   * @param error as it was thrown
   * @return what to throw instead; the same error if it is about the Java heap
   */
  public static OutOfMemoryError explain(String work, OutOfMemoryError error) {
    String found = String.valueOf(error.getMessage());
    if (!found.contains("physicalBytes")) {
      return error;
    }
    OutOfMemoryError explained =
        new OutOfMemoryError(
            "%s needs more memory for arrays than this process may take (%s): set data and networks that you no longer need to null, take fewer examples or a smaller network or batch, or start Java with larger -Dorg.bytedeco.javacpp.maxbytes and -Dorg.bytedeco.javacpp.maxphysicalbytes"
                .formatted(work, found));
    explained.initCause(error);
    return explained;
  }
}
