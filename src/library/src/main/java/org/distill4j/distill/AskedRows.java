package org.distill4j.distill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.distill4j.internal.WholeFile;

/**
 * What a teacher says about rows, a thousand at a time, without those that it fails for. At the end
 * these are listed in a file: a shard is put in its place after its last row, so none is there
 * without its list.
 */
final class AskedRows<T> implements Iterator<TransferSet> {

  private static final int BATCH = 1_000;

  private final Path shard;
  private final Path list;
  private final Iterator<T> rows;
  private final Function<List<T>, TransferSet> asked;
  private final int errors;
  private final Deque<TransferSet> ready = new ArrayDeque<>();
  private final List<String> leftOut = new ArrayList<>();
  private long taken;

  AskedRows(
      Path shard, Path list, Iterator<T> rows, Function<List<T>, TransferSet> asked, int errors) {
    this.shard = shard;
    this.list = list;
    this.rows = rows;
    this.asked = asked;
    this.errors = errors;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && rows.hasNext()) {
      List<T> batch = new ArrayList<>();
      while (batch.size() < BATCH && rows.hasNext()) {
        batch.add(rows.next());
      }
      ask(batch, taken);
      taken += batch.size();
    }
    if (ready.isEmpty()) {
      writeList();
    }
    return !ready.isEmpty();
  }

  @Override
  public TransferSet next() {
    if (!hasNext()) {
      throw new NoSuchElementException("there are no more rows for " + shard);
    }
    return ready.remove();
  }

  private void ask(List<T> batch, long first) {
    TransferSet set;
    try {
      set = asked.apply(batch);
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e; // the rows are not to blame
      }
      if (batch.size() > 1) {
        int half = batch.size() / 2;
        ask(batch.subList(0, half), first);
        ask(batch.subList(half, batch.size()), first + half);
      } else {
        leaveOut("row %d: %s".formatted(first, e.getMessage()).replaceAll("\\R", " "), e);
      }
      return;
    }
    if (set.size() != batch.size()) {
      throw new IllegalArgumentException(
          "%d rows from row %d on must make as many examples, but made %d"
              .formatted(batch.size(), first, set.size()));
    }
    ready.add(set);
  }

  private void leaveOut(String row, RuntimeException e) {
    leftOut.add(row);
    if (leftOut.size() > errors) {
      throw new IllegalStateException(
          "%s may lack %d rows, but would lack %d: %s"
              .formatted(shard, errors, leftOut.size(), String.join("; ", leftOut)),
          e);
    }
  }

  private void writeList() {
    try {
      if (leftOut.isEmpty()) {
        Files.deleteIfExists(list);
      } else {
        String lines = String.join("\n", leftOut) + "\n";
        WholeFile.write(list, out -> out.write(lines.getBytes(StandardCharsets.UTF_8)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove %s: %s".formatted(list, e), e);
    }
  }

  List<String> leftOut() {
    return List.copyOf(leftOut);
  }
}
