package org.distill4j.kernel.values;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenderersTest {

  private static Renderers renderers() {
    return new Renderers(Look.class);
  }

  @Test
  void theLookThatWasAddedLastIsAskedFirst() {
    Renderers renderers = renderers();
    renderers.add(value -> Map.of("text/plain", "first"));
    renderers.add(value -> value instanceof Integer ? Map.of("text/plain", "second") : null);
    assertEquals(Map.of("text/plain", "second"), renderers.bundle(1));
    assertEquals(Map.of("text/plain", "first"), renderers.bundle("text"));
  }

  @Test
  void noLookIsAskedForNull() {
    Renderers renderers = renderers();
    renderers.add(value -> Map.of("text/plain", value.toString()));
    assertEquals(Map.of("text/plain", "null"), renderers.bundle(null));
  }

  @Test
  void anImageIsAPictureWithItsSizeAsText() {
    var bundle = renderers().bundle(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB));
    assertEquals("image, 3 x 2 pixels", bundle.get("text/plain"));
    String html = bundle.get("text/html");
    String start = "<img alt=\"image, 3 x 2 pixels\" src=\"data:image/png;base64,";
    assertTrue(html.startsWith(start), html);
    byte[] png = Base64.getDecoder().decode(html.substring(start.length(), html.length() - 2));
    // How every PNG begins.
    assertArrayEquals(
        new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, Arrays.copyOf(png, 8));
  }

  @Test
  void whatHtmlMeansSomethingByIsEscaped() {
    assertEquals("&lt;a b=&quot;c&quot;&gt; &amp;amp; &#39;", Html.escape("<a b=\"c\"> &amp; '"));
  }
}
