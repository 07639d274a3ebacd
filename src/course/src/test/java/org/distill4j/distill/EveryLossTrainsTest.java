package org.distill4j.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.distill4j.course.Mnist;
import org.distill4j.data.Dataset;
import org.distill4j.loss.AttentionLoss;
import org.distill4j.loss.BrierLoss;
import org.distill4j.loss.CrossEntropyLoss;
import org.distill4j.loss.DecoupledLoss;
import org.distill4j.loss.DistLoss;
import org.distill4j.loss.FeatureLoss;
import org.distill4j.loss.HintLoss;
import org.distill4j.loss.JensenShannonLoss;
import org.distill4j.loss.LabelSmoothingLoss;
import org.distill4j.loss.LogitMatchingLoss;
import org.distill4j.loss.NormalizedLoss;
import org.distill4j.loss.RelationAngleLoss;
import org.distill4j.loss.RelationDistanceLoss;
import org.distill4j.loss.ResponseLoss;
import org.distill4j.loss.ReverseDivergenceLoss;
import org.distill4j.loss.SimilarityLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.loss.StandardizedLoss;
import org.distill4j.loss.Targets;
import org.distill4j.loss.TeacherFreeLoss;
import org.distill4j.model.NetworkBuilder;
import org.distill4j.model.Student;
import org.distill4j.model.Teacher;
import org.distill4j.model.train.History;
import org.distill4j.model.train.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every loss lowers its own value when it trains a network on MNIST. */
class EveryLossTrainsTest {

  private static final Dataset DIGITS = Mnist.load().train().head(200);
  private static final TransferSet ROWS =
      TransferSet.label(
          DIGITS,
          taught(Teacher.mlp(784).hidden(60, 40).classes(10).seed(1).build()),
          "hidden1",
          "hidden2");
  private static final TransferSet MAPS =
      TransferSet.label(
          DIGITS,
          taught(convolutional(Teacher.cnn(28, 28, 1), 6, 8, 20).seed(1).build()),
          "convolution1",
          "pooling1",
          "hidden1");

  private static Teacher taught(Teacher teacher) {
    teacher.fit(DIGITS, Plan.epochs(3).withBatchSize(50));
    return teacher;
  }

  private static <R> NetworkBuilder<R> convolutional(
      NetworkBuilder<R> builder, int first, int second, int hidden) {
    return builder.convolutions(first, second).hidden(hidden).classes(10);
  }

  private static Student denseStudent() {
    return Student.mlp(784).hidden(30, 30).classes(10).seed(2).build();
  }

  private static Student convolutionalStudent() {
    return convolutional(Student.cnn(28, 28, 1), 4, 5, 12).seed(2).build();
  }

  /** 200 steps. */
  private static final Plan PLAN =
      Plan.epochs(10).withBatchSize(10).withSeed(3).withLearningRate(0.003);

  /** 80 steps. */
  private static final Plan HINTS_PLAN = PLAN.withEpochs(4);

  static List<ResponseLoss> lossesOfLogits() {
    return List.of(
        new CrossEntropyLoss(),
        new LabelSmoothingLoss(0.1),
        SoftTargetLoss.at(4).hard(0.1).soft(0.9),
        new LogitMatchingLoss(),
        DecoupledLoss.at(4).label(1).other(8),
        DistLoss.at(1),
        NormalizedLoss.at(1).other(1.5),
        StandardizedLoss.at(2),
        StandardizedLoss.at(2).unbiased(),
        TeacherFreeLoss.at(20).confidence(0.9),
        ReverseDivergenceLoss.at(4),
        JensenShannonLoss.at(4),
        new BrierLoss(),
        new CrossEntropyLoss().plus(0.1, new LogitMatchingLoss()));
  }

  @ParameterizedTest
  @MethodSource("lossesOfLogits")
  void aLossOfLogitsTrainsADenseStudent(ResponseLoss loss) {
    Student student = denseStudent();
    double before = value(loss, student, ROWS);
    Distiller.of(loss, PLAN).fit(student, ROWS);
    assertLower(before, value(loss, student, ROWS));
  }

  private static double value(ResponseLoss loss, Student student, TransferSet set) {
    Targets targets = new Targets(set.data().labels(), set.logits());
    return loss.value(targets, student.logits(set.data().features())).mean();
  }

  private static void assertLower(double before, double after) {
    assertTrue(after < 0.98 * before, () -> "from " + before + " to " + after);
  }

  @ParameterizedTest
  @MethodSource("lossesOfLogits")
  void aLossOfLogitsTrainsAConvolutionalStudent(ResponseLoss loss) {
    Student student = convolutionalStudent();
    double before = value(loss, student, MAPS);
    Distiller.of(loss, PLAN).fit(student, MAPS);
    assertLower(before, value(loss, student, MAPS));
  }

  static Stream<Arguments> matches() {
    return Stream.of(
        Arguments.of("hidden2", new HintLoss().times(0.1)), // 40 and 30 units: through a regressor
        Arguments.of("hidden2", RelationDistanceLoss.ofPaper().times(25)),
        Arguments.of("hidden2", new RelationAngleLoss().times(50)),
        Arguments.of("hidden2", new SimilarityLoss().times(3_000)));
  }

  @ParameterizedTest
  @MethodSource("matches")
  void aLossOfRowsTrainsADenseStudent(String hint, FeatureLoss loss) {
    History history =
        Distiller.hintsOnly(HINTS_PLAN).match(hint, "hidden2", loss).fit(denseStudent(), ROWS);
    assertLower(history.epochs().get(0).loss(), history.last().loss());
  }

