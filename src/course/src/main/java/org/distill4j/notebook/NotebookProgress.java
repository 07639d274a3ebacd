package org.distill4j.notebook;

import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.distill4j.kernel.Renderer;
import org.distill4j.model.train.Progress;

/**
 * A bar below the cell that moves in place and disappears when the work ends.
 *
 * <p>Set the environment variable {@code DISTILL4J_PROGRESS} to {@code off} where a notebook's
 * outputs must not depend on how long the work took.
 */
public final class NotebookProgress implements Progress.Display {

  private static final int CHARACTERS = 20;

  private final Optional<Outlet> outlet;
  private final IdentityHashMap<Object, String> ids = new IdentityHashMap<>();

  /** For the service loader. */
  public NotebookProgress() {
    this(
        "off".equalsIgnoreCase(System.getenv("DISTILL4J_PROGRESS"))
            ? Optional.empty()
            : Outlet.notebook());
  }

  NotebookProgress(Optional<Outlet> outlet) {
    this.outlet = outlet;
  }

  @Override
  public boolean available() {
    return outlet.isPresent();
  }

  @Override
  public void show(Object work, double fraction, String text) {
    Map<String, String> bundle = bundle(fraction, text);
    outlet.ifPresent(
        place -> {
          String id = ids.get(work);
          if (id == null) {
            ids.put(work, place.display(bundle));
          } else {
            place.update(id, bundle);
          }
        });
  }

  @Override
  public void close(Object work) {
    String id = ids.remove(work);
    if (id != null) {
      outlet.ifPresent(place -> place.update(id, Bundle.both("", "")));
    }
  }

  private static Map<String, String> bundle(double fraction, String text) {
    double done = Math.min(1, Math.max(0, fraction));
    int full = (int) (done * CHARACTERS);
    String html =
        String.format(
            Locale.ROOT,
            "<div><progress value=\"%.3f\" max=\"1\" style=\"width: 240px; vertical-align:"
                + " middle\"></progress> %s</div>",
            done,
            Renderer.escape(text));
    return Bundle.both(html, "[" + "#".repeat(full) + ".".repeat(CHARACTERS - full) + "] " + text);
  }
}
