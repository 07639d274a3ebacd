package org.distill4j.internal;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ArrayMemoryTest {

  @Test
  void anErrorOfTheArrayLibrarySaysWhatToDo() {
    OutOfMemoryError error =
        Assertions.assertThrows(OutOfMemoryError.class, () -> new BytePointer(1L << 60));
    String message = String.valueOf(ArrayMemory.explain("training", error).getMessage());
    assertTrue(message.startsWith("training needs more memory for arrays"), message);
    assertTrue(message.contains("maxphysicalbytes"), message);
  }

  @Test
  void anErrorOfTheHeapStaysWhatItIs() {
    OutOfMemoryError error = new OutOfMemoryError("Java heap space");
    assertSame(error, ArrayMemory.explain("training", error));
  }
}
