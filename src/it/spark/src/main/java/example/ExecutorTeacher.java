package example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.util.LongAccumulator;
import org.distill4j.data.Dataset;
import org.distill4j.data.HashedWords;
import org.distill4j.distill.ShardWriter;
import org.distill4j.distill.TransferSet;
import org.distill4j.model.Teacher;
import org.distill4j.model.network.Classifier;
import org.distill4j.onnx.EncoderSettings;
import org.distill4j.onnx.OnnxSettings;
import org.distill4j.onnx.OnnxTeacher;
import org.distill4j.onnx.TextEncoder;
import org.distill4j.onnx.WordPiece;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The teacher of an executor, one for all its tasks: loaded for the first, closed at the end. */
final class ExecutorTeacher {
  private static ExecutorTeacher here;
  private final SparkConf conf = SparkEnv.get().conf();
  private final Path output = Path.of(conf.get("spark.label.output"));
  private final List<String> classes = List.of(conf.get("spark.label.classes").split(","));
  private final int most = conf.getInt("spark.label.errors", 0); // of a file; one more stops all
  private final Classifier teacher;
  private final TextEncoder encoder;
  private final ShardWriter writer;

  static synchronized ExecutorTeacher get() throws IOException, GeneralSecurityException {
    return here == null ? here = new ExecutorTeacher() : here;
  }

  private ExecutorTeacher() throws IOException, GeneralSecurityException {
    Path file = Path.of(conf.get("spark.label.teacher"));
    String folder = conf.get("spark.label.encoder", "");
    if (file.toString().endsWith(".onnx")) { // one thread each, because tasks run side by side
      OnnxTeacher onnx = OnnxTeacher.load(file, OnnxSettings.defaults().withThreads(1));
      Runtime.getRuntime().addShutdownHook(new Thread(onnx::close));
      teacher = onnx;
    } else {
      teacher = Teacher.load(file);
    }
    encoder = folder.isEmpty() ? null : encoder(Path.of(folder));
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    writer = TransferSet.writer(output).withTeacher(HexFormat.of().formatHex(digest) + folder);
    System.err.println("loaded " + teacher);
  }

  private static TextEncoder encoder(Path folder) {
    WordPiece tokenizer = WordPiece.load(folder.resolve("tokenizer.json"));
    EncoderSettings settings = EncoderSettings.defaults().withThreads(1);
    TextEncoder encoder = TextEncoder.open(folder.resolve("model.onnx"), tokenizer, settings);
    Runtime.getRuntime().addShutdownHook(new Thread(encoder::close));
    return encoder;
  }

  static String shard(String file) {
    return file.substring(file.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
  }

  private Path list(String shard) {
    return output.resolve(shard + ".errors.txt");
  }

  boolean has(String file) {
    return Files.exists(list(shard(file))) && writer.has(shard(file));
  }

  /** Labels a file; when its shard is in its place, whole, the list of its errors follows. */
  Iterator<String> label(Iterator<InternalRow> rows, LongAccumulator done, LongAccumulator wrong)
      throws IOException {
    List<InternalRow> first = take(rows);
    if (first.isEmpty()) {
      return Collections.emptyIterator();
    }
    String shard = shard(first.get(0).getString(2));
    List<String> errors = new ArrayList<>();
    Iterator<TransferSet> sets =
        Stream.iterate(first, batch -> !batch.isEmpty(), batch -> take(rows))
            .flatMap(batch -> ask(batch, errors))
            .peek(set -> done.add(set.size()))
            .iterator();
    if (sets.hasNext()) {
      writer.write(shard, sets);
    }
    wrong.add(errors.size());
    Path draft = output.resolve("." + shard + TaskContext.get().taskAttemptId());
    Files.move(Files.write(draft, errors), list(shard), StandardCopyOption.ATOMIC_MOVE);
    return List.of("%s: %d rows, %d errors".formatted(shard, done.value(), errors.size()))
        .iterator();
  }

  private static List<InternalRow> take(Iterator<InternalRow> rows) {
    List<InternalRow> batch = new ArrayList<>();
    while (batch.size() < 1_000 && rows.hasNext()) {
      batch.add(rows.next().copy());
    }
    return batch;
  }

  /** Asks about rows together and, where that fails, about each, to find those it fails for. */
  private Stream<TransferSet> ask(List<InternalRow> rows, List<String> errors) {
    try {
      return Stream.of(label(rows));
    } catch (RuntimeException e) {
      boolean stopped = Thread.currentThread().isInterrupted();
      if (rows.size() > 1 && !stopped) {
        return rows.stream().flatMap(row -> ask(List.of(row), errors));
      }
      InternalRow row = rows.get(0);
      errors.add("row %d: %s".formatted(row.getLong(1), e.getMessage()));
      if (stopped || errors.size() > most) {
        throw new IllegalStateException(row.getString(2) + ", " + String.join("; ", errors), e);
      }
      return Stream.empty();
    }
  }

  private TransferSet label(List<InternalRow> rows) {
    if (encoder == null) {
      float[][] features = rows.stream().map(ExecutorTeacher::numbers).toArray(float[][]::new);
      return TransferSet.label(Dataset.unlabelled(Nd4j.create(features), classes), teacher);
    }
    String[] texts = rows.stream().map(ExecutorTeacher::text).toArray(String[]::new);
    Dataset read = encoder.encode(texts).unlabelled(classes);
    INDArray words = new HashedWords(4_096).of(texts); // what the student sees
    return TransferSet.label(Dataset.unlabelled(words, classes), teacher.reading(read));
  }

  private static String text(InternalRow row) {
    return Objects.requireNonNull(row.getUTF8String(0), "there is no text").toString();
  }

  /** Features; a null among them becomes NaN, which no data set takes. */
  private static float[] numbers(InternalRow row) {
    ArrayData array = Objects.requireNonNull(row.getArray(0), "there are no features");
    float[] numbers = array.toFloatArray();
    IntStream.range(0, numbers.length).filter(array::isNullAt).forEach(i -> numbers[i] = Float.NaN);
    return numbers;
  }
}
