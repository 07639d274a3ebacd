package org.distill4j.notebook;

import java.util.Map;
import java.util.Optional;
import org.distill4j.kernel.Display;

/** A place where bundles of MIME types are shown. */
interface Outlet {

  /** Shows a bundle and returns the id to update it by. */
  String display(Map<String, String> bundle);

  /** Replaces what was shown under an id. */
  void update(String id, Map<String, String> bundle);

  /** The notebook that runs this code, if one does. */
  static Optional<Outlet> notebook() {
    if (Display.active()) {
      return Optional.of(
          new Outlet() {
            @Override
            public String display(Map<String, String> bundle) {
              return Display.display(new Display.Rendered(bundle));
            }

            @Override
            public void update(String id, Map<String, String> bundle) {
              Display.updateDisplay(id, new Display.Rendered(bundle));
            }
          });
    }
    return GuestKernel.running().map(kernel -> kernel);
  }

  /** The notebook that runs this code, else standard output. */
  static Outlet current() {
    return notebook().orElseGet(() -> new Printed(System.out));
  }
}
