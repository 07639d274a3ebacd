package org.distill4j.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.distill.Distiller;
import org.distill4j.distill.TransferSet;
import org.distill4j.loss.HintLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochLogTest {

  @TempDir Path folder;

  private Path file;
  private EpochLog log;

  @BeforeEach
  void begin() {
    file = folder.resolve("epochs.jsonl");
    log = EpochLog.to(file);
  }

  @AfterEach
  void clearTheInterrupt() {
    Thread.interrupted();
  }

  private static Epoch epoch(int number) {
    Map<String, Double> losses = new LinkedHashMap<>();
    losses.put("logits", 0.25);
    losses.put("a \"b\" \\\t", 0.5);
    return new Epoch(number, 0.75, Double.NaN, 2, 1e-3, 60, losses);
  }

  private List<JsonObject> lines() throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }

  private List<Integer> numbers() throws IOException {
    return lines().stream().map(line -> line.get("epoch").getAsInt()).toList();
  }

  @Test
  void eachEpochIsALine() throws IOException {
    log.accept(epoch(1));
    assertEquals(
        "{\"epoch\":1,\"loss\":0.75,\"loss.logits\":0.25,\"loss.a \\\"b\\\" \\\\\\u0009\":0.5,"
            + "\"validation_accuracy\":null,\"learning_rate\":0.001,\"seconds\":2.0,"
            + "\"examples_per_second\":30.0}\n",
        Files.readString(file));
    assertEquals(0.5, lines().get(0).get("loss.a \"b\" \\\t").getAsDouble());
    log.accept(epoch(2));
    assertEquals(List.of(1, 2), numbers());
  }

  @Test
  void aPlaceWhereNoFileCanBeIsRefusedBeforeTraining() {
    Path below = folder.resolve("none/epochs.jsonl");
    Refused.io(
        "cannot write %s: there is no folder %s".formatted(below, below.getParent()),
        () -> EpochLog.to(below));
    Refused.io("cannot write %s: it is a folder".formatted(folder), () -> EpochLog.to(folder));
  }

  @Test
  void aTrainingThatGoesOnKeepsTheLinesBefore() throws IOException {
    for (int number = 1; number <= 4; number++) {
      log.accept(epoch(number));
    }
    Files.writeString(file, Files.readString(file) + "{\"epoch\":5,\"lo");
    EpochLog.to(file).accept(epoch(3));
    assertEquals(List.of(1, 2, 3), numbers());
    EpochLog.to(file).accept(epoch(1));
    assertEquals(List.of(1), numbers());
  }

  @Test
  void anInterruptedThreadWritesItsLineAndStaysInterrupted() throws IOException {
    log.accept(epoch(1));
    log.accept(epoch(2));
    Thread.currentThread().interrupt();
    log.accept(epoch(2));
    assertTrue(Thread.interrupted());
    assertEquals(List.of(1, 2), numbers());
  }

  @Test
  void itTellsThePartsOfTheLossAndTheRateOfTheLastStep() throws IOException {
    TransferSet set = TransferSet.label(Toy.points(60, 1), Toy.teacher(1), "hidden1");
    Plan plan = Plan.epochs(2).withBatchSize(20).withLearningRate(0.6).onEpoch(log);
    Distiller.of(SoftTargetLoss.at(4), plan)
        .match("hidden1", "hidden1", new HintLoss())
        .fit(Toy.student(2), set);
    for (JsonObject line : lines()) {
      assertEquals(
          line.get("loss").getAsDouble(),
          line.get("loss.logits").getAsDouble() + line.get("loss.hidden1").getAsDouble(),
          1e-6);
    }
    assertEquals(0.6 * 4 / 6, lines().get(0).get("learning_rate").getAsDouble(), 1e-12);
    assertEquals(0.6 * 1 / 6, lines().get(1).get("learning_rate").getAsDouble(), 1e-12);
  }
}
