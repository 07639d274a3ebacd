package org.distill4j.model;

import org.distill4j.data.ImageShape;
import org.distill4j.loss.BatchLoss;
import org.distill4j.loss.Value;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gives a loss the maps that it compares, where the layers around it pass rows. */
record MapsLoss(BatchLoss loss, ImageShape student, ImageShape teacher) implements BatchLoss {

  @Override
  public Value value(INDArray targets, INDArray output) {
    Value value = loss.value(maps(targets, teacher), maps(output, student));
    INDArray gradient = value.gradient().dup('c').reshape(output.size(0), output.size(1));
    return new Value(value.perExample(), gradient);
  }

  private static INDArray maps(INDArray rows, ImageShape shape) {
    return rows.dup('c')
        .reshape('c', rows.size(0), shape.channels(), shape.height(), shape.width());
  }
}
