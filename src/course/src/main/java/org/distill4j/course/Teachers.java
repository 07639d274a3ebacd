package org.distill4j.course;

/** Makes all shipped teachers again. */
public final class Teachers {

  private Teachers() {}

  /**
   * Trains the teachers and writes their files; takes minutes.
   *
   * @param args none
   */
  public static void main(String[] args) {
    MnistTeacher.main(args);
    SpokenTeacher.main(args);
    GlossTeacher.main(args);
  }
}
