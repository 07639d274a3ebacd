package org.distill4j.distill;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.data.ImageShape;
import org.distill4j.loss.HintLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.model.Student;
import org.distill4j.model.Teacher;
import org.distill4j.model.train.History;
import org.distill4j.model.train.Plan;
import org.distill4j.model.train.Schedule;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * Small trainings of every kind, each of 60 examples in three batches an epoch.
 *
 * @param name for messages
 * @param student a new one, always the same
 * @param plan of four epochs
 * @param training trains the student by a plan
 */
record SampleTrainings(String name, Supplier<Student> student, Plan plan, Training training) {

  /** How a student is trained. */
  interface Training {
    History by(Student student, Plan plan);
  }

  static final int BATCHES = 3;
  static final int EPOCHS = 4;

  private static final ImageShape SHAPE = ImageShape.gray(6, 6);
  private static final Dataset DATA = Toy.points(60, 1);
  private static final Dataset VALIDATION = Toy.points(40, 2);
  private static final Teacher TEACHER = Toy.teacher(1);
  private static final TransferSet SET = TransferSet.label(DATA, TEACHER, "hidden1");
  private static final Plan PLAN = Plan.epochs(EPOCHS).withBatchSize(20).withSeed(3);

  History train(Student student, Plan plan) {
    return training.by(student, plan);
  }

  static List<SampleTrainings> all() {
    return List.of(
        new SampleTrainings(
            "labels, with dropout",
            () -> Toy.sized(Student.mlp(Toy.WIDTH), 2).dropout(0.3).inputDropout(0.1).build(),
            PLAN,
            (student, plan) -> student.fit(DATA, plan)),
        new SampleTrainings(
            "moved and mirrored images, with batch normalization",
            () -> Student.of(convolutional()),
            PLAN.withJitter(1).withFlips().keepingBest().withPatience(3),
            (student, plan) -> student.fit(images(60, 1), plan, images(30, 2))),
        new SampleTrainings(
            "distillation with a hint, by momentum",
            () ->
                Toy.sized(Student.mlp(Toy.WIDTH), 2)
                    .hidden(5, 6)
                    .dropout(0.2)
                    .updater(new Nesterovs(0.05, 0.9))
                    .build(),
            PLAN.withSchedule(Schedule.cosine().withWarmUp(0.2)),
            (student, plan) ->
                Distiller.of(SoftTargetLoss.at(4), plan)
                    .match("hidden1", "hidden1", new HintLoss())
                    .fit(student, SET, VALIDATION)),
        new SampleTrainings(
            "a new transfer set in each epoch",
            () -> Toy.sized(Student.mlp(Toy.WIDTH), 2).dropout(0.3).build(),
            PLAN.withLearningRate(0.01).withSchedule(Schedule.constant()),
            (student, plan) ->
                Distiller.of(SoftTargetLoss.at(2), plan)
                    .fit(student, SampleTrainings::noisy, VALIDATION)),
        new SampleTrainings(
            "double precision, the best epoch kept",
            () -> Student.of(doubles(new Adam(0.01))),
            PLAN.keepingBest().withPatience(2),
            (student, plan) -> student.fit(DATA, plan, VALIDATION)));
  }

  @Override
  public String toString() {
    return name;
  }

  /** Labels on a network of one's own, whose optimizer is given. */
  static SampleTrainings by(IUpdater updater) {
    return new SampleTrainings(
        updater.getClass().getSimpleName(),
        () -> Toy.sized(Student.mlp(Toy.WIDTH), 2).updater(updater).build(),
        PLAN,
        (student, plan) -> student.fit(DATA, plan));
  }

  /** The points of an epoch, drawn from ND4J's numbers, which dropout draws from, too. */
  private static TransferSet noisy(int epoch) {
    Dataset moved =
        Dataset.of(
            DATA.features()
                .add(Nd4j.randn(DataType.FLOAT, 60, Toy.WIDTH).mul(epoch == 1 ? 0 : 0.1)),
            DATA.labelIndices(),
            DATA.classes());
    return TransferSet.label(moved, TEACHER);
  }

  private static Dataset images(int n, long seed) {
    Random random = new Random(seed);
    float[] pixels = new float[n * SHAPE.size()];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = random.nextInt(3);
      for (int j = 0; j < SHAPE.size(); j++) {
        boolean bright = labels[i] == 0 ? j % 6 > 3 : labels[i] == 1 ? j / 6 > 3 : j % 6 == j / 6;
        pixels[i * SHAPE.size() + j] = random.nextFloat() + (bright ? 1 : 0);
      }
    }
    return Dataset.images(
        Nd4j.create(pixels, new long[] {n, SHAPE.size()}, 'c'), labels, Toy.CLASSES, SHAPE);
  }

  private static MultiLayerNetwork convolutional() {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .updater(new Adam(0.01))
            .activation(Activation.RELU)
            .list()
            .layer(new ConvolutionLayer.Builder(3, 3).nOut(4).build())
            .layer(new BatchNormalization())
            .layer(new DenseLayer.Builder().nOut(6).dropOut(0.8).build())
            .layer(output());
    return started(
        new MultiLayerNetwork(layers.setInputType(InputType.convolutionalFlat(6, 6, 1)).build()));
  }

  private static MultiLayerNetwork doubles(IUpdater updater) {
    return started(
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .dataType(DataType.DOUBLE)
                .updater(updater)
                .l2(1e-3)
                .activation(Activation.TANH)
                .list()
                .layer(new DenseLayer.Builder().nIn(Toy.WIDTH).nOut(7).dropOut(0.9).build())
                .layer(output())
                .build()));
  }

  private static Layer output() {
    return new OutputLayer.Builder(new LossMCXENT())
        .nIn(7)
        .nOut(3)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static MultiLayerNetwork started(MultiLayerNetwork network) {
    network.init();
    return network;
  }
}
