package org.distill4j.kernel;

import java.io.File;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.InternalException;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes that JShell compiles. When JShell replaces a class because something that it
 * uses was redefined, the values of its variables move to the new one.
 */
final class SnippetLoader extends URLClassLoader implements LoaderDelegate {
  /** JShell numbers a declaration and adds letters for each version of it. */
  private static final Pattern VERSION = Pattern.compile("REPL\\.\\$JShell\\$(\\d+)[A-Z]*");

  private final Map<String, byte[]> declared = new ConcurrentHashMap<>();
  private final Map<String, Class<?>> latest = new HashMap<>();
  private final Set<String> lost = new TreeSet<>();

  SnippetLoader() {
    super(new URL[0], SnippetLoader.class.getClassLoader());
  }

  @Override
  public void load(ClassBytecodes[] classes) throws ClassInstallException {
    var loaded = new boolean[classes.length];
    try {
      for (ClassBytecodes code : classes) {
        declared.put(code.name(), Weaver.weave(code.bytecodes()));
      }
      for (int i = 0; i < classes.length; i++) {
        Class<?> now = loadClass(classes[i].name());
        loaded[i] = true;
        var version = VERSION.matcher(now.getName());
        @Nullable Class<?> before = version.matches() ? latest.put(version.group(1), now) : null;
        if (before != null) {
          move(before, now);
        }
      }
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new ClassInstallException("load: " + e.getMessage(), loaded);
    }
  }

  @Override
  public Class<?> findClass(String name) throws ClassNotFoundException {
    byte @Nullable [] code = declared.remove(name);
    if (code != null) {
      return defineClass(name, code, 0, code.length);
    }
    @Nullable Class<?> known = findLoadedClass(name);
    return known == null ? super.findClass(name) : known;
  }

  @Override
  public void classesRedefined(ClassBytecodes[] classes) {}

  @Override
  public void addToClasspath(String paths) throws InternalException {
    try {
      for (String path : paths.split(File.pathSeparator, -1)) {
        addURL(Path.of(path).toUri().toURL());
      }
    } catch (MalformedURLException e) {
      throw new InternalException(e.toString());
    }
  }

  /** The variables whose values could not move since the last call: their type has changed. */
  Set<String> takeLost() {
    Set<String> names = new TreeSet<>(lost);
    lost.clear();
    return names;
  }

  /** Forgets the values of a class's variables, so that what they hold can be freed. */
  static void clear(Class<?> type) {
    try {
      for (Field field : variables(type).values()) {
        field.set(null, Array.get(Array.newInstance(field.getType(), 1), 0));
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private void move(Class<?> before, Class<?> now) throws IllegalAccessException {
    Map<String, Field> targets = variables(now);
    for (Field from : variables(before).values()) {
      @Nullable Object value = from.get(null);
      @Nullable Field to = targets.get(from.getName());
      if (value != null && to != null) {
        if (to.getType() == from.getType() || to.getType().isInstance(value)) {
          to.set(null, value);
        } else {
          lost.add(to.getName());
        }
      }
    }
    clear(before);
  }

  private static Map<String, Field> variables(Class<?> type) {
    Map<String, Field> found = new HashMap<>();
    for (Field field : type.getDeclaredFields()) {
      int modifiers = field.getModifiers();
      if (Modifier.isStatic(modifiers) && !Modifier.isFinal(modifiers)) {
        field.setAccessible(true);
        found.put(field.getName(), field);
      }
    }
    return found;
  }
}
