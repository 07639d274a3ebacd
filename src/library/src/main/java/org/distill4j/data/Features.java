package org.distill4j.data;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The numbers that describe a data set's examples, however they are kept. */
sealed interface Features permits DenseFeatures, SparseOnes {

  /** Examples. */
  int count();

  /** Numbers of an example. */
  int width();

  /** What is kept: floating-point numbers, or bytes that stand for numbers from 0 to 1. */
  DataType type();

  /** Chosen rows as they are kept, copied. */
  INDArray stored(int[] rows);

  /** Chosen rows as floating-point numbers, copied; bytes become numbers from 0 to 1. */
  INDArray numbers(int[] rows);
}
