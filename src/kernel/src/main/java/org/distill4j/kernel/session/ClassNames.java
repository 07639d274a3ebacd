package org.distill4j.kernel.session;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.TypeDeclSnippet;

/**
 * The names of classes that JShell has met. On Java 25 it fails silently over one whose class was
 * only looked at, did not compile or was dropped: from then on no documentation is found, and the
 * variable of {@code var list = List.of(1)} is told to be an {@code Object}. So the list of them,
 * which is private, is opened ({@code --add-opens} in the kernel's command), and such names are
 * taken out.
 */
final class ClassNames {
  private ClassNames() {}

  /** Forgets the names for which there is no class. */
  static void tidy(JShell shell) {
    try {
      Object keys = read(JShell.class.getDeclaredField("keyMap"), shell);
      var names = (Map<?, ?>) read(keys.getClass().getDeclaredField("classMap"), keys);
      names
          .keySet()
          .retainAll(shell.types().map(TypeDeclSnippet::name).collect(Collectors.toSet()));
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      return; // a Java that keeps them elsewhere
    }
  }

  private static Object read(Field field, Object of) throws IllegalAccessException {
    field.setAccessible(true);
    return field.get(of);
  }
}
