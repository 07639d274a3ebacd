package org.distill4j.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jdk.jshell.SourceCodeAnalysis.Documentation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DocsTest {

  private static String html(String signature, @Nullable String javadoc) {
    return Docs.html(
        new Documentation() {
          @Override
          public String signature() {
            return signature;
          }

          @Override
          @SuppressWarnings("NullAway")
          public @Nullable String javadoc() {
            return javadoc;
          }
        });
  }

  @Test
  void aSignatureIsCodeAndNoHtml() {
    assertEquals("<b><code>List&lt;E&gt; of(E e)</code></b>", html("List<E> of(E e)", null));
  }

  @Test
  void codeAndLiteralsKeepTheirSigns() {
    String html = html("f()", "As {@code a < b && {x}} or {@literal <b>}.");
    assertEquals(
        "<b><code>f()</code></b><p>As <code>a &lt; b &amp;&amp; {x}</code> or"
            + " <code>&lt;b&gt;</code>.</p>",
        html);
    assertEquals("f()\nAs a < b && {x} or <b>.", Docs.plain(html));
  }

  @Test
  void linksAreTheNameThatTheyLeadTo() {
    assertEquals(
        "<b><code>f()</code></b><p>See <code>max</code>, <code>Math</code> and a text.</p>",
        html("f()", "See {@link #max}, {@linkplain Math the class} and {@value}{@summary a text}.")
            .replace("<code></code>", "")
            .replace("{@value}", ""));
  }

  @Test
  void tagsStartLines() {
    String html = html("f()", "Adds.\n @param a the first\n@return the sum\n@throws E never");
    assertEquals("f()\nAdds.\na: the first\nreturn the sum\nthrows E never", Docs.plain(html));
  }

  @Test
  void plainTextHasNoTagsAndNoEntities() {
    assertEquals(
        "one\n  - a < b & \"c\"\n  - it's d",
        Docs.plain("<p>one<ul><li>a &lt; b &amp; &quot;c&quot;<li>it&#39;s&nbsp;d</ul>"));
    assertEquals("&lt;", Docs.plain("&amp;lt;"));
    assertEquals("", Docs.plain(""));
  }
}
