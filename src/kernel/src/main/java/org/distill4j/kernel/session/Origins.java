package org.distill4j.kernel.session;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.WeakHashMap;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.distill4j.kernel.errors.Hidden;
import org.distill4j.kernel.stop.SourceLines;
import org.jspecify.annotations.Nullable;

/**
 * From the lines of the classes that JShell makes to the lines of cells.
 *
 * <p>JShell wraps a class around each snippet and knows what it put where, but uses that for the
 * exceptions that end a snippet only: a stack trace that is printed, or that ends a thread, would
 * show the lines of the wrapper. The knowledge lies behind a private field, which is opened ({@code
 * --add-opens} in the kernel's command); where it is another or cannot be opened, the lines stay
 * those of the wrapper.
 */
final class Origins implements SourceLines {
  private final Map<Snippet, Line> starts = new WeakHashMap<>();
  private Line latest = new Line("", 1);
  private @Nullable Object wraps;

  /** Reads what this shell knows. */
  void read(JShell shell) {
    try {
      wraps = Hidden.field(shell, "outerMap");
    } catch (ReflectiveOperationException e) {
      return;
    }
  }

  /** What is compiled from now on, and is not known yet, starts here. */
  void begin(Line start) {
    latest = start;
  }

  /** A snippet starts here, also when it is compiled again. */
  void remember(Snippet snippet, Line start) {
    starts.put(snippet, start);
  }

  @Override
  public @Nullable Line of(String type, int line) {
    try {
      @Nullable Object wrap = wraps == null ? null : ask(wraps, "getOuter", String.class, type);
      if (wrap == null) {
        return null;
      }
      var snippet = (Snippet) ask(wrap, "wrapLineToSnippet", int.class, line - 1);
      var below = (Integer) ask(wrap, "wrapLineToSnippetLine", int.class, line - 1);
      Line start = starts.getOrDefault(snippet, latest);
      return new Line(start.file(), start.number() + below);
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      return null;
    }
  }

  private static Object ask(Object of, String method, Class<?> type, Object argument)
      throws ReflectiveOperationException {
    for (@Nullable Class<?> owner = of.getClass(); owner != null; owner = owner.getSuperclass()) {
      for (Method found : owner.getDeclaredMethods()) {
        if (found.getName().equals(method) && found.getParameterTypes()[0] == type) {
          found.setAccessible(true);
          return found.invoke(of, argument);
        }
      }
    }
    throw new NoSuchMethodException(method);
  }
}
