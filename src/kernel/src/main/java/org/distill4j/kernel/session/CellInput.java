package org.distill4j.kernel.session;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import org.distill4j.kernel.protocol.Message;
import org.distill4j.kernel.protocol.Question;
import org.distill4j.kernel.stop.Run;

/** What the cells of a session read: each line is asked from the front end. */
public final class CellInput {
  private final Question question;
  private InputStream line = InputStream.nullInputStream();

  /** Reads the answers to a question. */
  public CellInput(Question question) {
    this.question = question;
  }

  /**
   * Reads from the line that was typed, or asks for one if nothing of it is left.
   *
   * @throws IOException if the front end cannot be asked
   */
  synchronized int read(Cell cell, byte[] into, int offset, int length) throws IOException {
    if (length > 0 && line.available() == 0) {
      cell.requireInput();
      cell.flush(true);
      line = ask(cell.request(), cell);
    }
    return line.read(into, offset, length);
  }

  private InputStream ask(Message request, Run run) throws IOException {
    String typed = question.answer(request, run::isAskedToStop) + "\n";
    return new ByteArrayInputStream(typed.getBytes(Charset.defaultCharset()));
  }

  synchronized int available() throws IOException {
    return line.available();
  }
}
