package org.distill4j.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.distill4j.kernel.install.Child;
import org.distill4j.kernel.install.Jupyter;

/** The programs of a browser test: a Chromium, and the Node that Playwright drives it with. */
final class Programs {

  private static final List<String> NAMES =
      List.of(
          "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe");

  private static final List<Path> ELSEWHERE =
      List.of(
          Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"),
          Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
          Path.of("C:/Program Files/Google/Chrome/Application/chrome.exe"),
          Path.of("C:/Program Files (x86)/Google/Chrome/Application/chrome.exe"));

  private static final int OLDEST_NODE = 20;

  private Programs() {}

  /**
   * The Chromium that {@code -Dbrowser} names, else the first in the usual places.
   *
   * @throws LabException if the one that was named is not there
   */
  static Optional<Path> chromium() {
    return chromium(System.getProperty("browser", ""), path());
  }

  static Optional<Path> chromium(String named, String searchPath) {
    if (named.isEmpty()) {
      Stream<Path> onPath = NAMES.stream().flatMap(n -> Jupyter.programs(searchPath, n).stream());
      return Stream.concat(onPath, ELSEWHERE.stream()).filter(Files::isExecutable).findFirst();
    }
    Path browser = Path.of(named);
    if (!Files.isExecutable(browser)) {
      throw new LabException("-Dbrowser names no program: %s".formatted(browser));
    }
    return Optional.of(browser);
  }

  /**
   * A Node that Playwright runs on: the one on the PATH, else Playwright's own, fetched by Maven.
   */
  static Path node() {
    return Jupyter.programs(path(), Jupyter.WINDOWS ? "node.exe" : "node").stream()
        .filter(Programs::isNew)
        .findFirst()
        .orElseGet(Programs::playwrightsOwn);
  }

  private static String path() {
    return System.getenv().getOrDefault("PATH", "");
  }

  private static boolean isNew(Path node) {
    Child.Answer answer = Child.ask(List.of(node.toString(), "--version"));
    return answer.ok()
        && answer.lastLine().matches("v\\d+\\..*")
        && Integer.parseInt(answer.lastLine().replaceAll("v(\\d+)\\..*", "$1")) >= OLDEST_NODE;
  }

  private static Path playwrightsOwn() {
    Path root = Here.PROJECT.root();
    Path folder = root.resolve("target/playwright");
    Child.Answer maven =
        Child.ask(
            List.of(
                root.resolve(Jupyter.WINDOWS ? "mvnw.cmd" : "mvnw").toString(),
                "--quiet",
                "--file=" + root.resolve("pom.xml"),
                "dependency:unpack",
                "-Dartifact=com.microsoft.playwright:driver-bundle:"
                    + System.getProperty("playwright.version"),
                "-DoutputDirectory=" + folder));
    Path node = folder.resolve("driver").resolve(platform());
    if (!maven.ok() || !node.toFile().setExecutable(true)) {
      throw new LabException("Playwright's Node cannot be fetched: " + maven.output());
    }
    return node;
  }

  /** Where the bundle has the program for this system. */
  private static String platform() {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (os.contains("windows")) {
      return "win32_x64/node.exe";
    }
    return (os.contains("linux") ? "linux" : "mac") + (arm ? "-arm64" : "") + "/node";
  }
}
