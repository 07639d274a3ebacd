package org.distill4j.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.data.Permutation;
import org.distill4j.loss.CrossEntropyLoss;
import org.distill4j.loss.FeatureLoss;
import org.distill4j.loss.HintLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.loss.Targets;
import org.distill4j.loss.Value;
import org.distill4j.model.Student;
import org.distill4j.model.Teacher;
import org.distill4j.model.train.Epoch;
import org.distill4j.model.train.History;
import org.distill4j.model.train.Plan;
import org.distill4j.model.train.Schedule;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

class DistillerTest {

  private static final Dataset DATA = Toy.points(50, 1);
  private static final TransferSet SET =
      TransferSet.label(DATA, Toy.teacher(1), "hidden1", "hidden2");

  private static final Plan PLAN =
      Plan.epochs(3).withBatchSize(16).withSeed(5).withLearningRate(0.01);
  private static final Distiller DISTILLER = Distiller.of(SoftTargetLoss.at(4), PLAN);

  private static Student dropping() {
    return Toy.sized(Student.mlp(Toy.WIDTH), 2).inputDropout(0.1).dropout(0.3).build();
  }

  private static INDArray trained(Student student, Distiller distiller) {
    distiller.fit(student, SET);
    return Toy.weights(student);
  }

  private static Distiller planned(Plan plan) {
    return Distiller.of(SoftTargetLoss.at(4), plan);
  }

  /** Both layers are matched, the first through a regressor: 9 units become 6. */
  private static Distiller matching() {
    return DISTILLER
        .match("hidden2", "hidden1", new HintLoss().times(0.1))
        .match("hidden1", "hidden1", new HintLoss().times(0.1));
  }

  /** A loss that compares examples with each other. */
  private record Relations(double weight) implements FeatureLoss {
    @Override
    public Value value(INDArray targets, INDArray output) {
      INDArray difference = output.mmul(output.transpose()).subi(targets.mmul(targets.transpose()));
      return new Value(
          difference.mul(difference).sum(true, 1).muli(weight),
          difference.mmul(output).muli(4 * weight));
    }

    @Override
    public Compared compares() {
      return Compared.RELATIONS;
    }
  }

  @Test
  void theSameSeedGivesTheSameWeightsToTheBit() {
    assertEquals(trained(Toy.student(2), DISTILLER), trained(Toy.student(2), DISTILLER));
    assertEquals(trained(dropping(), DISTILLER), trained(dropping(), DISTILLER));
    assertEquals(trained(dropping(), matching()), trained(dropping(), matching()));
    assertEquals(trained(updated(), matching()), trained(updated(), matching()));
  }

  /** Not by Adam, so by DL4J's own steps. */
  private static Student updated() {
    return Toy.sized(Student.mlp(Toy.WIDTH), 2).updater(new Sgd(0.1)).dropout(0.2).build();
  }

  @Test
  void chanceElsewhereChangesNothing() {
    INDArray alone = trained(dropping(), matching());
    Student student = dropping();
    Nd4j.getRandom().setSeed(99);
    Nd4j.rand(3, 3);
    Toy.student(77);
    assertEquals(alone, trained(student, matching()));
  }

  @Test
  void anotherSeedGivesOtherWeights() {
    assertNotEquals(
        trained(Toy.student(2), DISTILLER), trained(Toy.student(2), planned(PLAN.withSeed(6))));
    assertNotEquals(trained(Toy.student(2), DISTILLER), trained(Toy.student(3), DISTILLER));
    INDArray whole =
        trained(dropping(), planned(PLAN.withBatchSize(50))); // no order of batches to differ in
    assertNotEquals(whole, trained(dropping(), planned(PLAN.withBatchSize(50).withSeed(6))));
  }

  @Test
  void matchingALayerChangesWhatIsLearnt() {
    assertNotEquals(trained(Toy.student(2), DISTILLER), trained(Toy.student(2), matching()));
    INDArray related =
        trained(Toy.student(2), DISTILLER.match("hidden2", "hidden1", new Relations(0.01)));
    assertNotEquals(trained(Toy.student(2), DISTILLER), related);
  }

