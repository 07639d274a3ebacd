package org.distill4j.model.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.distill4j.internal.Reason;
import org.distill4j.internal.Uninterrupted;
import org.distill4j.model.network.internal.Network;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a training is kept in: the file of its last checkpoint, and one that is locked as
 * long as the training lasts. The system gives that lock free when the process ends, however it
 * ends; the file itself stays.
 */
final class CheckpointFolder implements AutoCloseable {

  private static final String CHECKPOINT = "training.checkpoint";
  private static final String LOCK = "training.lock";

  private final Checkpoints settings;
  private final FileChannel lock;
  private TrainingIdentity identity = new TrainingIdentity(Map.of());
  private long written = System.nanoTime();

  private CheckpointFolder(Checkpoints settings, FileChannel lock) {
    this.settings = settings;
    this.lock = lock;
  }

  /**
   * Makes the folder if it is not there, and locks it.
   *
   * @throws UncheckedIOException if nothing can be written there
   * @throws IllegalStateException if another training has the lock
   */
  static CheckpointFolder open(Checkpoints settings) {
    return Uninterrupted.get(() -> locked(settings));
  }

  private static CheckpointFolder locked(Checkpoints settings) {
    Path folder = settings.folder();
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
      if (!lock(channel)) {
        channel.close();
        throw new IllegalStateException(
            "another training, perhaps of another process, is writing its checkpoints into %s; each needs a folder of its own"
                .formatted(folder));
      }
      return new CheckpointFolder(settings, channel);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write checkpoints into %s: %s".formatted(folder, Reason.of(e)), e);
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // this process has it
    }
  }

  private Path file() {
    return settings.folder().resolve(CHECKPOINT);
  }

  /**
   * What is kept here of a training.
   *
   * @param mine which training that must be
   * @param network that is trained: as it was at the beginning, or as that training left it
   * @param sizes of its arrays
   * @return the state; null if there is none yet
   * @throws IllegalArgumentException if it is another training's, or damaged
   */
  @Nullable TrainingState read(
      TrainingIdentity mine, Network network, TrainingStateFile.Sizes sizes) {
    identity = mine;
    return Files.exists(file()) ? Uninterrupted.get(() -> readThere(mine, network, sizes)) : null;
  }

  private TrainingState readThere(
      TrainingIdentity mine, Network network, TrainingStateFile.Sizes sizes) {
    TrainingIdentity kept = TrainingStateFile.readIdentity(file());
    if (!mine.startedLike(kept).equals(kept)) {
      throw other(mine, kept);
    }
    TrainingState state = TrainingStateFile.read(file(), sizes);
    if (!mine.equals(kept) && !isLeftBy(state, network)) {
      throw other(mine, kept);
    }
    identity = kept;
    return state;
  }

  private static boolean isLeftBy(TrainingState state, Network network) {
    String weights = ArrayBytes.checksum(network.plain().params());
    return weights.equals(ArrayBytes.checksum(state.finished()))
        || (state.best() != null && weights.equals(ArrayBytes.checksum(state.best())));
  }

  private IllegalArgumentException other(TrainingIdentity mine, TrainingIdentity kept) {
    return new IllegalArgumentException(
        "%s is of another training: %s; another training needs a folder of its own"
            .formatted(file(), mine.differencesFrom(kept)));
  }

  /** Whether so much time has passed since the last checkpoint that it is time for another. */
  boolean isDue() {
    return Duration.ofNanos(System.nanoTime() - written).compareTo(settings.every()) >= 0;
  }

  /**
   * Writes a checkpoint in place of the last one, which stays if that fails.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  void write(TrainingState state) {
    Uninterrupted.run(() -> TrainingStateFile.write(file(), identity, state));
    written = System.nanoTime();
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot unlock %s: %s".formatted(settings.folder(), Reason.of(e)), e);
    }
  }
}
