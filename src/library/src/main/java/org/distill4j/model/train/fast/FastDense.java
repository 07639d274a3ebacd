package org.distill4j.model.train.fast;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.distill4j.model.network.internal.LayerSettings;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The configuration of a {@link FastDenseLayer}: that of a plain dense layer. */
final class FastDense extends FeedForwardLayer {

  private static final long serialVersionUID = 1L;

  /** Whether nobody needs the gradient with respect to this layer's input. */
  private final boolean first;

  /**
   * Takes over everything a plain layer was configured with.
   *
   * @param plain with a bias, without layer normalisation or weight noise
   * @param first whether the input is the network's own
   */
  FastDense(DenseLayer plain, boolean first) {
    this.first = first;
    LayerSettings.copy(plain, this);
  }

  boolean first() {
    return first;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray params,
      boolean initialize,
      DataType type) {
    return new PlaceInNetwork(conf, listeners, index, params, initialize)
        .give(new FastDenseLayer(conf, type));
  }

  @Override
  public ParamInitializer initializer() {
    return DefaultParamInitializer.getInstance();
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    throw new UnsupportedOperationException("a twin exists only while it is trained");
  }
}
