package org.distill4j.kernel.protocol;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Asks the person at the front end for a line. */
@FunctionalInterface
public interface Question {

  /**
   * Waits for the line.
   *
   * @param about the request whose front end is asked
   * @param givenUp whether nobody waits for the answer any more
   * @return the line without its end; empty if given up
   * @throws IOException if the wait was interrupted or the channel failed
   */
  String answer(Message about, BooleanSupplier givenUp) throws IOException;
}
