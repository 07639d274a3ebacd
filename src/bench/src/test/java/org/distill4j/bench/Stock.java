package org.distill4j.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** The same work in plain DL4J, on batches made before the clock starts. */
final class Stock {

  private Stock() {}

  private static NeuralNetConfiguration.ListBuilder layers() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Adam(1e-3))
        .activation(Activation.RELU)
        .list();
  }

  private static MultiLayerNetwork network(NeuralNetConfiguration.ListBuilder layers) {
    layers.layer(
        new OutputLayer.Builder(new LossMCXENT()).nOut(10).activation(Activation.SOFTMAX).build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  private static MultiLayerNetwork mlp(int units) {
    return network(
        layers()
            .setInputType(InputType.feedForward(784))
            .layer(new DenseLayer.Builder().nOut(units).build())
            .layer(new DenseLayer.Builder().nOut(units).build()));
  }

  private static MultiLayerNetwork cnn() {
    return network(
        layers()
            .setInputType(InputType.convolutionalFlat(28, 28, 1))
            .layer(new ConvolutionLayer.Builder(3, 3).padding(1, 1).nOut(8).build())
            .layer(new SubsamplingLayer.Builder(2, 2).stride(2, 2).build())
            .layer(new ConvolutionLayer.Builder(3, 3).padding(1, 1).nOut(16).build())
            .layer(new SubsamplingLayer.Builder(2, 2).stride(2, 2).build())
            .layer(new DenseLayer.Builder().nOut(128).build()));
  }

  private static Runnable fit(MultiLayerNetwork network, int images) {
    List<DataSet> batches = new ArrayList<>();
    INDArray labels = Nd4j.zeros(DataType.FLOAT, Work.BATCH, 10);
    labels.getColumn(3).assign(1);
    for (int done = 0; done < images; done += Work.BATCH) {
      batches.add(new DataSet(Nd4j.rand(DataType.FLOAT, Work.BATCH, 784), labels));
    }
    return () -> batches.forEach(network::fit);
  }

  public static void main(String[] args) throws IOException {
    Work.rate("teacher", 6_400, n -> fit(mlp(1200), n));
    Work.memory("memory");
    Work.rate("small", 12_800, n -> fit(mlp(30), n));
    Work.rate("cnn", 1_536, n -> fit(cnn(), n));
    MultiLayerNetwork teacher = mlp(1200);
    INDArray one = Nd4j.rand(DataType.FLOAT, 1, 784);
    INDArray thousand = Nd4j.rand(DataType.FLOAT, 1_000, 784);
    Work.rate("label", 20_000, n -> () -> repeat(n / 1_000, () -> teacher.output(thousand)));
    Work.latency("latency1", () -> teacher.output(one));
    Work.latency("latency1000", () -> teacher.output(thousand));
  }

  private static void repeat(int times, Runnable work) {
    for (int i = 0; i < times; i++) {
      work.run();
    }
  }
}
