package org.distill4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.distill4j.kernel.Renderer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class NotebookTest {

  private static String printed(Runnable work) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void outsideNotebooksThingsArePrinted() {
    assertEquals(
        "text\n7\nnull\n[1] DOUBLE\n0.5000\n",
        printed(() -> Notebook.show("text", 7, null, Nd4j.createFromArray(0.5))));
  }

  @Test
  void nothingAndNullCanBeShown() {
    assertEquals("", printed(Notebook::show));
    assertEquals("null\n", printed(() -> Notebook.show((Object[]) null)));
  }

  @Test
  void hereIsNoNotebook() {
    assertEquals(Optional.empty(), Outlet.notebook());
  }

  @Test
  void theKernelFindsTheRendererAndLastExpressionsLookAsShown() {
    Renderer renderer =
        ServiceLoader.load(Renderer.class).stream()
            .filter(provider -> provider.type() == NotebookRenderer.class)
            .findFirst()
            .orElseThrow()
            .get();
    Map<String, String> bundle = renderer.render(Nd4j.ones(2));
    assertNotNull(bundle);
    assertTrue(bundle.get("text/plain").startsWith("[2] FLOAT"));
    assertNull(renderer.render("text"));
  }
}
