package org.distill4j.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The version that the build gave to the kernel. */
final class Version {
  static final String OURS = read();

  private Version() {}

  private static String read() {
    // A resource and not the manifest: the kernel also runs from a folder of classes.
    try (InputStream file =
        Objects.requireNonNull(Version.class.getResourceAsStream("kernel.properties"))) {
      var properties = new Properties();
      properties.load(file);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
