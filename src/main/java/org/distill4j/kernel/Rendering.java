package org.distill4j.kernel;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** How values are shown. */
final class Rendering {
  private static final int SHOWN = 100;
  private static final int DEPTH = 6;
  private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{1,8}\\b");
  private static final List<Renderer> RENDERERS = new CopyOnWriteArrayList<>();

  static {
    ServiceLoader.load(Renderer.class, Rendering.class.getClassLoader()).forEach(RENDERERS::add);
  }

  private Rendering() {}

  static void register(Renderer renderer) {
    RENDERERS.add(0, renderer);
  }

  static Map<String, String> of(Object value) {
    for (Renderer renderer : RENDERERS) {
      @Nullable Map<String, String> bundle = renderer.render(value);
      if (bundle != null) {
        return bundle;
      }
    }
    if (value instanceof CellFunctions.Rendered rendered) {
      return rendered.bundle();
    }
    if (value instanceof BufferedImage image) {
      String alt = "image, %d x %d pixels".formatted(image.getWidth(), image.getHeight());
      String html = "<img alt=\"" + alt + "\" src=\"data:image/png;base64," + png(image) + "\">";
      return Map.of("text/html", html, "text/plain", alt);
    }
    return Map.of("text/plain", text(value, DEPTH));
  }

  static String png(BufferedImage image) {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /** A value in words, without the hash codes that differ from run to run. */
  static String text(@Nullable Object value, int depth) {
    if (value == null) {
      return "null";
    } else if (depth == 0) {
      return "…";
    } else if (value.getClass().isArray()) {
      return array(value, depth);
    } else if (value instanceof Optional<?> optional) {
      return optional
          .map(inner -> "Optional[" + text(inner, depth - 1) + "]")
          .orElse("Optional.empty");
    } else if (value instanceof Collection<?> collection) {
      List<String> items = new ArrayList<>();
      collection.stream().limit(SHOWN).forEach(item -> items.add(text(item, depth - 1)));
      return list(items, collection.size(), "[", "]");
    } else if (value instanceof Map<?, ?> map) {
      List<String> items = new ArrayList<>();
      map.entrySet().stream()
          .limit(SHOWN)
          .forEach(
              e -> items.add(text(e.getKey(), depth - 1) + "=" + text(e.getValue(), depth - 1)));
      return list(items, map.size(), "{", "}");
    }
    String text = String.valueOf(value);
    if (value instanceof CharSequence || !IDENTITY.matcher(text).find()) {
      return text;
    }
    return value instanceof Record record ? record(record, depth) : nameOf(value.getClass());
  }

  private static String array(Object array, int depth) {
    int length = Array.getLength(array);
    boolean nested = array.getClass().getComponentType().isArray();
    List<String> items = new ArrayList<>();
    for (int i = 0; i < Math.min(length, SHOWN); i++) {
      items.add(text(Array.get(array, i), depth - 1));
    }
    if (nested && length > 0) {
      String more = length > SHOWN ? ",\n … " + length + " in all" : "";
      return "[" + String.join(",\n ", items) + more + "]";
    }
    return list(items, length, "[", "]");
  }

  private static String list(List<String> items, int size, String open, String close) {
    String more = size > items.size() ? ", … " + size + " in all" : "";
    return open + String.join(", ", items) + more + close;
  }

  private static String record(Record record, int depth) {
    List<String> items = new ArrayList<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        Object value = component.getAccessor().invoke(record);
        items.add(component.getName() + "=" + text(value, depth - 1));
      } catch (ReflectiveOperationException e) {
        items.add(component.getName());
      }
    }
    return nameOf(record.getClass()) + list(items, items.size(), "[", "]");
  }

  /** The name of a class; a lambda has none, so what it implements. */
  private static String nameOf(Class<?> type) {
    boolean lambda = type.isHidden() || type.isAnonymousClass();
    Class<?> named = lambda && type.getInterfaces().length > 0 ? type.getInterfaces()[0] : type;
    return (lambda ? "a " : "") + named.getSimpleName();
  }
}
