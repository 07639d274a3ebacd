package org.distill4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.distill4j.course.Mnist;
import org.distill4j.course.MnistTeacher;
import org.distill4j.data.Dataset;
import org.distill4j.distill.Distiller;
import org.distill4j.distill.ShardWriter;
import org.distill4j.distill.Shards;
import org.distill4j.distill.TransferSet;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.model.Student;
import org.distill4j.model.train.Plan;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A transfer set of 4.3 GB on the disk, in a process with a heap of 256 MB, beside one in memory
 * with examples of the same form: how fast a student learns from each, in turn, and how much memory
 * the process takes before there is one in memory. The student is small, so that reading counts.
 */
final class OnDisk {

  private static final int ROUNDS = 3;
  private static final int IN_MEMORY = 20_000;
  private static final int SHARDS = 17;
  private static final int IN_A_SHARD = 4; // times those in memory

  private OnDisk() {}

  /**
   * Measures.
   *
   * @param args a folder, which is made and removed
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    try {
      Shards onDisk = write(folder);
      long start = System.nanoTime();
      TransferSet.open(folder);
      Work.report("open", Work.seconds(start));
      BiConsumer<Student, Plan> fromDisk = (student, plan) -> distil(plan).fit(student, onDisk);
      learn(fromDisk, 1);
      Work.memory("peak");
      Work.memory("anonymous", "RssAnon:");
      TransferSet inMemory = digits();
      BiConsumer<Student, Plan> fromMemory = (student, plan) -> distil(plan).fit(student, inMemory);
      int epochs = onDisk.size() / inMemory.size();
      learn(fromMemory, epochs);
      for (int round = 0; round < ROUNDS; round++) {
        rate("memory", onDisk.size(), () -> learn(fromMemory, epochs));
        rate("disk", onDisk.size(), () -> learn(fromDisk, 1));
      }
    } finally {
      remove(folder);
    }
  }

  private static TransferSet digits() {
    Dataset images = Mnist.load().train().head(IN_MEMORY);
    Dataset numbers =
        Dataset.of(
            images.features().castTo(DataType.FLOAT), images.labelIndices(), images.classes());
    return TransferSet.label(numbers, MnistTeacher.load());
  }

  private static Shards write(Path folder) {
    ShardWriter writer = TransferSet.writer(folder);
    TransferSet digits = digits();
    for (int shard = 0; shard < SHARDS; shard++) {
      writer.write("part-" + shard, Collections.nCopies(IN_A_SHARD, digits).iterator());
    }
    return writer.finish();
  }

  private static Distiller distil(Plan plan) {
    return Distiller.of(SoftTargetLoss.at(4), plan);
  }

  private static void learn(BiConsumer<Student, Plan> training, int epochs) {
    training.accept(
        Student.mlp(784).hidden(30, 30).classes(10).seed(1).build(), Plan.epochs(epochs));
  }

  /** Examples in a second, and in a second of one processor. */
  private static void rate(String name, int examples, Runnable work) {
    Duration before = processorTime();
    long start = System.nanoTime();
    work.run();
    Work.report(name, examples / Work.seconds(start));
    Work.report(name + "-cpu", examples / (processorTime().minus(before).toMillis() / 1e3));
  }

  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static void remove(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> there = Files.list(folder)) {
      files = there.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }
}
