package org.distill4j.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.distill4j.lab.Project;
import org.distill4j.model.train.Plan;

/**
 * Runs every contestant in a process of its own, three times in turn, and compares the medians.
 *
 * <p>{@link OnDisk} runs once, and has its three rounds in one process, since it writes much.
 *
 * <p>This library runs as a notebook's kernel does, with the options of the kernelspec, and no
 * process is given any of OpenMP's and OpenBLAS's variables. Stock DL4J runs once as it comes and
 * once with this library on its class path, which does no more there than prepare the process.
 */
final class Benchmark {

  private static final int ROUNDS = 3;
  private static final List<String> VARIABLES =
      List.of("GOMP_SPINCOUNT", "OPENBLAS_THREAD_TIMEOUT", "OPENBLAS_CORETYPE", "OMP_WAIT_POLICY");

  private final Path target;
  private final String python;
  private final JsonObject kernel;
  private final Results results;

  private Benchmark(Path target, String python, Results results) throws IOException {
    this.target = target;
    this.results = results;
    this.python = python;
    Path file = target.resolve("bench/share/jupyter/kernels/java/kernel.json");
    this.kernel = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }

  /**
   * Runs it.
   *
   * @param args the folder for results, in which the kernel is installed, a Python, and the version
   *     of ND4J
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    new Benchmark(Path.of(args[0]), args[1], new Results(args[2])).run();
  }

  private void run() throws IOException, InterruptedException {
    URL library = Plan.class.getProtectionDomain().getCodeSource().getLocation();
    String classPath = System.getProperty("java.class.path");
    String alone = without(path(library), classPath);
    boolean torch = run("import", List.of(python, "-c", "import torch"), Map.of()) == 0;
    for (int round = 1; round <= ROUNDS; round++) {
      System.out.printf("round %d of %d%n", round, ROUNDS);
      require(run("distill4j", java(jvmOptions(), classPath, Fast.class), Map.of()));
      List<String> plain = List.of("-Xmx1g", "-Dorg.bytedeco.javacpp.platform.extension=-");
      require(run("stock", java(plain, alone, Stock.class), Map.of()));
      require(run("stock, tuned", java(plain, classPath, Stock.class), Map.of()));
      if (torch) {
        String threads = String.valueOf(Runtime.getRuntime().availableProcessors());
        require(run("PyTorch", List.of(python, script("peer.py").toString(), threads), Map.of()));
      }
      List<String> client = Project.here().jupyter(quietly -> {}).command(script("kernel.py"));
      require(run("distill4j", client, Map.of("JUPYTER_PATH", target + "/bench/share/jupyter")));
      require(run("forms", java(jvmOptions(), classPath, Forms.class), Map.of()));
      for (String first : Results.ORDERS) {
        List<String> command = java(jvmOptions(), classPath, Together.class);
        command.addAll(List.of(first, target.resolve("bench/teacher.onnx").toString()));
        require(run("together", command, Map.of()));
      }
    }
    List<String> onDisk = java(List.of("-Xmx256m"), classPath, OnDisk.class);
    onDisk.add(target.resolve("bench/shards").toString());
    require(run("disk", onDisk, Map.of()));
    if (!torch) {
      System.out.printf("PyTorch is left out: %s cannot import torch%n", python);
    }
    System.out.print(results.markdown() + results.forms() + results.together() + results.onDisk());
    Files.writeString(target.resolve("benchmark.json"), results.json());
  }

  private static Path script(String name) {
    return path(Benchmark.class.getResource("/bench/" + name));
  }

  private static Path path(URL file) {
    try {
      return Path.of(file.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void require(int status) {
    if (status != 0) {
      throw new IllegalStateException(
          "a process of the benchmark ended with status %d; see bench/errors.log in the build folder"
              .formatted(status));
    }
  }

  /** What the kernelspec gives to the Java machine, up to the class path. */
  private List<String> jvmOptions() {
    List<String> options = new ArrayList<>();
    kernel.getAsJsonArray("argv").forEach(word -> options.add(word.getAsString()));
    return options.subList(1, options.indexOf("-cp"));
  }

  private static String without(Path library, String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .filter(entry -> !Path.of(entry).equals(library))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<String> java(List<String> options, String classPath, Class<?> main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    return command;
  }

  /** Reads the names and numbers that a process prints; gives its status, 127 without a program. */
  private int run(String who, List<String> command, Map<String, String> variables)
      throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(target.resolve("bench").resolve("errors.log").toFile());
    builder.environment().keySet().removeAll(VARIABLES);
    builder.environment().putAll(variables);
    try {
      Process process = builder.start();
      try (BufferedReader lines = process.inputReader()) {
        lines
            .lines()
            .map(line -> line.split(" "))
            .filter(words -> words.length == 2)
            .forEach(words -> results.add(who, words[0], words[1]));
      }
      return process.waitFor();
    } catch (IOException noSuchProgram) {
      return 127;
    }
  }
}
