package org.distill4j.bench;

import java.io.IOException;
import org.distill4j.course.Mnist;
import org.distill4j.data.Dataset;
import org.distill4j.distill.Distiller;
import org.distill4j.distill.TransferSet;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.model.Student;
import org.distill4j.model.Teacher;
import org.distill4j.model.train.Plan;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** This library's part of the benchmark. */
final class Fast {

  private Fast() {}

  private static Teacher teacher() {
    return Teacher.mlp(784).hidden(1200, 1200).classes(10).seed(1).build();
  }

  private static Student mlp(int units) {
    return Student.mlp(784).hidden(units, units).classes(10).seed(1).build();
  }

  private static Student cnn() {
    return Student.cnn(28, 28, 1).convolutions(8, 16).hidden(128).classes(10).seed(1).build();
  }

  private static Runnable distil(Student student, TransferSet set, int epochs) {
    Distiller distiller = Distiller.of(SoftTargetLoss.at(4), Plan.epochs(epochs));
    return () -> distiller.fit(student, set);
  }

  public static void main(String[] args) throws IOException {
    Dataset train = Mnist.load().train();
    Work.rate(
        "teacher",
        25_600,
        n -> {
          Teacher untrained = teacher();
          return () -> untrained.fit(train.head(n), Plan.epochs(1));
        });
    Work.memory("memory");
    Teacher teacher = teacher();
    Work.rate("label", 60_000, n -> () -> TransferSet.label(train.head(n), teacher));
    Work.rate(
        "distil", 25_600, n -> distil(mlp(800), TransferSet.label(train.head(n), teacher), 1));
    Work.rate(
        "pipeline",
        6_400,
        n -> () -> distil(mlp(800), TransferSet.label(train.head(n), teacher), 10).run());
    Work.rate("small", 51_200, n -> distil(mlp(30), TransferSet.label(train.head(n), teacher), 1));
    Work.rate("cnn", 12_800, n -> distil(cnn(), TransferSet.label(train.head(n), teacher), 1));
    INDArray one = train.features(0);
    INDArray thousand = train.head(1_000).features();
    Work.latency("latency1", () -> teacher.logits(one));
    Work.latency("latency1000", () -> teacher.logits(thousand));
    Work.report("gemm", gemm());
  }

  /** Billions of operations per second in a product of two matrices of 2048 x 2048. */
  private static double gemm() {
    int n = 2_048;
    INDArray a = Nd4j.rand(DataType.FLOAT, n, n);
    INDArray b = Nd4j.rand(DataType.FLOAT, n, n);
    INDArray c = Nd4j.createUninitialized(DataType.FLOAT, new long[] {n, n}, 'f');
    double best = Double.MAX_VALUE;
    for (int run = 0; run < 20; run++) {
      long start = System.nanoTime();
      Nd4j.gemm(a, b, c, false, false, 1, 0);
      best = Math.min(best, Work.seconds(start));
    }
    return 2.0 * n * n * n / best / 1e9;
  }
}
