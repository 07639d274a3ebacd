package org.distill4j.lab;

import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that limit what a submission may use. */
final class LimitOptions {

  @Mixin private CellLimit cell = new CellLimit();

  @Option(
      names = "--total",
      paramLabel = "SECONDS",
      defaultValue = "${sys:total:-900}",
      converter = Positive.class,
      description = "The longest that a notebook may take (900); then its kernel is stopped.")
  private int all;

  @Option(
      names = "--memory",
      paramLabel = "MB",
      defaultValue = "${sys:memory:-1500}",
      converter = Positive.class,
      description = "What a kernel may hold (1500; Linux only); then it is stopped.")
  private int megabytes;

  GradingLimits limits() {
    return new GradingLimits(
        cell.or(GradingLimits.USUAL.cell()), Duration.ofSeconds(all), megabytes);
  }
}
