package org.distill4j.notebook;

import java.io.PrintStream;
import java.util.Map;

/** Plain text on a stream, where there is no notebook. */
final class Printed implements Outlet {

  private final PrintStream out;

  Printed(PrintStream out) {
    this.out = out;
  }

  @Override
  public String display(Map<String, String> bundle) {
    out.println(bundle.get(Bundle.TEXT));
    return "";
  }

  @Override
  public void update(String id, Map<String, String> bundle) {
    display(bundle);
  }
}
