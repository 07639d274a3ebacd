package org.distill4j.export.internal.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.distill4j.export.internal.Step;
import org.distill4j.export.internal.Step.Activation;
import org.distill4j.export.internal.Step.Combination;
import org.distill4j.export.internal.Step.Convolution;
import org.distill4j.export.internal.Step.Dense;
import org.distill4j.export.internal.Step.Normalization;
import org.distill4j.export.internal.Step.Pooling;
import org.distill4j.export.internal.Step.Reshape;
import org.distill4j.export.internal.Steps;
import org.distill4j.export.internal.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Writes each step as a line, which calls a method. */
final class StepSource implements Step.Writer {

  private final Program program;
  private final Products products;
  private final Map<String, String> memory = new HashMap<>();

  StepSource(Program program, Products products) {
    this.program = program;
    this.products = products;
    memory.put(Steps.FEATURES, "features");
    memory.put(Steps.LOGITS, "logits");
  }

  /** How the code names what a tensor is in. */
  private String place(Tensor tensor) {
    return memory.computeIfAbsent(tensor.memory(), name -> program.scratch(name, tensor.size()));
  }

  @Override
  public void dense(Dense step) {
    products.dense(program, step, place(step.input()), place(step.output()));
  }

  @Override
  public void convolution(Convolution step) {
    products.convolution(program, step, place(step.input()), place(step.output()));
  }

  @Override
  public void pooling(Pooling step) {
    WindowSource source = new WindowSource(program, step.window(), step.input(), step.output());
    source.pooling(step.of(), place(step.input()), place(step.output()));
  }

  @Override
  public void normalization(Normalization step) {
    Normalization.Statistics by = step.statistics();
    INDArray deviation =
        Transforms.sqrt(by.variance().castTo(DataType.DOUBLE).add(by.epsilon()), false);
    INDArray factor = by.gamma().castTo(DataType.DOUBLE).div(deviation);
    INDArray summand =
        by.beta().castTo(DataType.DOUBLE).sub(by.mean().castTo(DataType.DOUBLE).mul(factor));
    String name = step.output().memory();
    program.line(
        "%s(%s, %s, %s, %s);"
            .formatted(
                program.method("scale", Methods.SCALE),
                place(step.input()),
                program.constant(name, "FACTOR", factor),
                program.constant(name, "SUMMAND", summand),
                place(step.output())));
  }

  @Override
  public void activation(Activation step) {
    String y = place(step.output());
    if (!step.input().memory().equals(step.output().memory())) {
      copy(step.input(), y, 0);
    }
    program.line("%s(%s);".formatted(ActivationSource.method(program, step.function()), y));
  }

  private void copy(Tensor from, String to, int start) {
    program.line(
        "System.arraycopy(%s, 0, %s, %d, %d);".formatted(place(from), to, start, from.size()));
  }

  @Override
  public void combination(Combination step) {
    List<Tensor> inputs = step.inputs();
    String y = place(step.output());
    int start = 0;
    for (int i = 0; i < inputs.size(); i++) {
      if (i == 0 || step.kind() == Combination.Kind.SEQUENCE) {
        copy(inputs.get(i), y, start);
      } else {
        program.line("%s(%s, %s);".formatted(operation(step.kind()), place(inputs.get(i)), y));
      }
      start += inputs.get(i).size();
    }
    if (step.kind() == Combination.Kind.MEAN) {
      String divide = program.method("divide", Methods.DIVIDE);
      program.line("%s(%s, %d);".formatted(divide, y, inputs.size()));
    }
  }

  private String operation(Combination.Kind kind) {
    return switch (kind) {
      case SUM, MEAN -> program.method("add", Methods.placeByPlace("y[i] + x[i]"));
      case DIFFERENCE -> program.method("subtract", Methods.placeByPlace("y[i] - x[i]"));
      case PRODUCT -> program.method("multiply", Methods.placeByPlace("y[i] * x[i]"));
      case MAXIMUM -> program.method("maximum", Methods.placeByPlace("Math.max(y[i], x[i])"));
      case SEQUENCE -> throw new IllegalStateException("a sequence is copied");
    };
  }

  /** The same numbers in the same memory: nothing is to be done. */
  @Override
  public void reshape(Reshape step) {
    memory.put(step.output().memory(), place(step.input()));
  }
}
