package org.distill4j.internal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/** Why a file could not be read or written, in words. */
public final class Reason {

  private Reason() {}

  /**
   * The reason alone, since whoever asks names the file: without the class of the exception, and
   * without the file that it names, which may be a draft.
   *
   * @param e as it was thrown
   * @return part of a sentence, such as "no space left on device"
   */
  public static String of(IOException e) {
    String kind = e.getClass().getSimpleName().replaceAll("Exception$", "");
    String words = kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    String said = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return said == null || said.isBlank() ? words : said;
  }
}
