package org.distill4j.kernel;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of a cell: the request it answers, its output on the way, whether it has to stop. */
final class Cell {
  private static final int CHUNK = 16_000;
  private static final long GRACE = TimeUnit.MILLISECONDS.toNanos(200);
  private static final int LIMIT = 10_000_000;
  private static final String TOO_MUCH = "\n[the output ends here: a cell may print 10 MB]\n";
  private static final ScheduledExecutorService FLUSHER =
      Executors.newSingleThreadScheduledExecutor(task -> Main.daemon("output", task));

  /** Threads that a cell starts belong to it, also after it has ended. */
  private static final InheritableThreadLocal<@Nullable Cell> OWNER =
      new InheritableThreadLocal<>();

  private static volatile @Nullable Cell latest;

  final Message request;
  final boolean silent;
  private final Publisher publisher;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private String stream = "stdout";
  private long written;
  private volatile long stopAsked;
  private volatile boolean memoryFull;
  private long firstStop;

  Cell(Message request, Publisher publisher) {
    this.request = request;
    this.publisher = publisher;
    silent = Json.flag(request.content(), "silent", false);
  }

  /** The cell that the calling thread works for: its own, else the latest. */
  static @Nullable Cell current() {
    Cell own = Thread.currentThread() instanceof ForkJoinWorkerThread ? null : OWNER.get();
    return own == null ? latest : own;
  }

  void begin() {
    latest = this;
    adopt();
    Checkpoint.lower();
  }

  /** From now on the calling thread works for this cell. */
  void adopt() {
    OWNER.set(this);
  }

  void publish(String type, JsonObject content) {
    flush(true);
    if (!silent) {
      publisher.publish(request, type, content);
    }
  }

  synchronized void write(String name, byte[] bytes, int offset, int length) {
    if (!name.equals(stream)) {
      flush(true);
      stream = name;
    }
    if (written <= LIMIT && written + length > LIMIT) {
      byte[] notice = TOO_MUCH.getBytes(StandardCharsets.UTF_8);
      pending.write(notice, 0, notice.length);
    }
    written += length;
    if (written > LIMIT) {
      return;
    }
    if (pending.size() == 0) {
      var unused = FLUSHER.schedule(() -> flush(false), 50, TimeUnit.MILLISECONDS);
    }
    pending.write(bytes, offset, length);
    if (pending.size() > CHUNK) {
      flush(false);
    }
  }

  /** Sends the output so far; unless all of it is wanted, a half-written character waits. */
  synchronized void flush(boolean all) {
    byte[] bytes = pending.toByteArray();
    int ready = all ? bytes.length : wholeCharacters(bytes);
    if (ready == 0) {
      return;
    }
    pending.reset();
    pending.write(bytes, ready, bytes.length - ready);
    if (!silent) {
      String text = new String(bytes, 0, ready, StandardCharsets.UTF_8);
      publisher.publish(request, "stream", Json.object("name", stream, "text", text));
    }
  }

  private static int wholeCharacters(byte[] utf8) {
    int lead = utf8.length - 1;
    while (lead > 0 && utf8.length - lead < 4 && (utf8[lead] & 0xC0) == 0x80) {
      lead--;
    }
    if (lead < 0) {
      return 0;
    }
    int first = utf8[lead] & 0xFF;
    int wanted = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    return utf8.length - lead < wanted ? lead : utf8.length;
  }

  void askToStop() {
    stopAsked = System.nanoTime();
    Checkpoint.raise();
  }

  boolean isAskedToStop() {
    return stopAsked != 0;
  }

  /** Milliseconds since the cell was asked to stop. */
  long stoppingFor() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - stopAsked);
  }

  /** The next checkpoint throws, before an allocation of the kernel itself does. */
  void reportFullMemory() {
    memoryFull = true;
    Checkpoint.raise();
  }

  /** Throws if the cell has to stop: once, then after a moment for finally blocks, always. */
  synchronized void stopHere() {
    if (memoryFull) {
      memoryFull = false;
      throw new OutOfMemoryError("Java heap space");
    }
    if (isAskedToStop() && (firstStop == 0 || System.nanoTime() - firstStop > GRACE)) {
      firstStop = firstStop == 0 ? System.nanoTime() : firstStop;
      throw new Checkpoint.Stopped("the cell was interrupted");
    }
  }
}
