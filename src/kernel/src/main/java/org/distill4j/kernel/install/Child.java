package org.distill4j.kernel.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that does not outlive this one, and takes its own children along. */
public final class Child implements AutoCloseable {

  /** What a Ctrl-C reaches too ends by itself; a second signal would disturb it. */
  private static final int SECONDS_TO_END_BY_ITSELF = 3;

  private static final int SECONDS_TO_END = 10;

  private final Process process;
  private final Thread hook;

  private Child(Process process) {
    this.process = process;
    this.hook = new Thread(() -> end(SECONDS_TO_END_BY_ITSELF), "end of " + process.pid());
  }

  /**
   * What a command says that ends by itself.
   *
   * @param status its exit status
   * @param output what it wrote to standard output and error, trimmed
   */
  public record Answer(int status, String output) {
    /** Whether it ended well. */
    public boolean ok() {
      return status == 0;
    }

    /** The last line that it wrote. */
    public String lastLine() {
      return output.substring(output.lastIndexOf('\n') + 1).strip();
    }
  }

  /** Runs a command to its end; one that cannot be started answers with status -1. */
  public static Answer ask(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    try (Child child = start(builder)) {
      child.process.getOutputStream().close();
      String output = child.output();
      return new Answer(child.waitFor(), output);
    } catch (IOException e) {
      return new Answer(-1, String.valueOf(e.getMessage()));
    }
  }

  /** Starts the process; its standard input stays open and empty until this process ends. */
  public static Child start(ProcessBuilder builder) throws IOException {
    // Python on Windows would write a path with an umlaut in the code page of the system.
    builder.environment().putIfAbsent("PYTHONUTF8", "1");
    Child child = new Child(builder.start());
    Runtime.getRuntime().addShutdownHook(child.hook);
    return child;
  }

  /** What it writes to its standard output until it ends, trimmed. */
  public String output() {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines that it writes, as it writes them. */
  public Stream<String> lines() {
    return process.inputReader(StandardCharsets.UTF_8).lines();
  }

  /** Its exit status; -1 if the wait was interrupted. */
  public int waitFor() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  @Override
  public void close() {
    end(0);
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyShuttingDown) {
      return;
    }
  }

  private void end(int patience) {
    List<ProcessHandle> family = process.descendants().toList();
    try {
      if (!process.waitFor(patience, TimeUnit.SECONDS)) {
        process.destroy();
      }
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    family.forEach(ProcessHandle::destroyForcibly);
  }
}
