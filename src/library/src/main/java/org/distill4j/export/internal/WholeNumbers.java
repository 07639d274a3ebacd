package org.distill4j.export.internal;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A layer's weights and biases as whole numbers: weights from -63 to 63 with a scale for each
 * output, biases with 32 bits (Jacob et al. 2018, section 2).
 *
 * @param weights of the shape that they had
 * @param scales what 1 stands for among the weights of an output
 * @param bias one for each output, in steps of the output's scale times the input's
 */
public record WholeNumbers(INDArray weights, INDArray scales, INDArray bias) {

  /** Of weights: processors without VNNI add two products in 16 bits, and 2 x 255 x 127 is more. */
  private static final int LARGEST = 63;

  /** Of biases, so that as much again is left for the sum of products. */
  private static final double LARGEST_BIAS = 1 << 30;

  /**
   * Divides a layer into steps.
   *
   * @param name of the layer, for the error
   * @param weights of any shape
   * @param bias one for each output
   * @param axis of the weights along which outputs are counted
   * @param input what the layer reads
   * @return whole numbers of type DOUBLE
   * @throws IllegalArgumentException if a sum may need more than 32 bits
   */
  public static WholeNumbers of(
      String name, INDArray weights, INDArray bias, int axis, Range input) {
    int[] others = IntStream.range(0, weights.rank()).filter(other -> other != axis).toArray();
    INDArray exact = weights.castTo(DataType.DOUBLE);
    INDArray biases = bias.castTo(DataType.DOUBLE).reshape(-1);
    INDArray scales = scales(exact.amax(others).reshape(-1), biases, input);
    long[] shape = new long[weights.rank()];
    Arrays.fill(shape, 1);
    shape[axis] = weights.size(axis);
    INDArray whole = Transforms.round(exact.div(scales.reshape(shape)), false);
    INDArray wholeBias = Transforms.round(biases.div(scales.mul(input.scale())), false);
    INDArray sums =
        Transforms.abs(whole)
            .sum(others)
            .reshape(-1)
            .mul(Range.STEPS)
            .add(Transforms.abs(wholeBias));
    if (sums.maxNumber().doubleValue() > Integer.MAX_VALUE) {
      throw NetworkReader.refused(name, "a layer of which a sum may need more than 32 bits");
    }
    return new WholeNumbers(whole, scales, wholeBias);
  }

  /** From the largest weight; where that is nothing beside the bias, from the bias. */
  private static INDArray scales(INDArray largest, INDArray bias, Range input) {
    INDArray ofBias = Transforms.abs(bias).div(LARGEST_BIAS * input.scale());
    INDArray scales = Transforms.max(largest.div(LARGEST), ofBias);
    return scales.addi(scales.eq(0).castTo(DataType.DOUBLE));
  }

  /** What 1 stands for among an output's biases and sums. */
  public INDArray factors(Range input) {
    return scales.mul(input.scale());
  }

  /** Numbers in C order. */
  public static int[] integers(INDArray numbers) {
    return Arrays.stream(numbers.dup('c').data().asDouble()).mapToInt(n -> (int) n).toArray();
  }
}