  @Test
  void aMatchedLayerComesToGiveTheHint() {
    Student student = Toy.student(2);
    double before = SET.hint("hidden1").distance2(student.activations("hidden1", DATA.features()));
    planned(PLAN.withEpochs(60).withLearningRate(0.05))
        .match("hidden1", "hidden1", new HintLoss())
        .fit(student, SET);
    double after = SET.hint("hidden1").distance2(student.activations("hidden1", DATA.features()));
    assertTrue(after < before / 4, before + " " + after);
  }

  /** Whole steps by hand: the loss's gradient through a linear student. */
  @Test
  void aLinearStudentTakesTheStepsOfTheFormula() {
    SoftTargetLoss loss = SoftTargetLoss.at(3).hard(0.4).soft(0.6);
    Student student =
        Student.linear(Toy.WIDTH)
            .classes(3)
            .dataType(DataType.DOUBLE)
            .updater(new Sgd(0.5))
            .seed(1)
            .build();
    MultiLayerNetwork network = (MultiLayerNetwork) student.network();
    INDArray weights = network.getParam("0_W").dup();
    INDArray bias = network.getParam("0_b").reshape(1, 3).dup();
    History history =
        Distiller.of(
                loss,
                PLAN.withEpochs(2)
                    .withLearningRate(0.5)
                    .withSchedule(Schedule.constant())
                    .withBatchSize(16)
                    .withSeed(8))
            .fit(student, SET);

    Random random = new Random(8);
    double sum = 0;
    for (int epoch = 0; epoch < 2; epoch++) {
      sum = 0;
      int[] order = Permutation.of(50, random);
      for (int start = 0; start < 50; start += 16) {
        int[] rows = java.util.Arrays.copyOfRange(order, start, Math.min(50, start + 16));
        INDArray x = DATA.features(rows).castTo(DataType.DOUBLE);
        INDArray v = Nd4j.pullRows(SET.logits(), 1, rows).castTo(DataType.DOUBLE);
        Targets targets = new Targets(DATA.labels(rows), v);
        Value value = loss.value(targets, x.mmul(weights).addiRowVector(bias));
        weights.subi(x.transpose().mmul(value.gradient()).muli(0.5 / rows.length));
        bias.subi(value.gradient().sum(true, 0).muli(0.5 / rows.length));
        sum += value.perExample().sumNumber().doubleValue();
      }
    }
    assertEquals(0, weights.distance2(network.getParam("0_W")), 1e-10);
    assertEquals(0, bias.distance2(network.getParam("0_b").reshape(1, 3)), 1e-10);
    assertEquals(sum / 50, history.last().loss(), 1e-10);
  }

  /** The gradient is the student's own output: no copy. */
  private record Small() implements FeatureLoss {
    @Override
    public Value value(INDArray targets, INDArray output) {
      return new Value(output.mul(output).sum(true, 1).muli(0.5), output);
    }

    @Override
    public Compared compares() {
      return Compared.RELATIONS;
    }
  }

  /** The same, copied. */
  private record SmallCopy() implements FeatureLoss {
    @Override
    public Value value(INDArray targets, INDArray output) {
      return new Value(output.mul(output).sum(true, 1).muli(0.5), output.dup());
    }

    @Override
    public Compared compares() {
      return Compared.RELATIONS;
    }
  }

  @Test
  void aLossMayGiveItsArgumentAsGradient() {
    assertEquals(
        trained(Toy.student(2), DISTILLER.match("hidden1", "hidden1", new SmallCopy())),
        trained(Toy.student(2), DISTILLER.match("hidden1", "hidden1", new Small())));
  }

