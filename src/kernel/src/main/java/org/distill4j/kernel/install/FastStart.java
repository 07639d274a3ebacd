package org.distill4j.kernel.install;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.distill4j.kernel.Main;

/**
 * A copy of the kernel in the folder where Jupyter finds it, and an archive of the classes that its
 * start loads, which makes it faster. Without the archive, or with one that does not fit, it starts
 * all the same. The names tell the content, so that what a running kernel has opened is never
 * written again.
 */
final class FastStart {
  private static final int MOST_SECONDS = 60;

  /** Port 0 is any that is free. */
  private static final String CONNECTION =
      """
      {"ip": "127.0.0.1", "transport": "tcp", "signature_scheme": "hmac-sha256", "key": "",
       "shell_port": 0, "control_port": 0, "iopub_port": 0, "stdin_port": 0, "hb_port": 0}
      """;

  private final Path source = KernelJar.source();
  private final List<String> options;
  private final List<Path> libraries;
  private final byte[] content;
  private final Path jar;
  private final Path archive;

  /**
   * Writes nothing yet.
   *
   * @param folder where Jupyter finds the kernel
   * @param options further options of the Java machine
   * @param libraries what cells shall find beside the kernel
   * @throws IOException if the kernel's own classes cannot be read
   */
  FastStart(Path folder, List<String> options, List<Path> libraries) throws IOException {
    this.options = options;
    this.libraries = libraries;
    content = KernelJar.bytes(source);
    jar = folder.resolve("kernel-" + digest(content) + ".jar");
    // An archive fits one Java with one class path and the options that lay out its memory.
    String start = System.getProperty("java.home") + Runtime.version() + options + jars();
    String digest = digest(start.getBytes(StandardCharsets.UTF_8));
    archive = folder.resolve("kernel-" + digest + ".jsa");
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest).substring(0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** What an archive can know: jars only, so that folders of classes come after them. */
  private List<Path> jars() {
    List<Path> jars = new ArrayList<>(List.of(jar));
    libraries.stream()
        .filter(library -> !Files.isDirectory(library) && !library.equals(source))
        .forEach(jars::add);
    return jars;
  }

  /**
   * Writes copy and archive where they are missing.
   *
   * @return the command that starts the copy
   * @throws IOException if the folder cannot be written
   */
  List<String> install() throws IOException {
    if (!Files.exists(jar)) {
      WholeFile.write(jar, content);
    }
    List<String> fast = new ArrayList<>(options);
    if (Files.exists(archive) || rehearsed()) {
      fast.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto"));
      fast.addAll(List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
    }
    List<Path> classPath = jars();
    libraries.stream().filter(Files::isDirectory).forEach(classPath::add);
    return Launcher.command(fast, classPath);
  }

  /** Removes earlier copies and archives, now that no command names them. */
  void removeOthers() throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(archive.getParent(), "kernel*.{jar,jsa}")) {
      for (Path file : files) {
        if (!file.equals(jar) && !file.equals(archive)) {
          removeUnlessOpen(file);
        }
      }
    }
  }

  private static void removeUnlessOpen(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      return; // Windows keeps what a running kernel has opened; the next installation tries again
    }
  }

  /** Starts a kernel once that nobody speaks with, and has Java keep the classes it loads. */
  private boolean rehearsed() throws IOException {
    Path folder = Files.createTempDirectory(archive.getParent(), "draft");
    Path draft = folder.resolve("kernel.jsa");
    Path connection = Files.writeString(folder.resolve("connection.json"), CONNECTION);
    List<String> argv = Launcher.java(options, jars());
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
