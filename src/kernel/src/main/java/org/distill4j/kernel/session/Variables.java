package org.distill4j.kernel.session;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.distill4j.kernel.stop.CellRunner;
import org.jspecify.annotations.Nullable;

/**
 * The values of cells' variables. When JShell replaces a class because something that it uses was
 * redefined, they move to the new one.
 */
final class Variables implements CellRunner.Statics {
  /** JShell numbers a declaration and adds letters for each version of it. */
  private static final Pattern VERSION = Pattern.compile("REPL\\.\\$JShell\\$(\\d+)[A-Z]*");

  private final Map<String, Class<?>> latest = new HashMap<>();
  private final Set<String> lost = new TreeSet<>();

  /** Moves values to a class that was loaded, if it replaces another. */
  @Override
  public void loaded(Class<?> now) throws IllegalAccessException {
    var version = VERSION.matcher(now.getName());
    @Nullable Class<?> before = version.matches() ? latest.put(version.group(1), now) : null;
    if (before == null) {
      return;
    }
    Map<String, Field> targets = of(now).collect(Collectors.toMap(Field::getName, to -> to));
    for (Field from : of(before).toList()) {
      @Nullable Field to = targets.get(from.getName());
      @Nullable Object value = from.get(null);
      if (to != null && value != null) {
        if (to.getType() == from.getType() || to.getType().isInstance(value)) {
          to.set(null, value);
        } else {
          lost.add(to.getName());
        }
      }
    }
    clear(before);
  }

  /** The variables whose values could not move since the last call: their type has changed. */
  Set<String> takeLost() {
    Set<String> names = new TreeSet<>(lost);
    lost.clear();
    return names;
  }

  /** Forgets the values of a class's variables, so that what they hold can be freed. */
  @Override
  public void clear(Class<?> type) {
    try {
      for (Field field : of(type).toList()) {
        field.set(null, Array.get(Array.newInstance(field.getType(), 1), 0));
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e); // they were made accessible
    }
  }

  private static Stream<Field> of(Class<?> type) {
    return Stream.of(type.getDeclaredFields())
        .filter(
            field -> (field.getModifiers() & (Modifier.STATIC | Modifier.FINAL)) == Modifier.STATIC)
        .peek(field -> field.setAccessible(true));
  }
}
