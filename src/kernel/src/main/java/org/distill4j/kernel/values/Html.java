package org.distill4j.kernel.values;

/** Text as HTML. */
public final class Html {
  private Html() {}

  /** The text as it can stand between tags and in the quotes of an attribute. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
