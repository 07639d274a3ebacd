package org.distill4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void everyFileItLinksToIsThere() throws IOException {
    Matcher links = Pattern.compile("]\\((?!https?:)([^)]+)\\)").matcher(readme());
    assertTrue(links.find());
    do {
      assertTrue(Files.exists(Path.of(links.group(1))), links.group(1));
    } while (links.find());
  }

  private static String javaBlock() throws IOException {
    Matcher block = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(readme());
    assertTrue(block.find());
    return block.group(1);
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
