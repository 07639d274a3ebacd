package example;

import static org.apache.spark.sql.functions.col;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.util.LongAccumulator;
import org.distill4j.data.Dataset;
import org.distill4j.data.HashedWords;
import org.distill4j.distill.ShardWriter;
import org.distill4j.distill.TransferSet;
import org.distill4j.model.Teacher;
import org.distill4j.model.network.Classifier;
import org.distill4j.onnx.OnnxTeacher;
import org.distill4j.onnx.TextEncoder;
import org.nd4j.linalg.factory.Nd4j;

/** Asks a teacher about Parquet files: each becomes a shard, and all together a transfer set. */
public final class LabelOnSpark {
  private static LabelOnSpark loaded; // one for all tasks of an executor
  private final SparkConf conf = SparkEnv.get().conf();
  private final List<String> classes = List.of(conf.get("spark.label.classes").split(","));
  private final Classifier teacher;
  private final TextEncoder encoder; // null where the column has features
  private final ShardWriter writer;

  public static void main(String[] args) {
    SparkConf conf = new SparkConf();
    conf.set("spark.sql.files.maxPartitionBytes", "1t"); // a file is a task: not cut,
    conf.set("spark.sql.files.openCostInBytes", "1t"); // and not packed with others
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      LongAccumulator rows = context.sc().longAccumulator("rows");
      LongAccumulator errors = context.sc().longAccumulator("errors");
      LongAccumulator ms = context.sc().longAccumulator("milliseconds");
      SparkSession spark = SparkSession.builder().getOrCreate();
      var input = spark.read().parquet(conf.get("spark.label.input"));
      Stream<String> names =
          Stream.of(input.inputFiles()).map(file -> file.substring(file.lastIndexOf('/') + 1));
      List<String> files =
          List.copyOf(Set.of(names.toArray(String[]::new))); // throws if two are the same
      List<String> missing =
          context.parallelize(files).filter(file -> !loaded().writer.has(file)).collect();
      System.out.printf("%d of %d files to do%n", missing.size(), files.size());
      String type = conf.contains("spark.label.encoder") ? "string" : "array<float>";
      var value = col(conf.get("spark.label.column")).cast(type);
      var name = col("_metadata.file_name");
      int group = conf.getInt("spark.label.filesPerJob", 100);
      for (int from = 0; from < missing.size(); from += group) {
        Object[] some = missing.stream().sorted().skip(from).limit(group).toArray();
        var parts = input.where(name.isin(some)).select(value, name).queryExecution().toRdd();
        parts.toJavaRDD().foreachPartition(part -> loaded().label(part, rows, errors, ms));
        double rate = rows.value() * 1e3 / ms.value();
        String done = "%d rows, %d errors, %.0f rows per second of a task%n";
        System.out.printf(done, rows.value(), errors.value(), rate);
      }
      System.out.println(TransferSet.writer(Path.of(conf.get("spark.label.output"))).finish());
    }
  }

  private static synchronized LabelOnSpark loaded() {
    return loaded == null ? loaded = new LabelOnSpark() : loaded;
  }

  private LabelOnSpark() {
    Path file = Path.of(conf.get("spark.label.teacher"));
    ShardWriter shards = TransferSet.writer(Path.of(conf.get("spark.label.output")));
    if (file.toString().endsWith(".onnx")) {
      OnnxTeacher onnx = OnnxTeacher.load(file);
      Runtime.getRuntime().addShutdownHook(new Thread(onnx::close));
      teacher = onnx;
    } else {
      teacher = Teacher.load(file);
    }
    if (conf.contains("spark.label.encoder")) {
      Path folder = Path.of(conf.get("spark.label.encoder"));
      encoder = TextEncoder.open(folder);
      Runtime.getRuntime().addShutdownHook(new Thread(encoder::close));
      writer = shards.withTeacher(file, folder.resolve("model.onnx"));
    } else {
      encoder = null;
      writer = shards.withTeacher(file);
    }
  }

  /** Labels a file. */
  private void label(
      Iterator<InternalRow> part, LongAccumulator rows, LongAccumulator wrong, LongAccumulator ms) {
    long start = System.currentTimeMillis();
    if (part.hasNext()) {
      InternalRow first = part.next();
      String file = first.getString(1);
      Iterator<InternalRow> all =
          Stream.iterate(first, row -> row != null, row -> part.hasNext() ? part.next() : null)
              .map(InternalRow::copy) // Spark uses one row again and again
              .peek(row -> rows.add(1))
              .iterator();
      int most = conf.getInt("spark.label.errors", 0);
      wrong.add(writer.write(file, all, this::label, most).size());
      ms.add(System.currentTimeMillis() - start);
    }
  }

  private TransferSet label(List<InternalRow> rows) {
    if (rows.stream().anyMatch(row -> row.isNullAt(0))) {
      throw new IllegalArgumentException("the column is null");
    }
    if (encoder == null) {
      float[][] features = rows.stream().map(LabelOnSpark::features).toArray(float[][]::new);
      return TransferSet.label(Dataset.unlabelled(Nd4j.create(features), classes), teacher);
    }
    String[] texts = rows.stream().map(row -> row.getString(0)).toArray(String[]::new);
    Dataset words = Dataset.unlabelled(new HashedWords(4_096).of(texts), classes); // for a student
    return TransferSet.label(words, teacher.reading(encoder.encode(texts).unlabelled(classes)));
  }

  private static float[] features(InternalRow row) {
    ArrayData array = row.getArray(0);
    if (IntStream.range(0, array.numElements()).anyMatch(array::isNullAt)) {
      throw new IllegalArgumentException("one of the features is null");
    }
    return array.toFloatArray();
  }
}
