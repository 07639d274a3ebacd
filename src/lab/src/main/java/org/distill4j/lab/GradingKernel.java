package org.distill4j.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.distill4j.kernel.install.WholeFile;
import org.distill4j.kernel.stop.Agent;

/**
 * The kernel that submissions run in. It takes the checkout's classes from a copy of its own, made
 * before the first submission runs and checked before each start, so that none changes what the
 * next is graded with; and no agent can be loaded into it.
 */
final class GradingKernel implements AutoCloseable {

  private final Project project;
  private final Optional<Sandbox> sandbox;
  private final Path folder;
  private final List<Path> libraries = new ArrayList<>();
  private final List<Path> copies = new ArrayList<>();
  private final Guard originals;
  private final Guard copied;
  private final Unchanged unchanged;

  private GradingKernel(Project project, Optional<Sandbox> sandbox) throws IOException {
    this.project = project;
    this.sandbox = sandbox;
    folder = Files.createTempDirectory("distill4j-kernel");
    List<Path> own = new ArrayList<>();
    for (Path entry : project.classPath()) {
      if (Files.isDirectory(entry)) {
        own.add(entry);
        copies.add(copy(entry, folder.resolve("classes-%d.jar".formatted(own.size()))));
      } else if (entry.toString().endsWith(".jar")) {
        libraries.add(entry);
      }
    }
    originals = Guard.of(own);
    unchanged = Unchanged.of(libraries);
    Path agent = folder.resolve("agent.jar");
    new JarOutputStream(Files.newOutputStream(agent), agentManifest()).close();
    writeSpec(agent);
    copied = Guard.of(List.of(folder));
  }

  /**
   * Copies the classes and writes how Jupyter starts the kernel.
   *
   * @throws LabException if they cannot be read or written
   */
  static GradingKernel of(Project project, Optional<Sandbox> sandbox) {
    try {
      return new GradingKernel(project, sandbox);
    } catch (IOException e) {
      throw new LabException("cannot copy the classes: " + WholeFile.reason(e));
    }
  }

  Optional<Sandbox> sandbox() {
    return sandbox;
  }

  /** A data folder for Jupyter that holds this kernel and nothing else. */
  Path data() {
    return folder.resolve("jupyter");
  }

  /**
   * Sets right what a submission did to the copies.
   *
   * @throws LabException if it changed a library, which there is no copy of
   */
  synchronized void check(Consumer<String> say) {
    copied.restore(say);
    try {
      Optional<Path> changed = unchanged.changed();
      if (changed.isPresent()) {
        throw new LabException(
            "a submission changed the library %s: delete it, build again and grade again"
                .formatted(changed.get()));
      }
    } catch (IOException e) {
      throw new LabException("cannot read a library: " + WholeFile.reason(e));
    }
  }

  /** Sets right what submissions did to the checkout's classes, and says so. */
  void restore(Consumer<String> say) {
    originals.restore(say);
  }

  @Override
  public void close() {
    try {
      GradingRun.delete(folder);
    } catch (IOException e) {
      throw new LabException("cannot delete %s: %s".formatted(folder, WholeFile.reason(e)));
    }
  }

  private static Path copy(Path classes, Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = classes.relativize(file).toString();
        out.putNextEntry(new JarEntry(name.replace(java.io.File.separatorChar, '/')));
        Files.copy(file, out);
      }
    }
    return jar;
  }

  /** Java takes agents from jars only; the class itself is on the class path. */
  private static Manifest agentManifest() {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", Agent.class.getName());
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    return manifest;
  }

  /** The kernel as it starts fast, with the agent, and in the sandbox if there is one. */
  private void writeSpec(Path agent) throws IOException {
    List<Path> classPath = new ArrayList<>(copies);
    classPath.addAll(libraries);
    Path file = CourseKernel.of(classPath).installFast(data()).resolve("kernel.json");
    JsonObject spec = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    List<String> command = new ArrayList<>();
    spec.getAsJsonArray("argv").forEach(word -> command.add(word.getAsString()));
    // After those that say the contrary: of two, Java takes the last.
    command.addAll(
        command.indexOf("-cp"),
        List.of(
            "-javaagent:" + agent,
            "-Djdk.attach.allowAttachSelf=false",
            "-XX:-EnableDynamicAgentLoading",
            "-XX:+DisableAttachMechanism",
            "-Dorg.bytedeco.javacpp.cachedir=" + natives()));
    JsonArray argv = new JsonArray();
    sandbox.map(box -> box.kernel(seen(), command)).orElse(command).forEach(argv::add);
    spec.add("argv", argv);
    WholeFile.write(file, spec.toString());
  }

  /** What the kernel reads: this Java, the classes, their native parts, the data, who speaks. */
  private List<Path> seen() {
    List<Path> seen = new ArrayList<>(List.of(Path.of(System.getProperty("java.home")), folder));
    seen.add(project.root().resolve("data"));
    seen.addAll(libraries);
    libraries.forEach(jar -> seen.add(natives().resolve(jar.getFileName())));
    seen.removeIf(path -> !Files.exists(path));
    seen.add(Path.of("{connection_file}"));
    return seen;
  }

  /** Where ND4J and others unpack their native parts. */
  private static Path natives() {
    return Path.of(System.getProperty("user.home"), ".javacpp", "cache");
  }
}
