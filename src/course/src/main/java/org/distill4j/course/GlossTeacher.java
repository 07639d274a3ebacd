package org.distill4j.course;

import java.nio.file.Path;
import org.distill4j.data.Dataset;
import org.distill4j.data.HashedWords;
import org.distill4j.distill.TransferSet;
import org.distill4j.model.Teacher;
import org.distill4j.model.train.Plan;
import org.distill4j.onnx.EncoderSettings;
import org.distill4j.onnx.TextEncoder;
import org.distill4j.onnx.WordPiece;

/**
 * The course's teacher of topics: a transformer out of a package, MiniLM, turns a definition into
 * 384 numbers, and a linear head, which was told the topics of the first 10,000 definitions of
 * {@link Glosses#load}, turns these into logits.
 *
 * <p>To ask the transformer about all 27,994 definitions takes minutes, so its answers are shipped,
 * as {@code data/teachers/glosses.transfer} beside the head, {@code data/teachers/glosses.zip};
 * {@link #main} makes both files again.
 */
public final class GlossTeacher {

  /** How many definitions, from the first on, the teacher was told the topics of. */
  public static final int LABELLED = 10_000;

  private static final String MODEL = "all-minilm-l6-v2-q";

  /** By few words a definition is recognized as well as by many. */
  private static final HashedWords WORDS = new HashedWords(64);

  private static final long SEED = 1;

  private GlossTeacher() {}

  /**
   * Opens MiniLM.
   *
   * @return the transformer, to be closed
   */
  public static TextEncoder encoder() {
    WordPiece tokenizer = WordPiece.resource(MODEL + "-tokenizer.json");
    return TextEncoder.resource(MODEL + ".onnx", tokenizer, EncoderSettings.defaults());
  }

  /**
   * Reads the shipped head.
   *
   * @return a teacher of 14 topics, of the vectors of {@link #encoder}
   * @throws java.io.UncheckedIOException if the data folder is not found
   */
  public static Teacher head() {
    return Teacher.load(file("glosses.zip"));
  }

  /**
   * Reads what the teacher says about all definitions. Asked again on another processor, which
   * rounds other numbers of the transformer to whole ones, it says nearly the same.
   *
   * @param glosses all that are shipped, in the file's order
   * @return 27,994 examples with 14 logits each; their features are few, and only say which
   *     definition is meant
   * @throws java.io.UncheckedIOException if the data folder is not found
   * @throws IllegalArgumentException if these are other definitions
   */
  public static TransferSet answers(Glosses glosses) {
    return TransferSet.load(file("glosses.transfer"), glosses.dataset(WORDS));
  }

  /**
   * Trains the head again, asks about all definitions, and writes both files; takes minutes.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Glosses glosses = Glosses.load();
    try (TextEncoder encoder = encoder()) {
      Dataset vectors =
          encoder.encode(glosses.texts()).dataset(glosses.labelIndices(), glosses.classes());
      Teacher head = Teacher.mlp(384).hidden().classes(14).seed(SEED).build();
      head.fit(
          vectors.head(LABELLED),
          Plan.epochs(20).withBatchSize(100).withLearningRate(0.01).withSeed(SEED));
      head.save(file("glosses.zip"));
      TransferSet.label(glosses.dataset(WORDS), head.reading(vectors))
          .save(file("glosses.transfer"));
    }
  }

  private static Path file(String name) {
    return DataFolder.find("teachers").resolve(name);
  }
}
