package org.distill4j.kernel;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Shows things below the cell that the calling thread works for; cells need no import for it. */
public final class Display {
  private static final List<Renderer> RENDERERS = new CopyOnWriteArrayList<>();
  private static volatile @Nullable String lastId;

  private Display() {}

  /**
   * A value as it will be shown.
   *
   * @param bundle MIME types and what to show for each; binary data in Base64
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
    Map<String, String> natural = natural(value);
    Map<String, String> wanted = new LinkedHashMap<>();
    for (String type : types) {
      boolean png = type.equals("image/png") && value instanceof BufferedImage;
      String otherwise = png ? png((BufferedImage) value) : String.valueOf(value);
      wanted.put(type, natural.getOrDefault(type, otherwise));
    }
    wanted.putIfAbsent("text/plain", natural.getOrDefault("text/plain", ""));
    return new Rendered(types.length == 0 ? natural : wanted);
  }

  /**
   * Shows a value.
   *
   * @param value anything; not modified
   * @param types the MIME types to show it as; none for those that suit the value
   * @return the id to update it by
   */
  public static String display(Object value, String... types) {
    String id = UUID.randomUUID().toString();
    send("display_data", id, render(value, types));
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
    send("update_display_data", id, render(value, types));
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

  /**
   * Whether this JVM is a kernel, so that something shown is seen.
   *
   * @return whether a cell runs or has run
   */
  public static boolean active() {
    return Cell.current() != null;
  }

  /**
   * Shows values of a learner's own type in a way of their own, from now on.
   *
   * @param renderer asked for each value before the kernel's own renderers
   */
  public static void register(Renderer renderer) {
    RENDERERS.add(0, renderer);
  }

  /** Uses the renderers that the libraries of a class path bring, those that are not known yet. */
  static void discover(ClassLoader loader) {
    ServiceLoader.load(Renderer.class, loader).stream()
        .filter(found -> RENDERERS.stream().noneMatch(known -> known.getClass() == found.type()))
        .forEach(found -> RENDERERS.add(found.get()));
  }

  /** Whether this is an id that {@code display} gave: nobody wants to read it below a cell. */
  static boolean isId(Object value) {
    return value == lastId;
  }

  /** A value as the protocol wants it: what is JSON as JSON, the rest as text. */
  static Map<String, JsonElement> data(Object value) {
    Map<String, JsonElement> data = new LinkedHashMap<>();
    for (var shown : natural(value).entrySet()) {
      String text = shown.getValue();
      boolean json = shown.getKey().endsWith("json");
      data.put(shown.getKey(), json ? JsonParser.parseString(text) : new JsonPrimitive(text));
    }
    return data;
  }

  private static void send(String type, String id, Rendered value) {
    @Nullable Cell cell = Cell.current();
    if (cell != null) {
      var handle = Map.of("display_id", id);
      cell.publish(type, Map.of("data", data(value), "metadata", Map.of(), "transient", handle));
    }
  }

  private static Map<String, String> natural(Object value) {
    for (Renderer renderer : RENDERERS) {
      @Nullable Map<String, String> bundle = renderer.render(value);
      if (bundle != null) {
        return bundle;
      }
    }
    if (value instanceof Rendered rendered) {
      return rendered.bundle();
    } else if (value instanceof BufferedImage image) {
      String alt = "image, %d x %d pixels".formatted(image.getWidth(), image.getHeight());
      String html = "<img alt=\"" + alt + "\" src=\"data:image/png;base64," + png(image) + "\">";
      return Map.of("text/html", html, "text/plain", alt);
    }
    return Map.of("text/plain", Text.of(value));
  }

  private static String png(BufferedImage image) {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
