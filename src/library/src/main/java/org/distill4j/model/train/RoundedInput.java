package org.distill4j.model.train;

import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Rounds what a layer reads to the 256 steps between the batch's smallest number and its largest,
 * as files of eight bits do; the gradient goes straight through. DL4J has a place for dropout
 * there.
 */
final class RoundedInput implements IDropout {

  private static final long serialVersionUID = 1L;
  private static final int STEPS = 255;

  /** What the layer had before; it comes after rounding. */
  private final @Nullable IDropout dropout;

  RoundedInput(@Nullable IDropout dropout) {
    this.dropout = dropout;
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
    double least = Math.min(0, input.minNumber().doubleValue());
    double most = Math.max(0, input.maxNumber().doubleValue());
    double step = most > least ? (most - least) / STEPS : 1;
    INDArray rounded = result.assign(Transforms.round(input.div(step), false).muli(step));
    return dropout == null
        ? rounded
        : dropout.applyDropout(rounded, result, iteration, epoch, workspaces);
  }

  @Override
  public INDArray backprop(INDArray gradient, INDArray result, int iteration, int epoch) {
    if (dropout != null) {
      return dropout.backprop(gradient, result, iteration, epoch);
    }
    return gradient == result ? result : result.assign(gradient);
  }

  @Override
  public void clear() {
    if (dropout != null) {
      dropout.clear();
    }
  }

  @Override
  public IDropout clone() {
    return new RoundedInput(dropout == null ? null : dropout.clone());
  }
}
