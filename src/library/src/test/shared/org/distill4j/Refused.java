package org.distill4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.function.Executable;

/** Checks of errors, to the letter. */
public final class Refused {

  private Refused() {}

  public static void argument(String text, Executable code) {
    assertEquals(text, assertThrows(IllegalArgumentException.class, code).getMessage());
  }

  public static void io(String text, Executable code) {
    assertEquals(text, assertThrows(UncheckedIOException.class, code).getMessage());
  }

  public static void state(String text, Executable code) {
    assertEquals(text, assertThrows(IllegalStateException.class, code).getMessage());
  }
}
