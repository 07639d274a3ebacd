package org.distill4j.kernel;

import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.distill4j.kernel.session.Cell;
import org.distill4j.kernel.values.Renderers;
import org.jspecify.annotations.Nullable;

/** Shows things below the cell that the calling thread works for; cells need no import for it. */
public final class Display {
  private Display() {}

  /** What shows values where there is no kernel: the same, but for what cells have registered. */
  private static final class WithoutKernel {
    private static final Renderers RENDERERS = newRenderers();

    static {
      RENDERERS.discover(Display.class.getClassLoader());
    }

    private WithoutKernel() {}
  }

  /**
   * A value as it will be shown.
   *
   * @param bundle MIME types and what to show for each; binary data in Base64
   */
  public record Rendered(Map<String, String> bundle) {}

  /**
   * Prepares a value for showing, in any program: as a cell of this kernel would show it.
   *
   * @param value anything, null included; not modified
   * @param types the MIME types wanted; none for those that suit the value
   * @return MIME types and what to show for each
   */
  public static Rendered render(@Nullable Object value, String... types) {
    Map<String, String> natural = renderers().bundle(value);
    Map<String, String> wanted = new LinkedHashMap<>();
    for (String type : types) {
      boolean png = type.equals("image/png") && value instanceof BufferedImage;
      String otherwise = png ? Renderers.png((BufferedImage) value) : String.valueOf(value);
      wanted.put(type, natural.getOrDefault(type, otherwise));
    }
    String plain = natural.getOrDefault("text/plain", "");
    boolean markup = wanted.containsKey("text/html") || wanted.containsKey("image/svg+xml");
    boolean twice = markup && wanted.containsValue(plain); // and nobody reads markup
    wanted.putIfAbsent("text/plain", twice ? plain.length() + " characters of markup" : plain);
    return new Rendered(types.length == 0 ? natural : wanted);
  }

  /** The renderers of a new session: what was prepared is shown as it is. */
  static Renderers newRenderers() {
    var renderers = new Renderers(Renderer.class);
    renderers.add(value -> value instanceof Rendered rendered ? rendered.bundle() : null);
    return renderers;
  }

  private static Renderers renderers() {
    @Nullable Cell cell = Cell.current();
    return cell == null ? WithoutKernel.RENDERERS : cell.session().renderers();
  }

  /**
   * Shows a value.
   *
   * @param value anything, null included; not modified
   * @param types the MIME types to show it as; none for those that suit the value
   * @return the id to update it by
   */
  public static String display(@Nullable Object value, String... types) {
    String id = UUID.randomUUID().toString();
    send("display_data", id, value, types);
    return id;
  }

  /**
   * Replaces what {@code display} showed.
   *
   * @param id what {@code display} returned
   * @param value anything, null included; not modified
   * @param types the MIME types to show it as; none for those that suit the value
   */
  public static void updateDisplay(String id, @Nullable Object value, String... types) {
    send("update_display_data", id, value, types);
  }

  /**
   * Removes what the cell has shown and printed so far.
   *
   * @param wait whether it stays until there is something new, so that nothing flickers
   */
  public static void clearOutput(boolean wait) {
    @Nullable Cell cell = Cell.current();
    if (cell != null) {
      cell.publish("clear_output", Map.of("wait", wait));
    }
  }

  /** Removes what the cell has shown and printed so far, at once. */
  public static void clearOutput() {
    clearOutput(false);
  }

  private static void send(String message, String id, @Nullable Object value, String... types) {
    @Nullable Cell cell = Cell.current();
    if (cell != null) {
      cell.show(message, id, render(value, types).bundle());
    }
  }

  /**
   * Runs source as if it were a cell.
   *
   * @param code Java
   * @return the value of its last expression; null if it has none
   * @throws Exception if the code does not compile, or throws
   * @throws IllegalStateException if no cell calls it
   */
  public static @Nullable Object eval(String code) throws Exception {
    Cell cell = cell("eval");
    return cell.session().run(cell, code, 0);
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

  /**
   * Whether this JVM is a kernel, so that something shown is seen.
   *
   * @return whether a cell runs or has run
   */
  public static boolean active() {
    return Cell.current() != null;
  }

  /**
   * Shows values of a learner's own type in a way of their own, in this session from now on.
   *
   * @param renderer asked for each value before the kernel's own renderers
   * @throws IllegalStateException if no cell calls it
   */
  public static void register(Renderer renderer) {
    cell("register").session().renderers().add(renderer);
  }

  private static Cell cell(String method) {
    @Nullable Cell cell = Cell.current();
    if (cell == null) {
      throw new IllegalStateException(method + " must be called in a cell, but no cell runs here");
    }
    return cell;
  }
}
