package org.distill4j.kernel;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Asks Maven itself for a library and what that library needs. */
final class Maven {
  private static final String POM =
      """
      <project><modelVersion>4.0.0</modelVersion>
      <groupId>notebook</groupId><artifactId>notebook</artifactId><version>1</version>
      <packaging>pom</packaging><dependencies><dependency>
      <groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>
      </dependency></dependencies></project>
      """;

  private Maven() {}

  /** The class path of a library named group:artifact:version. */
  static List<String> resolve(String library) throws IOException {
    String[] name = library.strip().split(":", -1);
    if (name.length != 3 || !library.strip().matches("[\\w.:-]+")) {
      throw new IllegalArgumentException(
          "a library is named group:artifact:version, but was '" + library + "'");
    }
    Path folder = Files.createTempDirectory("maven");
    Path pom = Files.writeString(folder.resolve("pom.xml"), POM.formatted((Object[]) name));
    Path list = folder.resolve("classpath");
    Path log = folder.resolve("log");
    String goal = "dependency:build-classpath";
    String output = "-Dmdep.outputFile=" + list;
    var maven = new ProcessBuilder(command(), "-q", "-B", "-f", pom.toString(), goal, output);
    try {
      Process run = maven.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      if (run.waitFor() != 0) {
        String why = Files.readString(log).lines().findFirst().orElse("Maven failed");
        throw new IOException(library + " was not found: " + why);
      }
      return List.of(Files.readString(list).strip().split(File.pathSeparator, -1));
    } catch (InterruptedException e) {
      throw new IOException("interrupted while Maven was looking for " + library);
    } finally {
      for (Path file : List.of(pom, list, log, folder)) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** The nearest Maven wrapper, else the Maven on the PATH. */
  private static String command() {
    String suffix = File.separatorChar == '\\' ? ".cmd" : "";
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path wrapper = at.resolve("mvnw" + suffix);
      if (Files.isExecutable(wrapper)) {
        return wrapper.toString();
      }
    }
    return "mvn" + suffix;
  }
}
