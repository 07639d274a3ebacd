package org.distill4j.kernel.session;

import java.util.Map;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.TypeDeclSnippet;
import org.distill4j.kernel.errors.Hidden;

/**
 * The names of classes that JShell has met. On Java 25 it fails silently over one whose class was
 * only looked at, did not compile or was dropped: from then on no documentation is found, and the
 * variable of {@code var list = List.of(1)} is told to be an {@code Object}. So such names are
 * taken out of its list.
 */
final class ClassNames {
  private ClassNames() {}

  /** Forgets the names for which there is no class. */
  static void tidy(JShell shell) {
    try {
      var names = (Map<?, ?>) Hidden.field(Hidden.field(shell, "keyMap"), "classMap");
      var declared = shell.types().map(TypeDeclSnippet::name).collect(Collectors.toSet());
      names.keySet().retainAll(declared);
    } catch (ReflectiveOperationException e) {
      return; // a Java that keeps them elsewhere
    }
  }
}
