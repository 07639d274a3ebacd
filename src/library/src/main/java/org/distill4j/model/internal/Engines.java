package org.distill4j.model.internal;

import org.distill4j.model.train.Engine;
import org.distill4j.model.train.PlainEngine;
import org.distill4j.model.train.fast.FastEngine;
import org.distill4j.model.train.fast.TestedBlas;

/**
 * Which engine trains networks and computes their answers: the fast one, or DL4J itself where Java
 * was started with {@code -Ddistill4j.engine=plain}. What the fast one cannot do, it leaves to DL4J
 * by itself.
 */
public final class Engines {

  private static final String PROPERTY = "distill4j.engine";

  private Engines() {}

  /**
   * The engine that the property names.
   *
   * @return the fast one without the property
   * @throws IllegalStateException if BLAS computes wrongly on this processor
   */
  public static Engine.Kind chosen() {
    TestedBlas.require();
    return named(System.getProperty(PROPERTY, "fast"));
  }

  static Engine.Kind named(String name) {
    return switch (name) {
      case "fast" -> FastEngine.kind();
      case "plain" -> PlainEngine.kind();
      default ->
          throw new IllegalArgumentException(
              "%s must be fast or plain, but was '%s'".formatted(PROPERTY, name));
    };
  }
}
