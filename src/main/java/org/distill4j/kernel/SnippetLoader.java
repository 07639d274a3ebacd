package org.distill4j.kernel;

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final List<String> lost = new ArrayList<>();

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
        if (version.matches()) {
          @Nullable Class<?> before = latest.put(version.group(1), now);
          if (before != null) {
            move(before, now);
          }
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
    for (String path : paths.split(File.pathSeparator, -1)) {
      try {
        addURL(Path.of(path).toUri().toURL());
      } catch (MalformedURLException e) {
        throw new InternalException(e.toString());
      }
    }
  }

  /** The variables whose values could not move since the last call: their type has changed. */
  List<String> takeLost() {
    List<String> names = List.copyOf(lost);
    lost.clear();
    return names;
  }

  /** Forgets the values of a class's variables, so that what they hold can be freed. */
  static void clear(Class<?> type) throws IllegalAccessException {
    for (Field field : variables(type)) {
      field.set(
          null,
          java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(field.getType(), 1), 0));
    }
  }

  private void move(Class<?> before, Class<?> now) throws IllegalAccessException {
    for (Field from : variables(before)) {
      @Nullable Object value = from.get(null);
      for (Field to : variables(now)) {
        if (!to.getName().equals(from.getName()) || value == null) {
          continue;
        }
        if (to.getType() == from.getType() || to.getType().isInstance(value)) {
          to.set(null, value);
        } else {
          lost.add(to.getName());
        }
      }
    }
    clear(before);
  }

  private static List<Field> variables(Class<?> type) {
    List<Field> found = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      int modifiers = field.getModifiers();
      if (Modifier.isStatic(modifiers) && !Modifier.isFinal(modifiers)) {
        field.setAccessible(true);
        found.add(field);
      }
    }
    return found;
  }
}