  static Stream<Arguments> convolutionalMatches() {
    return Stream.of(
        Arguments.of("convolution1", "convolution1", AttentionLoss.ofPaper()),
        Arguments.of("convolution1", "convolution1", AttentionLoss.meanOfSquares().times(1_000)),
        Arguments.of("convolution1", "pooling1", AttentionLoss.ofPaper()), // pools the teacher's
        Arguments.of("pooling1", "convolution1", AttentionLoss.ofPaper()), // pools the student's
        Arguments.of("pooling1", "pooling1", new HintLoss().times(0.1)), // 6 and 4 channels: 1 x 1
        Arguments.of("convolution1", "pooling1", new HintLoss().times(0.01)), // other sizes: dense
        Arguments.of("hidden1", "convolution2", new HintLoss().times(0.1)),
        Arguments.of("pooling1", "hidden1", new HintLoss().times(0.1)),
        Arguments.of("pooling1", "convolution2", RelationDistanceLoss.ofPaper().times(25)),
        Arguments.of("pooling1", "convolution2", new RelationAngleLoss().times(50)),
        Arguments.of("convolution1", "hidden1", new SimilarityLoss().times(3_000)));
  }

  @ParameterizedTest
  @MethodSource("convolutionalMatches")
  void aLossOfRowsOrMapsTrainsAConvolutionalStudent(String hint, String layer, FeatureLoss loss) {
    History history =
        Distiller.hintsOnly(HINTS_PLAN).match(hint, layer, loss).fit(convolutionalStudent(), MAPS);
    assertLower(history.epochs().get(0).loss(), history.last().loss());
  }

  @Test
  void theLossReportedForMapsIsThatOfTheirMeanAttention() {
    FeatureLoss loss = AttentionLoss.ofPaper();
    Student student = convolutionalStudent();
    INDArray maps = student.activations("convolution1", DIGITS.features());
    double expected = loss.value(MAPS.hint("convolution1"), maps).mean();
    Distiller distiller =
        Distiller.hintsOnly(Plan.epochs(1).withBatchSize(200))
            .match("convolution1", "convolution1", loss);
    assertEquals(expected, distiller.fit(student, MAPS).last().loss(), 1e-5);
  }

  @Test
  void theStudentsFileKnowsNothingOfRegressors(@TempDir Path folder) throws IOException {
    Student student = convolutionalStudent();
    OptionalLong parameters = student.parameters();
    Distiller.of(SoftTargetLoss.at(4), PLAN.withEpochs(1))
        .match("pooling1", "pooling1", new HintLoss().times(0.1))
        .match("convolution1", "convolution1", AttentionLoss.ofPaper())
        .fit(student, MAPS);
    assertEquals(parameters, student.parameters());
    Path file = folder.resolve("student.zip");
    student.save(file);
    assertEquals(student.logits(DIGITS.features(0)), Student.load(file).logits(DIGITS.features(0)));
    try (ZipFile zip = new ZipFile(file.toFile())) {
      byte[] json = zip.getInputStream(zip.getEntry("configuration.json")).readAllBytes();
      String configuration = new String(json, StandardCharsets.UTF_8);
      assertTrue(!configuration.contains("distill4j") && !configuration.contains("regressor"));
    }
  }

  @Test
  void aTransferSetOfMapsComesBackFromItsFile(@TempDir Path folder) {
    Path file = folder.resolve("set");
    MAPS.save(file);
    INDArray maps = TransferSet.load(file, DIGITS).hint("pooling1");
    assertEquals(MAPS.hint("pooling1"), maps);
  }

  @Test
  void attentionNeedsMapsOnBothSides() {
    assertRefused(
        "AttentionLoss compares maps, but layer 'hidden1' has rows of 12 and should match 6 maps"
            + " of 28 x 28",
        "convolution1",
        "hidden1");
    assertRefused(
        "AttentionLoss compares maps, but layer 'pooling1' has 4 maps of 14 x 14 and should match"
            + " rows of 20",
        "hidden1",
        "pooling1");
  }

  private static void assertRefused(String text, String hint, String layer) {
    Distiller distiller =
        Distiller.of(SoftTargetLoss.at(4), PLAN.withEpochs(1))
            .match(hint, layer, AttentionLoss.ofPaper());
    Student student = convolutionalStudent();
    assertEquals(
        text,
        assertThrows(IllegalArgumentException.class, () -> distiller.fit(student, MAPS))
            .getMessage());
  }

  @Test
  void mapsThatChangeTheirSizeAreRefused() {
    INDArray maps = Nd4j.zeros(1, 2, 3, 3);
    assertEquals(
        "for 200 examples the teacher must give maps [200, 2, 3, 3], but gave shape [1, 2, 3, 3]",
        assertThrows(IllegalArgumentException.class, () -> ROWS.withHint("maps", x -> maps))
            .getMessage());
    assertEquals(
        "for 200 examples the teacher must give a matrix [200, 3], but gave shape [1, 2, 3, 3]",
        assertThrows(IllegalArgumentException.class, () -> TransferSet.label(DIGITS, x -> maps))
            .getMessage());
  }

  @Test
  void hintsAloneNeedAMatch() {
    assertEquals(
        "hintsOnly needs a match, but there is none",
        assertThrows(
                IllegalStateException.class,
                () -> Distiller.hintsOnly(PLAN).fit(denseStudent(), ROWS))
            .getMessage());
  }

  @Test
  void unlabelledExamplesTrainByHintsAlone() {
    int[] rows = IntStream.range(0, 100).toArray();
    TransferSet set =
        TransferSet.label(DIGITS.rows(rows).withoutLabels(), denseStudent())
            .withHint("itself", x -> x);
    Student student = denseStudent();
    History history =
        Distiller.hintsOnly(PLAN).match("itself", "hidden1", new HintLoss()).fit(student, set);
    assertLower(history.epochs().get(0).loss(), history.last().loss());
  }
}
