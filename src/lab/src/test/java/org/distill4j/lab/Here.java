package org.distill4j.lab;

/** This checkout, with the class path that its kernel has for a learner: no test libraries. */
final class Here {

  /** The class path of this process where the build does not name another, as in an editor. */
  static final Project PROJECT = project();

  private Here() {}

  private static Project project() {
    String given = System.getProperty("lab.classpath", "");
    Project found = Project.here();
    return given.isEmpty() ? found : new Project(found.root(), ClassPath.of(given));
  }
}
