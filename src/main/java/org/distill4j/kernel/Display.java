package org.distill4j.kernel;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows things in the output of the cell that the calling thread works for. */
public final class Display {
  private Display() {}

  /**
   * Whether this JVM is a kernel, so that something shown is seen.
   *
   * @return whether a cell runs or has run
   */
  public static boolean active() {
    return Cell.current() != null;
  }

  /**
   * Shows something.
   *
   * @param bundle MIME types and what to show for each; binary data in Base64
   * @return the id to update it by
   */
  public static String display(Map<String, String> bundle) {
    String id = UUID.randomUUID().toString();
    send("display_data", id, bundle);
    return id;
  }

  /**
   * Replaces what was shown.
   *
   * @param id what {@link #display} returned
   * @param bundle MIME types and what to show for each; binary data in Base64
   */
  public static void update(String id, Map<String, String> bundle) {
    send("update_display_data", id, bundle);
  }

  /**
   * Shows values of a learner's own type in a way of their own, from now on.
   *
   * @param renderer asked for each value before the kernel's own renderers
   */
  public static void register(Renderer renderer) {
    Rendering.register(renderer);
  }

  /** The bundle as the protocol wants it: what is JSON as JSON, the rest as text. */
  static JsonObject data(Map<String, String> bundle) {
    var data = new JsonObject();
    bundle.forEach(
        (type, text) ->
            data.add(
                type,
                type.endsWith("json") ? JsonParser.parseString(text) : new JsonPrimitive(text)));
    return data;
  }

  private static void send(String type, String id, Map<String, String> bundle) {
    @Nullable Cell cell = Cell.current();
    if (cell != null) {
      var handle = Json.object("display_id", id);
      var metadata = new JsonObject();
      cell.publish(
          type, Json.object("data", data(bundle), "metadata", metadata, "transient", handle));
    }
  }
}
