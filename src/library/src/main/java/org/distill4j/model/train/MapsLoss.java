package org.distill4j.model.train;

import org.distill4j.data.ImageShape;
import org.distill4j.loss.FeatureLoss;
import org.distill4j.loss.Value;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gives a loss the maps that it compares, where the layers around it pass rows. */
record MapsLoss(FeatureLoss loss, ImageShape teacherMaps, ImageShape studentMaps)
    implements FeatureLoss {

  @Override
  public Value value(INDArray teacher, INDArray student) {
    Value value = loss.value(maps(teacher, teacherMaps), maps(student, studentMaps));
    INDArray gradient = // [B, channels * height * width]
        value.gradient().dup('c').reshape(student.size(0), student.size(1));
    return new Value(value.perExample(), gradient);
  }

  private static INDArray maps(INDArray rows, ImageShape shape) {
    return rows.dup('c') // [B, channels, height, width]
        .reshape('c', rows.size(0), shape.channels(), shape.height(), shape.width());
  }
}
