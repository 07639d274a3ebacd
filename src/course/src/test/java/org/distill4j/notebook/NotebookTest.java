package org.distill4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.distill4j.Printed;
import org.distill4j.kernel.Renderer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class NotebookTest {

  @Test
  void outsideNotebooksThingsArePrinted() {
    assertEquals(
        "text\n7\nnull\n[1] DOUBLE\n0.5000\n",
        Printed.by(() -> Notebook.show("text", 7, null, Nd4j.createFromArray(0.5))));
  }

  @Test
  void nothingAndNullCanBeShown() {
    assertEquals("", Printed.by(Notebook::show));
    assertEquals("null\n", Printed.by(() -> Notebook.show((Object[]) null)));
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
