package org.distill4j.kernel.session;

import java.io.IOException;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import org.distill4j.kernel.values.Html;

/** Javadoc as it is read in a notebook. */
final class Docs {
  private static final Pattern VERBATIM =
      Pattern.compile("\\{@(?:code|literal)\\s+([^{}]*(?:\\{[^{}]*\\}[^{}]*)*)\\}");

  private Docs() {}

  /**
   * Tells JShell where the sources of these folders and jars are. JShell takes Javadoc from sources
   * and looks for those of the JDK only; it has no setting for more, and reading all sources here
   * would be a second parser of Java. But its list of places is one that can be added to, so the
   * private method that makes the list is opened ({@code --add-opens} in the kernel's command). The
   * list is asked for each time something is inspected, so an addition counts at once. Where the
   * method is another or cannot be opened, inspection shows signatures without comments.
   */
  static void addSources(SourceCodeAnalysis analysis, List<String> classPath) {
    try {
      Method find = analysis.getClass().getDeclaredMethod("findSources");
      find.setAccessible(true);
      @SuppressWarnings("unchecked")
      var sources = (Collection<Path>) find.invoke(analysis);
      for (String entry : classPath) {
        Path jar = Path.of(entry.replaceFirst("\\.jar$", "-sources.jar"));
        Path folder = Path.of(entry.replaceFirst("target.[^/\\\\]+$", "src/main/java"));
        if (!folder.equals(Path.of(entry)) && Files.exists(folder)) {
          sources.add(folder);
        } else if (entry.endsWith(".jar") && Files.exists(jar)) {
          sources.add(FileSystems.newFileSystem(jar).getPath("/"));
        }
      }
    } catch (ReflectiveOperationException | InaccessibleObjectException | IOException e) {
      return;
    }
  }

  /** A signature and its comment, whose inline and block tags become HTML as the rest of it is. */
  static String html(Documentation of) {
    String comment = of.javadoc() == null ? "" : "<p>" + of.javadoc() + "</p>";
    return VERBATIM
        .matcher("<b><code>" + Html.escape(of.signature()) + "</code></b>" + comment)
        .replaceAll(
            tag -> Matcher.quoteReplacement("<code>" + Html.escape(tag.group(1)) + "</code>"))
        .replaceAll("\\{@(?:link|linkplain|value)\\s+#?([^\\s}]+)[^}]*\\}", "<code>$1</code>")
        .replaceAll("\\{@\\w+\\s*([^}]*)\\}", "$1")
        .replaceAll("(?m)^ *@param +(\\S+)", "<br><b>$1</b>:")
        .replaceAll("(?m)^ *@(return|throws|since|see|author)", "<br><b>$1</b>");
  }

  static String plain(String html) {
    return html.replaceAll("<li>", "\n  - ")
        .replaceAll("</?(p|dl|dd|dt|br|hr|ul|ol|h\\d|pre|blockquote)[^>]*>", "\n")
        .replaceAll("<[^>]+>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
        .replaceAll("\n[ \n]*\n", "\n")
        .strip();
  }
}
