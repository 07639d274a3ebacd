package org.distill4j.kernel.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.distill4j.kernel.protocol.Message;
import org.distill4j.kernel.protocol.MimeData;
import org.distill4j.kernel.protocol.Publisher;
import org.distill4j.kernel.stop.Run;
import org.jspecify.annotations.Nullable;

/** One run of a cell: the request it answers, what it shows and prints on the way, what it asks. */
public final class Cell extends Run {
  private static final int CHUNK = 16_000;
  private static final int LIMIT = 10_000_000;
  private static final String TOO_MUCH = "\n[the output ends here: a cell may print 10 MB]\n";

  private final Message request;
  private final Publisher publisher;
  private final CellInput input;
  private final Supplier<Session> session;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private String stream = "stdout";
  private long written;
  private volatile @Nullable String shown;

  /**
   * A cell that has not begun.
   *
   * @param request what asks for it
   * @param publisher where what it shows and prints goes
   * @param input what it reads
   * @param session where it is evaluated; asked for when it is there
   */
  public Cell(Message request, Publisher publisher, CellInput input, Supplier<Session> session) {
    this.request = request;
    this.publisher = publisher;
    this.input = input;
    this.session = session;
  }

  /**
   * The cell that the calling thread works for: its own, else the latest; null if there is none.
   */
  public static @Nullable Cell current() {
    return Run.current() instanceof Cell cell ? cell : null;
  }

  /** What asks for this cell. */
  public Message request() {
    return request;
  }

  /** Where this cell is evaluated. */
  public Session session() {
    return session.get();
  }

  CellInput input() {
    return input;
  }

  /** Whether nothing of this cell shall be seen. */
  public boolean isSilent() {
    return request.get("silent", false);
  }

  /** Broadcasts a message about this cell, after what it has printed so far. */
  public void publish(String type, Map<String, ?> content) {
    flush(true);
    if (!isSilent()) {
      publisher.publish(request, type, content);
    }
  }

  /** Shows a bundle of MIME types, or replaces the one that was shown under this id. */
  public void show(String type, String id, Map<String, String> bundle) {
    publish(
        type,
        Map.of(
            "data", MimeData.of(bundle),
            "metadata", Map.of(),
            "transient", Map.of("display_id", id)));
    shown = id;
  }

  /** Whether this is the id of what this cell showed last: nobody wants to read it as a value. */
  @SuppressWarnings("ReferenceEquality") // an equal text that somebody typed is a value
  public boolean isId(@Nullable Object value) {
    return value != null && value == shown;
  }

  synchronized void write(String name, byte[] bytes, int offset, int length) {
    if (!name.equals(stream)) {
      flush(true);
      stream = name;
    }
    if (written <= LIMIT && written + length > LIMIT) {
      pending.writeBytes(TOO_MUCH.getBytes(StandardCharsets.UTF_8));
    }
    written += length;
    if (written > LIMIT) {
      return;
    }
    if (pending.size() == 0) {
      publisher.after(50, () -> flush(false));
    }
    pending.write(bytes, offset, length);
    if (pending.size() > CHUNK) {
      flush(false);
    }
  }

  /** Sends the output so far; unless all of it is wanted, a half-written character waits. */
  public synchronized void flush(boolean all) {
    String text = pending.toString(StandardCharsets.UTF_8);
    if (!text.isEmpty() && (all || !text.endsWith("\uFFFD"))) {
      pending.reset();
      publish("stream", Map.of("name", stream, "text", text));
    }
  }

  void requireInput() throws IOException {
    if (!request.get("allow_stdin", true)) {
      throw new IOException("this front end cannot be asked for input");
    }
  }
}
