package org.distill4j.model;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A convolution by oneDNN, for which DL4J has the code but looks in the wrong place whether it may
 * be used.
 */
final class FastConvolutionLayer extends ConvolutionLayer {

  private static final long serialVersionUID = 1L;

  FastConvolutionLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    helper = new MKLDNNConvHelper(type);
  }
}
