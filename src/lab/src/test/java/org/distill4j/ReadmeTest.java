package org.distill4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README promises of the project's files. */
class ReadmeTest {

  @Test
  void theProgramCompiles(@TempDir Path folder) throws IOException {
    List<String> lines = javaBlock().lines().toList();
    String imports = lines.stream().filter(l -> l.startsWith("import ")).collect(joining());
    String statements = lines.stream().filter(l -> !l.startsWith("import ")).collect(joining());
    String source =
        imports + "class Program { void main() throws Exception {\n" + statements + "}}\n";

    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    List<String> options =
        List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
    ToolProvider.getSystemJavaCompiler()
        .getTask(null, null, problems, options, null, List.of(new Source(source)))
        .call();
    assertEquals(List.of(), problems.getDiagnostics());
  }

  @Test
  void theGuidesProgramsAreThoseThatVerifyRuns() throws IOException {
    String guide = Files.readString(Path.of("notebooks/in-production.md"));
    List<String> blocks = blocks(guide);
    assertEquals(2, blocks.size());
    String services = "src/it/service/%s/src/main/java/example/%s.java";
    assertTrue(
        plain(services.formatted("distil", "DistilForService")).contains(plain(blocks.get(0))));
    assertTrue(plain(services.formatted("plain", "PlainService")).contains(plain(blocks.get(1))));
    assertTrue(blocks.stream().flatMap(String::lines).count() <= 40);
  }

  static Stream<String> pages() {
    return Stream.of(
        "README.md", "notebooks/README.md", "notebooks/for-lecturers.md", "binder/README.md");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyFileItLinksToIsThere(String page) throws IOException {
    for (Path file : links(Path.of(page))) {
      assertTrue(Files.exists(file), file.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "notebooks/README.md"})
  void everyNotebookIsListed(String page) throws IOException {
    Set<Path> listed = links(Path.of(page));
    try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
      List<Path> missing =
          files.filter(f -> f.toString().endsWith(".ipynb") && !listed.contains(f)).toList();
      assertEquals(List.of(), missing);
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyPlaceItLinksToIsThere(String page) throws IOException {
    String text = Files.readString(Path.of(page));
    Set<String> headings =
        text.lines()
            .filter(line -> line.startsWith("#"))
            .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
            .map(heading -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
            .collect(Collectors.toSet());
    Matcher places = Pattern.compile("]\\(#([^)]+)\\)").matcher(text);
    for (String place : places.results().map(link -> link.group(1)).toList()) {
      assertTrue(headings.contains(place), place);
    }
  }

  private static Set<Path> links(Path page) throws IOException {
    Matcher links = Pattern.compile("]\\((?!https?:|#)([^)]+)\\)").matcher(Files.readString(page));
    return links
        .results()
        .map(link -> page.resolveSibling(link.group(1)).normalize())
        .collect(Collectors.toSet());
  }

  private static String javaBlock() throws IOException {
    return blocks(readme()).get(0);
  }

  private static List<String> blocks(String page) {
    Matcher blocks = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(page);
    return blocks.results().map(block -> block.group(1)).toList();
  }

  /** Without indentation, of a file or a text itself. */
  private static String plain(String text) throws IOException {
    String whole = text.endsWith(".java") ? Files.readString(Path.of(text)) : text;
    return whole.lines().map(String::strip).collect(joining());
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  private static Collector<CharSequence, ?, String> joining() {
    return Collectors.joining("\n", "", "\n");
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String text) {
      super(URI.create("string:///Program.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
