package org.distill4j.kernel;

import java.util.Map;
import org.distill4j.kernel.values.Html;
import org.distill4j.kernel.values.Look;
import org.jspecify.annotations.Nullable;

/**
 * Shows values of a type that the kernel does not know. Found with {@link java.util.ServiceLoader},
 * or registered from a cell: {@code Display.register(renderer)}.
 */
@FunctionalInterface
public interface Renderer extends Look {

  /**
   * Shows a value.
   *
   * @param value the value of a cell; not modified
   * @return MIME types and what to show for each, {@code text/plain} among them; null if the value
   *     is of another type
   */
  @Override
  @Nullable Map<String, String> render(Object value);

  /**
   * Text for the HTML of a bundle.
   *
   * @param text any
   * @return the text as it can stand between tags and in the quotes of an attribute
   */
  static String escape(String text) {
    return Html.escape(text);
  }
}
