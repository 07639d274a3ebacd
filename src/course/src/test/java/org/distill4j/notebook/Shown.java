package org.distill4j.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An outlet that remembers. */
final class Shown implements Outlet {

  final List<Map<String, String>> displayed = new ArrayList<>();
  final List<Map<String, String>> updates = new ArrayList<>();
  final List<String> updatedIds = new ArrayList<>();

  @Override
  public String display(Map<String, String> bundle) {
    displayed.add(bundle);
    return "id " + displayed.size();
  }

  @Override
  public void update(String id, Map<String, String> bundle) {
    updatedIds.add(id);
    updates.add(bundle);
  }
}
