package org.distill4j.kernel.values;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How values of some types look. */
@FunctionalInterface
public interface Look {

  /** MIME types and what to show for each; null if the value is of another type. */
  @Nullable Map<String, String> render(Object value);
}
