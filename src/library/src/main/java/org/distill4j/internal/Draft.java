package org.distill4j.internal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A hidden file beside the one that it will be, until it is whole and on the disk.
 *
 * <p>It is locked as long as somebody writes it. A draft without a lock is one of a process that
 * died, and whoever writes into the same folder next removes it. Locks go with their process,
 * whatever ends it; numbers of processes would not tell, which begin anew in each container.
 *
 * @param path of the draft
 * @param channel open, and locked where the file system has locks
 */
record Draft(Path path, FileChannel channel) implements AutoCloseable {

  private static final String START = ".distill4j-";
  private static final String END = ".draft";

  /** What this process calls its drafts, which it need not try to lock. */
  private static final String OURS = START + random();

  /** A byte that no file has, so that nobody is kept from reading. */
  private static final long LOCKED = Long.MAX_VALUE - 1;

  private static String random() {
    return "%016x".formatted(ThreadLocalRandom.current().nextLong());
  }

  /** An empty draft in a folder, from which those of dead processes are removed first. */
  static Draft in(Path folder) throws IOException {
    removeDead(folder);
    while (true) {
      Path path = folder.resolve(OURS + "-" + random() + END);
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Draft draft = new Draft(path, channel);
      if (!draft.lock() || Files.exists(path)) {
        return draft;
      }
      channel.close(); // somebody else has taken it for dead before it was locked
    }
  }

  /**
   * Locks it until the channel is closed; false if there are no locks, so nobody takes it for dead.
   */
  @SuppressWarnings("resource") // the lock is for as long as the draft is there
  boolean lock() {
    try {
      channel.lock(LOCKED, 1, false);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void removeDead(Path folder) {
    try (DirectoryStream<Path> drafts = Files.newDirectoryStream(folder, START + "*" + END)) {
      for (Path draft : drafts) {
        if (!String.valueOf(draft.getFileName()).startsWith(OURS)) {
          removeIfDead(draft);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // a folder that can be written to and not listed
    }
  }

  private static void removeIfDead(Path draft) {
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock(LOCKED, 1, false)) {
      if (lock != null) {
        Files.deleteIfExists(draft);
      }
    } catch (IOException | OverlappingFileLockException e) {
      // gone already, somebody else's, or on a file system without locks: it may stay
    }
  }

  void write(WholeFile.Content content) throws IOException {
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
    content.writeTo(out);
    out.flush();
    channel.force(true); // otherwise the name may reach the disk before the content does
  }

  void moveTo(Path file) throws IOException {
    try {
      Files.move(path, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(path, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Removes it if it was not moved. */
  @Override
  public void close() throws IOException {
    try {
      Files.deleteIfExists(path);
    } finally {
      channel.close();
    }
  }
}