  @Test
  void precisionsMayDiffer() {
    TransferSet doubles =
        TransferSet.label(DATA, x -> Toy.random(3, (int) x.size(0), 3))
            .withHint("h", x -> Toy.random(4, (int) x.size(0), 5));
    Student student = Toy.student(2);
    INDArray before = Toy.weights(student);
    DISTILLER.match("h", "hidden1", new HintLoss()).fit(student, doubles);
    assertNotEquals(before, Toy.weights(student));

    Student precise = Toy.sized(Student.mlp(Toy.WIDTH), 2).dataType(DataType.DOUBLE).build();
    DISTILLER.fit(precise, SET);
    assertEquals(DataType.DOUBLE, precise.logits(DATA.features()).dataType());
  }

  @Test
  void unlabelledExamplesTrainWithoutHardLabels() {
    SoftTargetLoss soft = SoftTargetLoss.at(2).hard(0).soft(1);
    TransferSet unlabelled = TransferSet.label(DATA.withoutLabels(), Toy.teacher(1));
    Student a = Toy.student(2);
    Student b = Toy.student(2);
    Distiller.of(soft, PLAN).fit(a, unlabelled);
    Distiller.of(soft, PLAN).fit(b, SET);
    assertEquals(Toy.weights(b), Toy.weights(a));
  }

  @Test
  void theHistoryTellsOfEveryEpoch() {
    Student student = Toy.student(2);
    Dataset validation = Toy.points(40, 9);
    History history = planned(PLAN.withEpochs(4)).fit(student, SET, validation);
    assertEquals(List.of(1, 2, 3, 4), history.epochs().stream().map(Epoch::number).toList());
    assertEquals(4, history.best());
    int right = 0;
    int[] predicted = student.predict(validation.features());
    for (int i = 0; i < 40; i++) {
      right += predicted[i] == validation.label(i) ? 1 : 0;
    }
    assertEquals(right / 40.0, history.last().validationAccuracy());
    assertTrue(Double.isNaN(DISTILLER.fit(student, SET).last().validationAccuracy()));
  }

  @Test
  void theBestEpochIsKeptIfAsked() {
    Dataset validation = Toy.points(200, 9);
    Student kept = Toy.student(2);
    History history =
        planned(
                PLAN.withEpochs(12)
                    .withLearningRate(0.3)
                    .withSchedule(Schedule.constant())
                    .keepingBest())
            .fit(kept, SET, validation);
    double best =
        history.epochs().stream().mapToDouble(Epoch::validationAccuracy).max().orElseThrow();
    assertTrue(history.last().validationAccuracy() < best, "the last epoch is not the best");
    assertEquals(best, history.epochs().get(history.best() - 1).validationAccuracy());
    int[] predicted = kept.predict(validation.features());
    long right =
        java.util.stream.IntStream.range(0, 200)
            .filter(i -> predicted[i] == validation.label(i))
            .count();
    assertEquals(best, right / 200.0);
  }

  @Test
  void trainingStopsWhenThePatienceIsAtItsEnd() {
    Dataset validation = Toy.points(200, 9);
    Plan plan = PLAN.withEpochs(60).withLearningRate(0.3).withSchedule(Schedule.constant());
    History whole = planned(plan).fit(Toy.student(2), SET, validation);
    History stopped = planned(plan.withPatience(2)).fit(Toy.student(2), SET, validation);
    int end = stopped.epochs().size();
    assertTrue(end < 60, "it stopped early");
    double[] accuracies = whole.validationAccuracies();
    assertEquals(
        stopped.validationAccuracies()[end - 1], accuracies[end - 1], "the same way until then");
    int top = 0;
    for (int epoch = 1; epoch - top < 2; epoch++) {
      top = accuracies[epoch] > accuracies[top] ? epoch : top;
      assertTrue(epoch - top == 2 || epoch + 1 < end, "not earlier than two epochs after the best");
    }
    assertEquals(top + 3, end);
    assertEquals(end, stopped.best());
    Student kept = Toy.student(2);
    History best = planned(plan.withPatience(2).keepingBest()).fit(kept, SET, validation);
    assertEquals(top + 1, best.best());
    assertEquals(accuracies[top], kept.accuracy(validation));
  }

