package org.distill4j.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.model.Student;
import org.distill4j.model.Teacher;
import org.distill4j.model.network.Classifier;
import org.distill4j.model.network.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Teachers that read other features of the same examples than their students. */
class ReadingTest {

  @TempDir private Path folder;

  private final Dataset seen = Toy.points(1_200, 1);
  private final Teacher teacher = Toy.teacher(1);

  /** The same examples as the student sees them: one number, which says little. */
  private final Dataset words =
      Dataset.of(seen.features().sum(true, 1), seen.labelIndices(), Toy.CLASSES);

  @Test
  void theTeacherIsAskedAboutWhatItReads() {
    TransferSet set = TransferSet.label(words, teacher.reading(seen));
    assertEquals(teacher.logits(seen.features()), set.logits());
    assertEquals(words.toString(), set.data().toString());
    assertEquals(words.features(), set.data().features());
  }

  @Test
  void hintsComeFromItToo() {
    String layer = "hidden1";
    TransferSet set = TransferSet.label(words, teacher.reading(seen), layer);
    assertEquals(TransferSet.label(seen, teacher, layer).hint(layer), set.hint(layer));
    assertEquals(teacher.logits(seen.features()), set.logits());
    Classifier function = features -> Nd4j.ones(features.size(0), 3);
    Refused.state(
        "only a teacher with layers can be asked about [hidden1]",
        () -> TransferSet.label(words, function.reading(seen), layer));
  }

  @Test
  void aSavedSetIsStillChecked() {
    Path file = folder.resolve("answers");
    TransferSet.label(words, teacher.reading(seen)).save(file);
    INDArray logits = TransferSet.load(file, words, teacher.reading(seen)).logits();
    assertEquals(teacher.logits(seen.features()), logits);
    String text =
        assertThrows(
                IllegalArgumentException.class,
                () -> TransferSet.load(file, words, Toy.teacher(2).reading(seen)))
            .getMessage();
    assertTrue(text.startsWith("the transfer set in " + file + " is another teacher's"), text);
  }

  @Test
  void theTeacherCannotBeItsOwnStudent() {
    Student student = Toy.student(1);
    assertTrue(TransferSet.label(seen, student.reading(seen)).isLabelledBy(student));
  }

  @Test
  void otherExamplesAreRefused() {
    Reading fewer = teacher.reading(seen.head(1_199));
    Refused.argument(
        "the teacher must read the student's 1,200 examples, but has 1,199 to read",
        () -> TransferSet.label(words, fewer));
    Reading other =
        teacher.reading(Dataset.unlabelled(seen.features(), List.of("this", "that", "both")));
    Refused.argument(
        "what the teacher reads must have the student's classes %s, but has [this, that, both]"
            .formatted(Toy.CLASSES),
        () -> TransferSet.load(folder.resolve("no"), words, other));
    int[] labels = seen.labelIndices();
    labels[7] = (labels[7] + 1) % 3;
    Reading shuffled = teacher.reading(Dataset.of(seen.features(), labels, Toy.CLASSES));
    Refused.argument(
        "what the teacher reads must be in the student's order, but example 7 has label %d there and %d for the student"
            .formatted(labels[7], seen.label(7)),
        () -> TransferSet.label(words, shuffled));
    Reading unlabelled = teacher.reading(seen.withoutLabels());
    assertEquals(1_200, TransferSet.label(words, unlabelled).size());
  }
}
