package org.distill4j.kernel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows values of a type that the kernel does not know. Found with {@link java.util.ServiceLoader},
 * or registered from a cell: {@code Display.register(renderer)}.
 */
@FunctionalInterface
public interface Renderer {

  /**
   * Shows a value.
   *
   * @param value the value of a cell; not modified
   * @return MIME types and what to show for each, {@code text/plain} among them; null if the value
   *     is of another type
   */
  @Nullable Map<String, String> render(Object value);
}
