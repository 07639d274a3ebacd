package org.distill4j.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.distill4j.distill.TransferSet;
import org.distill4j.metrics.Metrics;
import org.distill4j.onnx.TextEncoder;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class GlossTeacherTest {

  private static final int SAMPLE = 100;
  private static final int EVERY = 277;

  /**
   * Of logits, which go from -8 to 14: on another processor the transformer rounds other numbers to
   * whole ones. On the one that made the file they differ by 3e-6 at most.
   */
  private static final double OTHER_PROCESSORS = 2;

  private final Glosses glosses = Glosses.load();

  @Test
  void theShippedAnswersAreThoseOfTheTransformerAndTheHead() {
    int[] sample = IntStream.range(0, SAMPLE).map(i -> i * EVERY).toArray();
    List<String> texts = IntStream.of(sample).mapToObj(glosses.texts()::get).toList();
    INDArray again;
    try (TextEncoder encoder = GlossTeacher.encoder()) {
      again = GlossTeacher.head().logits(encoder.encode(texts).vectors());
    }
    INDArray shipped = GlossTeacher.answers(glosses).logits().getRows(sample);
    double largest = again.sub(shipped).amaxNumber().doubleValue();
    assertTrue(largest < OTHER_PROCESSORS, () -> "differ by " + largest);
    assertEquals(0, again.sub(shipped).ameanNumber().doubleValue(), OTHER_PROCESSORS / 10);
  }

  @Test
  void theyAreRightAboutMostDefinitionsWhoseTopicItWasNotTold() {
    TransferSet answers = GlossTeacher.answers(glosses);
    assertEquals(27_994, answers.size());
    int[] rest = IntStream.range(GlossTeacher.LABELLED, answers.size()).toArray();
    int[] all = glosses.labelIndices();
    int[] topics = IntStream.of(rest).map(i -> all[i]).toArray();
    assertEquals(0.78, Metrics.of(answers.logits().getRows(rest), topics).accuracy(), 0.02);
  }

  @Test
  void definitionsInAnotherOrderAreRefused() {
    List<String> turned = new ArrayList<>(glosses.texts());
    Collections.reverse(turned);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> GlossTeacher.answers(new Glosses(glosses.topics(), glosses.terms(), turned)))
            .getMessage();
    assertTrue(message.contains("belongs to other data"), message);
  }
}
