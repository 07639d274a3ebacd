package example;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/** Holds tasks that begin when some files are labelled, so that a test can kill in the middle. */
public final class Gate implements SparkPlugin, ExecutorPlugin {

  private SparkConf conf;
  private String executor;

  @Override
  public DriverPlugin driverPlugin() {
    return null;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return this;
  }

  @Override
  public void init(PluginContext context, Map<String, String> more) {
    conf = context.conf();
    executor = context.executorID();
  }

  @Override
  public void onTaskStart() {
    Path folder = Path.of(conf.get("spark.gate.folder"));
    try {
      if (LabelOnSparkTest.done(Path.of(conf.get("spark.label.output")))
          >= conf.getInt("spark.gate.after", 0)) {
        Files.writeString(folder.resolve("held-" + executor), "");
        while (!Files.exists(folder.resolve("open"))) {
          Thread.sleep(50);
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
