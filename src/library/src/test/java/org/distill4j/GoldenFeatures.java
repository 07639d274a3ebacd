package org.distill4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.distill4j.loss.AttentionLoss;
import org.distill4j.loss.AttentionMap;
import org.distill4j.loss.HintLoss;
import org.distill4j.loss.RelationAngleLoss;
import org.distill4j.loss.RelationDistanceLoss;
import org.distill4j.loss.SimilarityLoss;
import org.distill4j.loss.Value;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Golden values of the losses of features and of relations. */
final class GoldenFeatures {

  private GoldenFeatures() {}

  private static INDArray rows(INDArray features) {
    return features.reshape('c', features.size(0), -1);
  }

  private static void expectLossAndGradient(GoldenCase golden, Value value) {
    golden.expect("loss", value.mean());
    golden.expect("grad_fs", value.gradient().div(value.gradient().size(0)));
  }

  /** The regressor is a layer of the twin; what it does to the gradient is written out here. */
  static void hint(GoldenCase golden) {
    INDArray fs = golden.array("fs");
    INDArray ft = golden.array("ft");
    boolean regressor = golden.flag("regressor");
    INDArray w = regressor ? golden.array("W") : null;
    INDArray regressed = w == null ? fs : fs.mmul(w.transpose()).addRowVector(golden.array("b"));
    Value value = new HintLoss().value(ft, regressed);
    INDArray gradient = value.gradient().div(fs.size(0));
    golden.expect("loss", value.mean());
    golden.expect("mse_mean", 2 * value.mean() / ft.size(1));
    golden.expect("grad_fs", w == null ? gradient : gradient.mmul(w));
    if (regressor) {
      golden.expect("grad_W", gradient.transpose().mmul(fs));
      golden.expect("grad_b", gradient.sum(0));
    }
  }

  static void attentionMap(GoldenCase golden) {
    golden.expect("q_s", AttentionMap.of(golden.array("fs")));
    golden.expect("q_t", AttentionMap.of(golden.array("ft")));
  }

  static void attention(GoldenCase golden) {
    INDArray fs = golden.array("fs");
    INDArray ft = golden.array("ft");
    expectLossAndGradient(golden, AttentionLoss.ofPaper().value(ft, fs));
    golden.expect("mse_mean", AttentionLoss.meanOfSquares().value(ft, fs).mean());
  }

  static void similarity(GoldenCase golden) {
    INDArray fs = rows(golden.array("fs"));
    expectLossAndGradient(golden, new SimilarityLoss().value(rows(golden.array("ft")), fs));
  }

  static void distance(GoldenCase golden) {
    assertEquals(1, golden.number("delta"));
    INDArray fs = golden.array("fs");
    boolean positive = golden.text("mu").equals("positive_pairs");
    RelationDistanceLoss loss =
        positive ? RelationDistanceLoss.ofPositivePairs() : RelationDistanceLoss.ofPaper();
    Value value = loss.value(golden.array("ft"), fs);
    expectLossAndGradient(golden, value);
    long n = fs.size(0);
    golden.expect("sum", value.mean() * n * (n - 1));
    golden.expect("n2_mean", value.mean() * (n - 1) / n);
  }

  static void angle(GoldenCase golden) {
    assertEquals(1, golden.number("delta"));
    INDArray fs = golden.array("fs");
    Value value = new RelationAngleLoss().value(golden.array("ft"), fs);
    expectLossAndGradient(golden, value);
    long n = fs.size(0);
    double sum = value.mean() * n * (n - 1) * (n - 2);
    golden.expect("sum", sum);
    golden.expect("n3_mean", (sum + 0.5 * equalPairs(fs)) / (n * n * n));
  }

  /** Triples (i, j, i), which only the mean over all triples counts: cosine 0 in place of 1. */
  private static int equalPairs(INDArray rows) {
    int pairs = 0;
    for (int i = 0; i < rows.size(0); i++) {
      for (int j = 0; j < rows.size(0); j++) {
        pairs += i != j && rows.getRow(i).equals(rows.getRow(j)) ? 1 : 0;
      }
    }
    return pairs;
  }
}
