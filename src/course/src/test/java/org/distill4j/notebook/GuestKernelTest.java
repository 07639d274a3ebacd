package org.distill4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The methods called here are those of IJava 1.3.0 and JJava. */
class GuestKernelTest {

  /** Their DisplayData. */
  public static final class Data {

    private final Map<String, Object> content = new LinkedHashMap<>();
    private String id = "";

    public void putData(String type, Object data) {
      content.put(type, data);
    }

    public void setDisplayId(String id) {
      this.id = id;
    }
  }

  /** Their DisplayStream. */
  public static final class Stream {

    private final Map<String, Object> shown = new LinkedHashMap<>();

    public void updateDisplay(Data data) {
      shown.put("an id of its own, where the caller's belongs", data.content);
    }

    public void updateDisplay(String id, Data data) {
      shown.put(id, data.content);
    }
  }

  /** Their JupyterIO. */
  public static final class Io {
    public final Stream display = new Stream();
  }

  /** Their JavaKernel. */
  public static final class Kernel {

    private final Io io = new Io();

    public Io getIO() {
      return io;
    }

    public void display(Data data) {
      io.display.shown.put(data.id, data.content);
    }
  }

  @Test
  void displaysAndUpdatesInPlace() {
    Kernel kernel = new Kernel();
    GuestKernel guest = new GuestKernel(kernel);
    String id = guest.display(Bundle.both("<p>1</p>", "1"));
    assertEquals(
        Map.of(id, Map.of("text/html", "<p>1</p>", "text/plain", "1")), kernel.io.display.shown);
    guest.update(id, Map.of("text/plain", "2"));
    assertEquals(Map.of(id, Map.of("text/plain", "2")), kernel.io.display.shown);
  }

  @Test
  void aKernelOfAnotherKindIsAClearError() {
    GuestKernel guest = new GuestKernel("no kernel");
    assertEquals(
        "the kernel java.lang.String must offer display as IJava 1.3.0 and JJava do, but does not",
        assertThrows(IllegalStateException.class, () -> guest.display(Map.of())).getMessage());
  }
}
