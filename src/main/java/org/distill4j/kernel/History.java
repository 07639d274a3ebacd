package org.distill4j.kernel;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The cells that were run in this session. */
final class History {
  private record Entry(int number, String code) {}

  private final List<Entry> entries = new ArrayList<>();

  synchronized void add(int number, String code) {
    entries.add(new Entry(number, code));
  }

  /** Answers a request for the last cells, for a range of them, or for those like a pattern. */
  synchronized JsonObject reply(JsonObject request) {
    int from = Json.number(request, "start", 0);
    int to = Json.number(request, "stop", Integer.MAX_VALUE);
    String glob = request.has("pattern") ? Json.text(request, "pattern") : "*";
    String quoted = "\\Q" + glob.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E";
    Pattern pattern = Pattern.compile(quoted, Pattern.DOTALL);
    List<List<Object>> found = new ArrayList<>();
    for (Entry entry : entries) {
      boolean inRange = entry.number() >= from && entry.number() < to;
      if (inRange && pattern.matcher(entry.code()).matches()) {
        boolean output = Json.flag(request, "output", false);
        Object code = output ? List.of(entry.code(), "") : entry.code();
        found.add(List.of(0, entry.number(), code));
      }
    }
    int most = Math.min(found.size(), Json.number(request, "n", Integer.MAX_VALUE));
    var history = found.subList(found.size() - most, found.size());
    return Json.ok("history", history);
  }
}
