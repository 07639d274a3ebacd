package org.distill4j.model.train;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What an engine has come to.
 *
 * @param weights of the graph that it trains, all in one row
 * @param optimizer what the optimizer remembers, all in one row; null if it remembers nothing
 * @param iterations steps taken
 * @param epochs passes finished
 */
public record EngineState(
    INDArray weights, @Nullable INDArray optimizer, int iterations, int epochs) {}
