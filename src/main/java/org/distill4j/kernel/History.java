package org.distill4j.kernel;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The cells that were run in this session. */
final class History {
  private record Entry(int number, String code) {}

  private final List<Entry> entries = new ArrayList<>();

  synchronized void add(int number, String code) {
    entries.add(new Entry(number, code));
  }

  synchronized JsonObject reply(JsonObject request) {
    List<Entry> found = new ArrayList<>(entries);
    int limit = number(request, "n", Integer.MAX_VALUE);
    switch (request.get("hist_access_type").getAsString()) {
      case "range" -> {
        int from = number(request, "start", 0);
        int to = number(request, "stop", Integer.MAX_VALUE);
        found.removeIf(entry -> entry.number() < from || entry.number() >= to);
        limit = Integer.MAX_VALUE;
      }
      case "search" -> {
        Pattern pattern = glob(request.get("pattern").getAsString());
        found.removeIf(entry -> !pattern.matcher(entry.code()).matches());
      }
      default -> {}
    }
    List<Object> history = new ArrayList<>();
    boolean output = Json.flag(request, "output", false);
    for (Entry entry : found.subList(Math.max(0, found.size() - limit), found.size())) {
      Object code = output ? Json.array(java.util.Arrays.asList(entry.code(), "")) : entry.code();
      history.add(Json.array(List.of(0, entry.number(), code)));
    }
    return Json.object("status", "ok", "history", history);
  }

  private static int number(JsonObject request, String name, int otherwise) {
    return request.has(name) && !request.get(name).isJsonNull()
        ? request.get(name).getAsInt()
        : otherwise;
  }

  private static Pattern glob(String pattern) {
    return Pattern.compile(
        pattern
            .chars()
            .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote("" + (char) c))
            .collect(Collectors.joining()),
        Pattern.DOTALL);
  }
}
