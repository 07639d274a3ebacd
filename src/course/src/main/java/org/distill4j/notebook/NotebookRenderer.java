package org.distill4j.notebook;

import java.util.Map;
import org.distill4j.kernel.Renderer;
import org.jspecify.annotations.Nullable;

/** Lets the value of a cell look as {@link Notebook#show} shows it; found by the kernel. */
public final class NotebookRenderer implements Renderer {

  /** For the service loader. */
  public NotebookRenderer() {}

  @Override
  public @Nullable Map<String, String> render(Object value) {
    return Bundle.special(value).orElse(null);
  }
}
