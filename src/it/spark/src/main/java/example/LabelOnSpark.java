package example;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.input_file_name;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.LongAccumulator;
import org.distill4j.distill.TransferSet;

/** Asks a teacher about Parquet files: each becomes a shard, and all together a transfer set. */
public final class LabelOnSpark {

  public static void main(String[] args) {
    // A file is a task and a shard on every cluster: none is packed with others or cut.
    SparkConf conf = new SparkConf().set("spark.sql.files.openCostInBytes", "1t");
    conf.set("spark.sql.files.maxPartitionBytes", "1t");
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      LongAccumulator rows = context.sc().longAccumulator("rows");
      LongAccumulator errors = context.sc().longAccumulator("errors");
      SparkSession spark = SparkSession.builder().getOrCreate();
      Dataset<Row> input = spark.read().parquet(conf.get("spark.label.input"));
      String type = conf.contains("spark.label.encoder") ? "string" : "array<float>";
      Column value = col(conf.get("spark.label.column")).cast(type);
      Map<String, String> files = // an error if two have one name
          Stream.of(input.inputFiles()).collect(Collectors.toMap(ExecutorTeacher::shard, f -> f));
      List<String> missing =
          context
              .parallelize(files.values().stream().sorted().toList())
              .filter(file -> !ExecutorTeacher.get().has(file))
              .collect();
      System.out.printf("%d of %d files to do%n", missing.size(), files.size());
      int group = conf.getInt("spark.label.filesPerJob", 100);
      long start = System.nanoTime();
      for (int from = 0; from < missing.size(); from += group) {
        double rate = rows.value() * 1e9 / (System.nanoTime() - start);
        String job = "files from %d of %d on; %.0f rows per second so far";
        context.setJobDescription(job.formatted(from + 1, missing.size(), rate));
        String[] some =
            missing.stream()
                .skip(from)
                .limit(group)
                .map(file -> new org.apache.hadoop.fs.Path(URI.create(file)).toString())
                .toArray(String[]::new);
        Dataset<Row> asked = spark.read().schema(input.schema()).parquet(some);
        asked = asked.select(value, col("_metadata.row_index"), input_file_name());
        JavaRDD<InternalRow> parts = asked.queryExecution().toRdd().toJavaRDD();
        parts
            .mapPartitions(part -> ExecutorTeacher.get().label(part, rows, errors))
            .collect()
            .forEach(System.out::println);
      }
      System.out.println(TransferSet.writer(Path.of(conf.get("spark.label.output"))).finish());
    }
  }
}
