package org.distill4j.kernel.install;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.distill4j.kernel.Main;

/** How the kernel is started, and how it starts fast. */
final class Launcher {
  private static final int MOST_SECONDS = 60;

  /** Port 0 is any that is free. */
  private static final String CONNECTION =
      """
      {"ip": "127.0.0.1", "transport": "tcp", "signature_scheme": "hmac-sha256", "key": "",
       "shell_port": 0, "control_port": 0, "iopub_port": 0, "stdin_port": 0, "hb_port": 0}
      """;

  private Launcher() {}

  /**
   * The command that starts the kernel on this Java.
   *
   * @param options further options of the Java machine
   * @param classPath the kernel, what it needs, and what cells shall find
   * @return the command, with Jupyter's placeholder for the connection file
   */
  static List<String> command(List<String> options, List<Path> classPath) {
    List<String> argv = new ArrayList<>(java(options, classPath));
    argv.addAll(List.of(Main.class.getName(), "{connection_file}"));
    return argv;
  }

  private static List<String> java(List<String> options, List<Path> classPath) {
    String java = File.separatorChar == '\\' ? "java.exe" : "java";
    List<String> argv = new ArrayList<>();
    argv.add(Path.of(System.getProperty("java.home"), "bin", java).toString());
    argv.addAll(List.of("-XX:+UseSerialGC", "-ea", "-Dfile.encoding=UTF-8"));
    argv.add("-Djava.awt.headless=true");
    argv.add("--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED"); // where Javadoc is found
    // The kernel weaves checkpoints into a library that an interrupt does not stop.
    argv.addAll(List.of("-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading"));
    if (Runtime.version().feature() >= 22) {
      argv.add("--enable-native-access=ALL-UNNAMED"); // or Java warns in the cell
    }
    if (Runtime.version().feature() >= 24) {
      argv.add("--sun-misc-unsafe-memory-access=allow"); // or it warns of ND4J on standard error
    }
    argv.addAll(options);
    argv.addAll(List.of("-cp", join(classPath)));
    return argv;
  }

  private static String join(List<Path> classPath) {
    return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * Puts a copy of the kernel into a folder, and an archive of the classes that its start loads,
   * which makes it faster. Without the archive, or with an outdated one, it starts all the same.
   *
   * @param folder where Jupyter finds the kernel
   * @param options further options of the Java machine
   * @param libraries what cells shall find beside the kernel
   * @return the command that starts the copy
   * @throws IOException if the folder cannot be written
   */
  static List<String> install(Path folder, List<String> options, List<Path> libraries)
      throws IOException {
    Path own =
        Path.of(
            URI.create(Main.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    Path jar = Files.createDirectories(folder).resolve("kernel.jar");
    Path archive = folder.resolve("kernel.jsa");
    byte[] packed = Files.isDirectory(own) ? packed(own) : Files.readAllBytes(own);
    List<Path> classPath = new ArrayList<>(List.of(jar));
    libraries.stream().filter(library -> !library.equals(own)).forEach(classPath::add);
    if (!Files.exists(jar) || !Arrays.equals(Files.readAllBytes(jar), packed)) {
      // Kernels that run go on with what they have opened.
      Files.deleteIfExists(archive);
      Files.deleteIfExists(jar);
      Files.write(jar, packed);
    }
    List<String> fast = new ArrayList<>(options);
    if (Files.exists(archive) || rehearsed(archive, options, classPath)) {
      fast.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto"));
      fast.addAll(List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
    }
    if (libraries.contains(own)) {
      classPath.add(own); // at the end: an archive knows jars only
    }
    return command(fast, classPath);
  }

  /** The classes of this package as a jar, whose bytes depend on nothing else. */
  private static byte[] packed(Path classes) throws IOException {
    var bytes = new ByteArrayOutputStream();
    Path folder = classes.resolve(Main.class.getPackageName().replace('.', '/'));
    try (var jar = new ZipOutputStream(bytes);
        Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        var entry = new ZipEntry(classes.relativize(file).toString().replace('\\', '/'));
        entry.setTime(0);
        jar.putNextEntry(entry);
        Files.copy(file, jar);
      }
    }
    return bytes.toByteArray();
  }

  /** Starts a kernel once that nobody speaks with, and has Java keep the classes it loads. */
  private static boolean rehearsed(Path archive, List<String> options, List<Path> classPath)
      throws IOException {
    Path folder = Files.createTempDirectory(archive.getParent(), "draft");
    Path draft = folder.resolve("kernel.jsa");
    Path connection = Files.writeString(folder.resolve("connection.json"), CONNECTION);
    List<String> argv = new ArrayList<>(java(options, classPath));
    argv.addAll(1, List.of("-XX:ArchiveClassesAtExit=" + draft, "-Xlog:disable"));
    argv.addAll(List.of(Main.class.getName(), connection.toString(), "int one = 1;\none + 1"));
    Process run =
        new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start();
    try {
      boolean ended = run.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
      if (ended && run.exitValue() == 0 && Files.exists(draft)) {
        Files.move(draft, archive, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      run.destroyForcibly();
      for (Path file : List.of(draft, connection, folder)) {
        Files.deleteIfExists(file);
      }
    }
    return Files.exists(archive);
  }
}
