package org.distill4j.notebook;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What JupyterLab leaves standing of the HTML of a notebook that it does not trust. */
final class Sanitized {

  private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9]+)([^>]*)>");
  private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z-]+)=\"([^\"<>]*)\"");
  private static final Set<String> TAGS =
      Set.of("img", "table", "caption", "thead", "tbody", "tr", "th", "td", "p", "div", "progress");
  private static final Set<String> ATTRIBUTES =
      Set.of("style", "alt", "src", "width", "height", "scope", "value", "max");
  private static final Pattern STYLE =
      Pattern.compile("((max-width|width|height|text-align|vertical-align): [a-z0-9%]+(; )?)*");

  private Sanitized() {}

  /** Requires that nothing of the HTML would be taken away. */
  static void requireSafe(String html) {
    Matcher tag = TAG.matcher(html);
    while (tag.find()) {
      assertTrue(TAGS.contains(tag.group(2)), () -> "tag " + tag.group());
      Matcher attribute = ATTRIBUTE.matcher(tag.group(3));
      while (attribute.find()) {
        assertTrue(ATTRIBUTES.contains(attribute.group(1)), () -> "attribute in " + tag.group());
        if (attribute.group(1).equals("style")) {
          assertTrue(STYLE.matcher(attribute.group(2)).matches(), () -> "style in " + tag.group());
        }
      }
      assertTrue(attribute.replaceAll("").isBlank(), () -> "not only attributes: " + tag.group());
    }
    String text = tag.replaceAll("");
    assertTrue(!text.contains("<") && !text.contains(">"), () -> "not escaped: " + text);
  }
}
