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
  synchronized JsonObject reply(JsonObject asked) {
    String glob = Json.get(asked, "pattern", "*");
    String quoted = "\\Q" + glob.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E";
    Pattern pattern = Pattern.compile(quoted, Pattern.DOTALL);
    int from = Json.get(asked, "start", 0);
    int to = Json.get(asked, "stop", Integer.MAX_VALUE);
    boolean output = Json.get(asked, "output", false);
    List<List<Object>> found = new ArrayList<>();
    for (Entry entry : entries) {
      boolean inRange = entry.number() >= from && entry.number() < to;
      if (inRange && pattern.matcher(entry.code()).matches()) {
        Object code = output ? List.of(entry.code(), "") : entry.code();
        found.add(List.of(0, entry.number(), code));
      }
    }
    int most = Math.min(found.size(), Json.get(asked, "n", Integer.MAX_VALUE));
    return Json.object("status", "ok", "history", found.subList(found.size() - most, found.size()));
  }
}
