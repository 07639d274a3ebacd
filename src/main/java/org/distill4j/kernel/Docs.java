package org.distill4j.kernel;

import jdk.jshell.SourceCodeAnalysis.Documentation;
import org.jspecify.annotations.Nullable;

/** Javadoc as it is read in a notebook. */
final class Docs {
  private Docs() {}

  static String plain(Documentation of) {
    String text =
        html(of.javadoc())
            .replaceAll("<li>", "\n  - ")
            .replaceAll("</?(p|dl|dd|dt|br|ul|ol|h\\d|pre|blockquote)[^>]*>", "\n")
            .replaceAll("<[^>]+>", "")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&nbsp;", " ")
            .replace("&amp;", "&")
            .replaceAll("\n[ \n]*\n", "\n");
    return (of.signature() + "\n" + text).strip();
  }

  static String html(Documentation of) {
    return "<b><code>" + escape(of.signature()) + "</code></b>" + html(of.javadoc());
  }

  /** The inline and block tags of a comment as HTML; the rest of it is HTML already. */
  private static String html(@Nullable String comment) {
    if (comment == null) {
      return "";
    }
    String text = comment;
    var code =
        java.util.regex.Pattern.compile("\\{@(code|literal)\\s+([^{}]*(?:\\{[^{}]*\\}[^{}]*)*)\\}");
    text =
        code.matcher(text)
            .replaceAll(
                found ->
                    java.util.regex.Matcher.quoteReplacement(
                        "<code>" + escape(found.group(2)) + "</code>"));
    return "<p>"
        + text.replaceAll("\\{@(?:link|linkplain|value)\\s+#?([^\\s}]+)[^}]*\\}", "<code>$1</code>")
            .replaceAll("\\{@\\w+\\s*([^}]*)\\}", "$1")
            .replaceAll("(?m)^ *@param +(\\S+)", "<br><b>$1</b>:")
            .replaceAll("(?m)^ *@(return|throws|since|see|author)", "<br><b>$1</b>")
        + "</p>";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
