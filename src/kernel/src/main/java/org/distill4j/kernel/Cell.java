package org.distill4j.kernel;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of a cell: the request it answers, its output on the way, whether it has to stop. */
final class Cell {
  private static final int CHUNK = 16_000;
  private static final int LIMIT = 10_000_000;
  private static final String TOO_MUCH = "\n[the output ends here: a cell may print 10 MB]\n";
  private static final long GRACE = TimeUnit.MILLISECONDS.toNanos(200);

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
  private volatile long firstStop;
  private volatile boolean memoryFull;

  Cell(Message request, Publisher publisher) {
    this.request = request;
    this.publisher = publisher;
    silent = request.get("silent", false);
  }

  /** The cell that the calling thread works for: its own, else the latest. */
  static @Nullable Cell current() {
    @Nullable Cell own =
        Thread.currentThread() instanceof ForkJoinWorkerThread ? null : OWNER.get();
    return own == null ? latest : own;
  }

  void begin() {
    latest = this;
    adopt();
    Checkpoint.raised = Checkpoint.someoneIsLeft;
  }

  /** From now on the calling thread works for this cell. */
  void adopt() {
    OWNER.set(this);
  }

  void publish(String type, Map<String, ?> content) {
    flush(true);
    if (!silent) {
      publisher.publish(request, type, content);
    }
  }

  /** A stream of this name to the cell of whoever prints, or elsewhere while there is no cell. */
  static PrintStream output(String name, PrintStream otherwise) {
    var toCell =
        new OutputStream() {
          @Override
          public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            @Nullable Cell cell = current();
            if (cell == null) {
              otherwise.write(bytes, offset, length);
            } else {
              cell.write(name, bytes, offset, length);
            }
          }
        };
    return new PrintStream(toCell, false, StandardCharsets.UTF_8);
  }

  private synchronized void write(String name, byte[] bytes, int offset, int length) {
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
  synchronized void flush(boolean all) {
    String text = pending.toString(StandardCharsets.UTF_8);
    if (!text.isEmpty() && (all || !text.endsWith("\uFFFD"))) {
      pending.reset();
      publish("stream", Map.of("name", stream, "text", text));
    }
  }

  void askToStop() {
    stopAsked = System.nanoTime();
    Checkpoint.raised = true;
  }

  boolean isAskedToStop() {
    return stopAsked != 0;
  }

  /** Milliseconds since the cell was asked to stop. */
  long stoppingFor() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - stopAsked);
  }

  /** Waits until other threads of the cell, such as those of a parallel stream, had to stop too. */
  void settle() throws InterruptedException {
    long since = System.nanoTime() - Math.max(stopAsked, firstStop);
    TimeUnit.NANOSECONDS.sleep(2 * GRACE - since);
  }

  /** The next checkpoint throws, before an allocation of the kernel itself does. */
  void reportFullMemory() {
    memoryFull = true;
    Checkpoint.raised = true;
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
