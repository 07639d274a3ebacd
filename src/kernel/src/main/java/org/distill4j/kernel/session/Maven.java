package org.distill4j.kernel.session;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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
  static List<String> resolve(String library) throws IOException, InterruptedException {
    String[] name = library.split(":", -1);
    if (name.length != 3 || !library.matches("[\\w.:-]+")) {
      throw new IllegalArgumentException(
          "a library is named group:artifact:version, but was '" + library + "'");
    }
    Path pom = Files.createTempFile("maven", ".xml");
    Path list = Files.createTempFile("maven", ".classpath");
    try {
      Files.writeString(pom, POM.formatted((Object[]) name));
      String output = "-Dmdep.outputFile=" + list;
      String goal = "dependency:build-classpath";
      Process maven =
          new ProcessBuilder(
                  command(), "-q", "-B", "-Dstyle.color=never", "-f", pom.toString(), goal, output)
              .redirectErrorStream(true)
              .start();
      String log = new String(maven.getInputStream().readAllBytes(), Charset.defaultCharset());
      if (maven.waitFor() != 0) {
        String why = log.lines().findFirst().orElse("Maven failed");
        why = why.replaceFirst("^\\[ERROR\\] (Failed to execute goal on project notebook: )?", "");
        throw new IOException(library + " was not found: " + why);
      }
      return List.of(Files.readString(list).strip().split(File.pathSeparator, -1));
    } finally {
      Files.delete(pom);
      Files.deleteIfExists(list);
    }
  }

  /** The nearest Maven wrapper, else the Maven on the PATH. */
  private static String command() {
    String suffix = File.separatorChar == '\\' ? ".cmd" : "";
    return Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
        .map(folder -> folder.resolve("mvnw" + suffix))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse("mvn" + suffix);
  }
}
