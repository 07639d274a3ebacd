package org.distill4j.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * ONNX Runtime's libraries of this machine, kept in JavaCPP's cache beside ND4J's: by itself it
 * unpacks 24 MB into the temporary folder at each start, and leaves them there where the process is
 * killed.
 */
final class Natives {

  private static final String PATH = "onnxruntime.native.path";
  private static final String FOLDER = "/ai/onnxruntime/native/%s/%s";

  private Natives() {}

  /** The environment, which a process has once. */
  static OrtEnvironment environment() {
    try {
      return Loaded.ENVIRONMENT;
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "ONNX Runtime has no libraries for this machine, or they cannot be loaded: "
              + (e.getCause() == null ? e : e.getCause()),
          e);
    }
  }

  /** Filled while this class is initialized, which Java does once. */
  private static final class Loaded {

    static final OrtEnvironment ENVIRONMENT = load();

    private Loaded() {}

    private static OrtEnvironment load() {
      if (System.getProperty(PATH) != null) {
        return OrtEnvironment.getEnvironment(); // the user has libraries in a folder
      }
      try {
        Path folder = cached();
        if (folder == null) {
          return OrtEnvironment.getEnvironment(); // says itself that it has none for this machine
        }
        System.setProperty(PATH, folder.toString());
        try {
          return OrtEnvironment.getEnvironment();
        } finally {
          System.clearProperty(PATH);
          removeEmptyFolder();
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot unpack ONNX Runtime's libraries: " + e, e);
      }
    }
  }

  /** The folder with the libraries, unpacked where they are not; null where there are none. */
  private static @Nullable Path cached() throws IOException {
    Path folder = null;
    for (String library : List.of("onnxruntime", "onnxruntime4j_jni")) {
      URL packed = OrtEnvironment.class.getResource(FOLDER.formatted(platform(), file(library)));
      if (packed == null) {
        return null;
      }
      folder = Loader.cacheResource(packed).toPath().getParent();
    }
    return folder;
  }

  private static String file(String library) {
    return System.mapLibraryName(library).replace(".jnilib", ".dylib");
  }

  /** This machine, in ONNX Runtime's words. */
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String name = system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux";
    String processor = System.getProperty("os.arch");
    return name + (processor.equals("aarch64") ? "-aarch64" : "-x64");
  }

  /**
   * Removes the folder that it makes for libraries all the same, and would remove at the end of a
   * process that is not killed.
   */
  private static void removeEmptyFolder() {
    try {
      Field made = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("tempDirectory");
      made.setAccessible(true);
      if (made.get(null) instanceof Path folder) {
        Files.deleteIfExists(folder);
      }
    } catch (ReflectiveOperationException | RuntimeException | IOException e) {
      // an empty folder more is no reason to fail
    }
  }
}
