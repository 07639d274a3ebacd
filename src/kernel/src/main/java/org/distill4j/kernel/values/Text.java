package org.distill4j.kernel.values;

import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values in words, without the hash codes that differ from run to run. */
public final class Text {
  private static final int SHOWN = 100;
  private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{1,8}\\b");

  private Text() {}

  /** The text of a value; of the 101st item of an array or collection on, only their number. */
  public static String of(@Nullable Object value) {
    return text(value, 6);
  }

  private static String text(@Nullable Object value, int depth) {
    if (value == null || depth == 0) {
      return value == null ? "null" : "…";
    } else if (value.getClass().isArray()) {
      int length = Array.getLength(value);
      boolean nested = value.getClass().getComponentType().isArray();
      Stream<?> items = IntStream.range(0, length).mapToObj(i -> Array.get(value, i));
      return "[" + join(items, length, nested ? ",\n " : ", ", depth) + "]";
    } else if (value instanceof Optional<?> optional && optional.isPresent()) {
      return "Optional[" + text(optional.get(), depth - 1) + "]";
    } else if (value instanceof Collection<?> collection) {
      return "[" + join(collection.stream(), collection.size(), ", ", depth) + "]";
    } else if (value instanceof Map<?, ?> map) {
      return "{" + join(map.entrySet().stream(), map.size(), ", ", depth) + "}";
    } else if (value instanceof Map.Entry<?, ?> entry) {
      return text(entry.getKey(), depth - 1) + "=" + text(entry.getValue(), depth - 1);
    }
    String text = String.valueOf((Object) value.toString());
    if (value instanceof CharSequence || !IDENTITY.matcher(text).find()) {
      return text;
    }
    return value instanceof Record record ? record(record, depth) : nameOf(value.getClass());
  }

  private static String join(Stream<?> items, int size, String between, int depth) {
    Stream<String> shown = items.limit(SHOWN).map(item -> text(item, depth - 1));
    return shown.collect(Collectors.joining(between))
        + (size > SHOWN ? between + "… " + size + " in all" : "");
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
    return nameOf(record.getClass()) + items;
  }

  /** The name of a class; what has none that a reader may know is one of what it implements. */
  private static String nameOf(Class<?> type) {
    boolean ofJava = type.getModule().isNamed() && !Modifier.isPublic(type.getModifiers());
    boolean unnamed = type.isAnonymousClass() || type.getSimpleName().startsWith("$JShell$");
    if (!type.isHidden() && !unnamed && !ofJava) {
      return type.getSimpleName();
    }
    @Nullable Class<?> named = type;
    while (named != null && (named == type || !Modifier.isPublic(named.getModifiers()))) {
      if (named.getInterfaces().length > 0) {
        return "a " + named.getInterfaces()[0].getSimpleName();
      }
      named = named.getSuperclass();
    }
    return "a " + (named == null ? type : named).getSimpleName();
  }
}
