package org.distill4j.kernel.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** The cells that were run in this session, counted from 1. */
public final class History {
  private final List<String> cells = new CopyOnWriteArrayList<>();

  /** Adds a cell, which gets the next number. */
  public void add(String code) {
    cells.add(code);
  }

  /** How many cells were run, which is the number of the latest. */
  public int count() {
    return cells.size();
  }

  /** Answers a request for the last cells, for a range of them, or for those like a pattern. */
  public Map<String, ?> reply(Message asked) {
    String glob = asked.get("pattern", "*").replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    Pattern pattern = Pattern.compile("\\Q" + glob + "\\E", Pattern.DOTALL);
    int stop = Math.min(asked.get("stop", Integer.MAX_VALUE), count() + 1);
    List<List<Object>> found = new ArrayList<>();
    for (int number = Math.max(1, asked.get("start", 1)); number < stop; number++) {
      String code = cells.get(number - 1);
      boolean again = asked.get("unique", false) && cells.lastIndexOf(code) >= number;
      if (pattern.matcher(code).matches() && !again) {
        found.add(List.of(0, number, asked.get("output", false) ? List.of(code, "") : code));
      }
    }
    int most = Math.min(found.size(), asked.get("n", Integer.MAX_VALUE));
    return Map.of("status", "ok", "history", found.subList(found.size() - most, found.size()));
  }
}
