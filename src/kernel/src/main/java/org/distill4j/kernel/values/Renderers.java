package org.distill4j.kernel.values;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** The looks that one session knows, and what it shows where none of them fits. */
public final class Renderers {
  private final List<Look> looks = new CopyOnWriteArrayList<>();
  private final Class<? extends Look> service;

  /**
   * Knows no look yet.
   *
   * @param service what libraries name in {@code META-INF/services}
   */
  public Renderers(Class<? extends Look> service) {
    this.service = service;
  }

  /** Asks this look before all others from now on. */
  public void add(Look look) {
    looks.add(0, look);
  }

  /** Adds the looks that the libraries of a class path bring, those that are not known yet. */
  public void discover(@Nullable ClassLoader loader) {
    ServiceLoader.load(service, loader).stream()
        .filter(found -> looks.stream().noneMatch(known -> known.getClass() == found.type()))
        .forEach(found -> looks.add(found.get()));
  }

  /** MIME types and what to show for each. */
  public Map<String, String> bundle(@Nullable Object value) {
    for (Look look : value == null ? List.<Look>of() : looks) {
      @Nullable Map<String, String> bundle = look.render(value);
      if (bundle != null) {
        return bundle;
      }
    }
    if (value instanceof BufferedImage image) {
      String alt = "image, %d x %d pixels".formatted(image.getWidth(), image.getHeight());
      String png = png(image);
      String html = "<img alt=\"" + alt + "\" src=\"data:image/png;base64," + png + "\">";
      // Browsers take the HTML, which has words for who does not see; a PDF takes the image.
      return Map.of("text/html", html, "image/png", png, "text/plain", alt);
    }
    return Map.of("text/plain", Text.of(value));
  }

  /** An image as the protocol wants it: PNG in Base64. */
  public static String png(BufferedImage image) {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
