package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The softmax taken apart into the label against all other classes, and the other classes among
 * themselves; exact also where the label has all the probability.
 *
 * @param logShares logarithms of the shares; 0 for the label
 * @param shares softmax over the classes that are not the label, {@code [B, C]}; 0 for the label
 * @param logLabel log probabilities of the label and of all others together, {@code [B, 2]}
 */
record OtherClasses(INDArray logShares, INDArray shares, INDArray logLabel) {

  static OtherClasses of(INDArray logits, INDArray oneHot, double temperature) {
    INDArray range = logits.max(true, 1).subi(logits.min(true, 1)).addi(1);
    INDArray lowered = logits.sub(oneHot.mulColumnVector(range)); // the label is the least here
    INDArray largest = lowered.max(true, 1);
    INDArray scaled = lowered.subiColumnVector(largest).divi(temperature);
    INDArray others = oneHot.rsub(1);
    INDArray shares = Transforms.exp(scaled, true).muli(others);
    INDArray sum = shares.sum(true, 1);
    INDArray logSum = Transforms.log(sum, true);

    INDArray label = logits.mul(oneHot).sum(true, 1).divi(temperature);
    INDArray rest = largest.divi(temperature).addi(logSum);
    return new OtherClasses(
        scaled.subiColumnVector(logSum).muli(others),
        shares.diviColumnVector(sum),
        SoftTargets.logSoftmax(Nd4j.hstack(label, rest), 1));
  }
}
