package org.distill4j.kernel.errors;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.SourceCodeAnalysis;

/** The classes of Java and of the class path by their simple names, imported or not. */
public final class ClassIndex {
  private static final int MOST = 40;

  /** What nobody imports into a notebook. */
  private static final Pattern INTERNAL =
      Pattern.compile("(com\\.sun|sun|jdk|REPL|.*\\.(internal|shaded?|impl))\\..*");

  private final SourceCodeAnalysis analysis;

  /** The index that this analysis keeps. */
  public ClassIndex(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /** The full names of the classes that have this simple name, the likely ones first. */
  List<String> named(String name) {
    await();
    return likely(analysis.listQualifiedNames(name, name.length()).getNames().stream());
  }

  /**
   * The full names of classes whose simple names begin so, the likely ones first.
   *
   * <p>JShell keeps such an index, but tells only which classes have exactly a name; a second index
   * would cost seconds and memory. Where it is hidden elsewhere, there are no such suggestions.
   */
  public List<String> startingWith(String word) {
    if (word.length() < 3) {
      return List.of();
    }
    await();
    try {
      var indexes = (Map<?, ?>) Hidden.field(analysis, "currentIndexes");
      Stream.Builder<String> found = Stream.builder();
      synchronized (indexes) {
        for (Object index : indexes.values()) {
          ((Map<?, ?>) Hidden.field(index, "classSimpleName2FQN"))
              .forEach(
                  (simple, full) -> {
                    if (String.valueOf(simple).startsWith(word)) {
                      ((Collection<?>) full).forEach(name -> found.add(String.valueOf(name)));
                    }
                  });
        }
      }
      return likely(found.build());
    } catch (ReflectiveOperationException e) {
      return List.of();
    }
  }

  /** JShell makes the index while no cell runs, a second or two after a session has begun. */
  private void await() {
    for (int i = 0; i < 30 && !analysis.listQualifiedNames("A", 1).isUpToDate(); i++) {
      LockSupport.parkNanos(50_000_000);
    }
  }

  private static List<String> likely(Stream<String> names) {
    return names
        .filter(name -> !INTERNAL.matcher(name).matches())
        .sorted(
            Comparator.comparing((String name) -> !name.startsWith("java.util."))
                .thenComparing(name -> !name.startsWith("java."))
                .thenComparing(String::length))
        .limit(MOST)
        .toList();
  }
}
