package org.distill4j.kernel;

import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every cell can call without an import. */
public final class CellFunctions {
  private static volatile @Nullable String lastId;

  private CellFunctions() {}

  /**
   * A value as it will be shown.
   *
   * @param bundle MIME types and what is shown for each
   */
  public record Rendered(Map<String, String> bundle) {}

  /**
   * Prepares a value for showing.
   *
   * @param value anything; not modified
   * @param types the MIME types wanted; none for those that suit the value
   * @return MIME types and what to show for each
   */
  public static Rendered render(Object value, String... types) {
    Map<String, String> natural = Rendering.of(value);
    if (types.length == 0) {
      return new Rendered(natural);
    }
    Map<String, String> bundle = new LinkedHashMap<>();
    for (String type : types) {
      if (type.equals("image/png") && value instanceof BufferedImage image) {
        bundle.put(type, Rendering.png(image));
      } else {
        bundle.put(type, natural.getOrDefault(type, String.valueOf(value)));
      }
    }
    bundle.putIfAbsent("text/plain", natural.getOrDefault("text/plain", ""));
    return new Rendered(bundle);
  }

  /**
   * Shows a value below the cell.
   *
   * @param value anything; not modified
   * @param types the MIME types to show it as; none for those that suit the value
   * @return the id to update it by
   */
  public static String display(Object value, String... types) {
    String id = Display.display(render(value, types).bundle());
    lastId = id;
    return id;
  }

  /**
   * Replaces what {@code display} showed.
   *
   * @param id what {@code display} returned
   * @param value anything; not modified
   * @param types the MIME types to show it as; none for those that suit the value
   */
  public static void updateDisplay(String id, Object value, String... types) {
    Display.update(id, render(value, types).bundle());
  }

  /**
   * Runs source as if it were a cell.
   *
   * @param code Java
   * @return the value of its last expression; null if it has none
   * @throws Exception if the code does not compile, or throws
   */
  public static @Nullable Object eval(String code) throws Exception {
    return Kernel.session().run(code, 0);
  }

  /**
   * Prints formatted text.
   *
   * @param format as in {@link String#format}
   * @param values what to fill in
   */
  public static void printf(String format, Object... values) {
    System.out.printf(format, values);
  }

  /** Whether this is an id that {@code display} gave: nobody wants to read it below a cell. */
  static boolean isDisplayId(Object value) {
    return value == lastId;
  }
}
