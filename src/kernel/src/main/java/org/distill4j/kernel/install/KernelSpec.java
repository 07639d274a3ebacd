package org.distill4j.kernel.install;

import com.google.gson.FormattingStyle;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.distill4j.kernel.Main;

/**
 * How Jupyter starts the kernel.
 *
 * @param displayName what people read where they choose a kernel
 * @param options options of the Java machine
 * @param classPath the project's classes and what they need
 */
public record KernelSpec(String displayName, List<String> options, List<Path> classPath) {

  /** What notebooks call the kernel, whatever it is shown as. */
  public static final String NAME = "java";

  /**
   * The command that starts the kernel.
   *
   * @return with Jupyter's placeholder for the connection file
   */
  public List<String> argv() {
    return Launcher.command(options, classPath);
  }

  /** The content of {@code kernel.json}. */
  private String json(List<String> argv) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("argv", argv);
    spec.put("display_name", displayName);
    spec.put("language", "java");
    spec.put("interrupt_mode", "message");
    return new GsonBuilder()
            .setFormattingStyle(FormattingStyle.PRETTY)
            .disableHtmlEscaping()
            .create()
            .toJson(spec)
        + "\n";
  }

  /**
   * Writes the kernel into a data folder of Jupyter.
   *
   * @param data the folder that holds, or will hold, {@code kernels}
   * @return the kernel's own folder
   * @throws InstallException if it cannot be written
   */
  public Path install(Path data) {
    return write(data, NAME, folder -> writeJson(folder, argv()));
  }

  /**
   * The same with a copy of the kernel's classes, which takes seconds and saves some at starts.
   *
   * @param data the folder that holds, or will hold, {@code kernels}
   * @return the kernel's own folder
   * @throws InstallException if it cannot be written
   */
  public Path installFast(Path data) {
    return installFast(data, NAME);
  }

  /**
   * The same under another name than that of the course's kernel.
   *
   * @param data the folder that holds, or will hold, {@code kernels}
   * @param name what notebooks call the kernel
   * @return the kernel's own folder
   * @throws InstallException if it cannot be written, or another program's kernel is there
   */
  public Path installFast(Path data, String name) {
    return write(
        data,
        name,
        folder -> {
          var start = new FastStart(folder, options, classPath);
          writeJson(folder, start.install());
          start.removeOthers();
        });
  }

  private void writeJson(Path folder, List<String> argv) throws IOException {
    WholeFile.write(folder.resolve("kernel.json"), json(argv));
  }

  private interface Writing {
    void into(Path folder) throws IOException;
  }

  private static Path write(Path data, String name, Writing writing) {
    Path folder = data.resolve("kernels").resolve(name);
    Path file = folder.resolve("kernel.json");
    try {
      if (Files.exists(file) && !Files.readString(file).contains(Main.class.getName())) {
        throw new InstallException(
            "%s is the kernel of another program, and stays as it is; remove it with %s%s"
                .formatted(
                    file, "jupyter kernelspec remove " + name, ", or choose another prefix"));
      }
      writing.into(folder);
    } catch (IOException e) {
      throw new InstallException(
          "the kernel cannot be installed into %s (%s); choose another prefix, as your own folder"
              .formatted(folder, WholeFile.reason(e)));
    }
    return folder;
  }
}