  @Test
  void theListenerIsToldOfEachEpochWithItsWeights() {
    Student student = Toy.student(2);
    Dataset validation = Toy.points(40, 9);
    List<Epoch> told = new ArrayList<>();
    List<Double> accuracies = new ArrayList<>();
    Plan plan =
        PLAN.onEpoch(told::add).onEpoch(epoch -> accuracies.add(student.accuracy(validation)));
    History history = planned(plan).fit(student, SET, validation);
    assertEquals(history.epochs(), told);
    assertEquals(Arrays.stream(history.validationAccuracies()).boxed().toList(), accuracies);
    assertEquals(PLAN, plan);
  }

  @Test
  void aTeacherThatGuessesIsWarnedOf() {
    Dataset half = Toy.points(100, 1).where(label -> label != 0);
    INDArray wrong = half.labels().neg();
    TransferSet set = TransferSet.label(half, x -> wrong);
    String text =
        "the teacher is no better than chance: it gives 0 of %d examples their label, 0.0 %%; guessing among 3 classes gives 33.3 %%"
            .formatted(half.size());
    assertEquals(List.of(text), DISTILLER.fit(Toy.student(1), set).warnings());
    SoftTargetLoss soft = SoftTargetLoss.at(2).hard(0).soft(1);
    TransferSet unlabelled = TransferSet.label(half.withoutLabels(), x -> wrong);
    Distiller distiller = Distiller.of(soft, PLAN);
    assertEquals(List.of(), distiller.fit(Toy.student(1), unlabelled).warnings());
    INDArray right = half.labels();
    TransferSet good = TransferSet.label(half, x -> right);
    assertEquals(List.of(), distiller.fit(Toy.student(1), good).warnings());
  }

  @Test
  void aStudentThatHasLearntCanTeach() {
    Student first = Toy.student(2);
    planned(PLAN.withEpochs(10)).fit(first, SET);
    Student second = Toy.student(3);
    TransferSet set = TransferSet.label(DATA, Teacher.of(first), "hidden1");
    double before = first.logits(DATA.features()).distance2(second.logits(DATA.features()));
    planned(PLAN.withEpochs(30))
        .match("hidden1", "hidden1", new HintLoss().times(0.1))
        .fit(second, set);
    double after = first.logits(DATA.features()).distance2(second.logits(DATA.features()));
    assertTrue(after < before / 2, before + " " + after);
  }

  @Test
  void allWeightOnTheLabelsIsPlainTraining() {
    Student distilled = Toy.student(2);
    Distiller.of(SoftTargetLoss.at(7).hard(1).soft(0), PLAN).fit(distilled, SET);
    Student plain = Toy.student(2);
    plain.fit(DATA, PLAN);
    assertEquals(Toy.weights(plain), Toy.weights(distilled));
    Student byEntropy = Toy.student(2);
    Distiller.of(new CrossEntropyLoss(), PLAN).fit(byEntropy, SET);
    assertEquals(Toy.weights(plain), Toy.weights(byEntropy));
  }

  @Test
  void settingsAreSaidInOneLine() {
    assertEquals(
        "SoftTargetLoss[T=4, hard=0.1, soft=0.9], 3 epochs in batches of"
            + " 16, learning rate 0.01 falling to 0, seed 5",
        DISTILLER.toString());
    assertEquals(
        "SoftTargetLoss[T=4, hard=0.1, soft=0.9], hidden2 to hidden1 by"
            + " 0.1 HintLoss, 1 epoch in batches of 128, the network's own learning rate,"
            + " best epoch kept, seed 0",
        planned(Plan.epochs(1).withSchedule(Schedule.constant()).keepingBest())
            .match("hidden2", "hidden1", new HintLoss().times(0.1))
            .toString());
  }
}
