package org.distill4j.export.internal.source;

import java.util.HashMap;
import java.util.Map;
import org.distill4j.export.internal.Range;
import org.distill4j.export.internal.Step.Convolution;
import org.distill4j.export.internal.Step.Dense;
import org.distill4j.export.internal.Tensor;
import org.distill4j.export.internal.WholeNumbers;

/** Writes products of whole numbers: an input in 256 steps, weights in 127, sums with 32 bits. */
final class WholeProducts implements Products {

  private final Map<String, Range> ranges;
  private final Map<String, String> steps = new HashMap<>();

  /** With the range of each tensor, by name. */
  WholeProducts(Map<String, Range> ranges) {
    this.ranges = ranges;
  }

  @Override
  public void dense(Program program, Dense step, String x, String y) {
    Range range = ranges.get(step.input().name());
    String name = step.output().memory();
    WholeNumbers whole = WholeNumbers.of(name, step.weights(), step.bias(), 1, range);
    program.line(
        "%s(%s, %s, %s, %s, %s, %s);"
            .formatted(
                program.method("dense", WholeMethods.DENSE),
                steps(program, step.input(), x),
                program.byteRows(name, "WEIGHTS", whole.weights()),
                program.integers(name, "BIAS", whole.bias()),
                program.constant(name, "FACTORS", whole.factors(range)),
                program.wholeScratch(name + "_sums", step.output().size()),
                y));
  }

  @Override
  public void convolution(Program program, Convolution step, String x, String y) {
    Range range = ranges.get(step.input().name());
    String name = step.output().memory();
    WholeNumbers whole = WholeNumbers.of(name, step.weights(), step.bias(), 0, range);
    String sums = program.wholeScratch(name + "_sums", step.output().size());
    new WindowSource(program, step.window(), step.input(), step.output())
        .convolution(whole, steps(program, step.input(), x), sums);
    program.line(
        "%s(%s, %s, %s);"
            .formatted(
                program.method("scaleSums", WholeMethods.SCALE),
                sums,
                program.constant(name, "FACTORS", whole.factors(range)),
                y));
  }

  /** The steps of a tensor, which several layers may read. */
  private String steps(Program program, Tensor input, String x) {
    return steps.computeIfAbsent(
        input.name(),
        name -> {
          Range range = ranges.get(name);
          String whole = program.wholeScratch(name + "_steps", input.size());
          program.line(
              "%s(%s, %sf, %d, %s);"
                  .formatted(
                      program.method("steps", WholeMethods.STEPS),
                      x,
                      range.scale(),
                      range.zero(),
                      whole));
          return whole;
        });
  }
}
