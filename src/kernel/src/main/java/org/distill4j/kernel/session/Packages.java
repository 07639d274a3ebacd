package org.distill4j.kernel.session;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.StandardJavaFileManager;
import org.jspecify.annotations.Nullable;

/**
 * What the packages of the class path hold: the compiler asks for it again with each snippet.
 *
 * <p>A proxy stands before JShell's file manager, because JShell gives the manager away to be
 * wrapped and wants a {@code StandardJavaFileManager} back, an interface with dozens of methods
 * that grows with the JDK: a wrapper by hand would pass all of them on to change one. That one,
 * {@code list}, is answered from memory, so that the jars of a long class path are looked through
 * once.
 */
final class Packages {
  private final Map<List<Object>, Object> known = new ConcurrentHashMap<>();

  /** The same files, of which each package is looked up once. */
  StandardJavaFileManager remembered(StandardJavaFileManager files) {
    Class<?> type = StandardJavaFileManager.class;
    return (StandardJavaFileManager)
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("list")) {
                return method.invoke(files, arguments);
              }
              List<Object> asked = Arrays.asList(arguments);
              @Nullable Object found = known.get(asked);
              if (found == null) {
                found = method.invoke(files, arguments);
                known.put(asked, found);
              }
              return found;
            });
  }

  /** The class path has changed. */
  void forget() {
    known.clear();
  }
}
