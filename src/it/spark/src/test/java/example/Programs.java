package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/** Java processes of a test, all with the class path of this one, ended with the test. */
final class Programs implements AutoCloseable {

  /** Options of Java for processes that live for seconds. */
  static final String LIGHT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private static final int SECONDS = 300;

  private final List<Process> started = new ArrayList<>();
  private final Path folder;

  Programs(Path folder) throws IOException {
    this.folder = folder;
    // Of an installed Spark, workers want its folder of jars; here it is one that names the others.
    Path jars = Files.createDirectories(folder.resolve("spark/jars"));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, urls());
    new JarOutputStream(Files.newOutputStream(jars.resolve("all.jar")), manifest).close();
  }

  private static String urls() {
    return classPath().stream()
        .map(entry -> Path.of(entry).toUri().toString())
        .collect(Collectors.joining(" "));
  }

  private static List<String> classPath() {
    return List.of(System.getProperty("java.class.path").split(File.pathSeparator));
  }

  /** Starts a program; what it says goes to a file of that name. */
  Process start(String name, String main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(List.of(LIGHT.split(" ")));
    command.addAll(List.of("-Xmx512m", "-cp", String.join(File.pathSeparator, classPath()), main));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve(name).toFile());
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("SPARK_HOME", folder.resolve("spark").toString());
    environment.put("SPARK_SCALA_VERSION", "2.13"); // else workers look for Spark's own build
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    environment.put("OMP_NUM_THREADS", "1");
    Process process = builder.start();
    started.add(process);
    return process;
  }

  String said(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  /** Waits for a program's end and returns what it said. */
  String end(Process process, String name, int status) throws Exception {
    assertTrue(
        process.waitFor(SECONDS, TimeUnit.SECONDS), () -> "no end of " + folder.resolve(name));
    String said = said(name);
    assertEquals(status, process.exitValue(), said);
    return said;
  }

  /** Waits until a program has said something, and returns the first group of it. */
  String find(String name, String pattern) throws Exception {
    Pattern wanted = Pattern.compile(pattern);
    await(pattern, () -> wanted.matcher(said(name)).find());
    Matcher matcher = wanted.matcher(said(name));
    matcher.find();
    return matcher.group(1);
  }

  void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!condition.call()) {
      assertTrue(System.nanoTime() < end, () -> "no %s in %s".formatted(what, folder));
      Thread.sleep(50);
    }
  }

  /** Ends a process and its children as kill -9 does. */
  static void kill(Process process) {
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(handle -> handle.onExit().join());
  }

  @Override
  public void close() {
    for (Process process : started) {
      kill(process);
    }
  }
}
