package org.distill4j.lab;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that limits a cell. */
final class CellLimit {

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "${sys:timeout}",
      converter = Positive.class,
      description =
          "The longest that a cell may take (600; where submissions are graded 120, and then the next one runs).")
  private @Nullable Integer seconds;

  /** The limit, or the usual one if none is given. */
  Duration or(Duration usual) {
    return seconds == null ? usual : Duration.ofSeconds(seconds);
  }
}
