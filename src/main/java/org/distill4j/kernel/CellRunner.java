package org.distill4j.kernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.SPIResolutionException;
import org.jspecify.annotations.Nullable;

/** Runs the code of cells on a thread of its own, so that the kernel outlives whatever it does. */
final class CellRunner extends DirectExecutionControl {
  private final SnippetLoader loader;
  private ExecutorService executor = newExecutor();
  private volatile @Nullable Thread thread;
  private @Nullable Object value;
  private @Nullable Class<?> lastRun;

  CellRunner(SnippetLoader loader) {
    super(loader);
    this.loader = loader;
  }

  /** The value of the last snippet; it is not kept. */
  @Nullable Object takeValue() {
    @Nullable Object taken = value;
    value = null;
    return taken;
  }

  /** Forgets the variable that JShell made for the value of the last snippet. */
  void clearLast() throws IllegalAccessException {
    if (lastRun != null) {
      SnippetLoader.clear(lastRun);
    }
  }

  @Override
  protected String invoke(Method method) throws Exception {
    lastRun = method.getDeclaringClass();
    // The old value of a variable is freed before the new one is computed.
    clearLast();
    value = null;
    Object result = Thread.currentThread() == thread ? method.invoke(null) : await(method);
    value = result;
    lastRun = method.getDeclaringClass();
    return ""; // JShell would call toString on the value; nobody reads it
  }

  private @Nullable Object await(Method method) throws Exception {
    @Nullable Cell cell = Cell.current();
    Future<@Nullable Object> run =
        executor.submit(
            () -> {
              if (cell != null) {
                cell.adopt();
              }
              return method.invoke(null);
            });
    while (true) {
      try {
        return run.get(50, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (cell != null && cell.isAskedToStop()) {
          pressOn(cell.stoppingFor());
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Exception cause
            ? cause
            : new InvocationTargetException(e.getCause());
      }
    }
  }

  /** Woven code stops at its next checkpoint; everything else needs more and more insistence. */
  private void pressOn(long stoppingFor) throws InvocationTargetException {
    @Nullable Thread running = thread;
    if (running == null) {
      return;
    }
    running.interrupt();
    if (stoppingFor > 2000 && Runtime.version().feature() < 20) {
      kill(running);
    }
    if (stoppingFor > 4000) {
      executor.shutdown();
      executor = newExecutor();
      throw new InvocationTargetException(
          new Checkpoint.Stopped(
              "the cell was interrupted, but a library it called goes on in the background"));
    }
  }

  /** The last resort against an endless loop in a library, where Java still has one. */
  @SuppressWarnings({"deprecation", "removal"})
  private static void kill(Thread running) {
    running.stop();
  }

  private ExecutorService newExecutor() {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread made = Daemon.thread("cell", task);
          made.setContextClassLoader(loader);
          thread = made;
          return made;
        });
  }

  @Override
  protected String throwConvertedInvocationException(Throwable thrown)
      throws RunException, InternalException {
    if (thrown instanceof SPIResolutionException) {
      return super.throwConvertedInvocationException(thrown);
    }
    throw describe(thrown, 5);
  }

  private static UserException describe(Throwable thrown, int causes) {
    String message;
    try {
      message = thrown.getMessage();
    } catch (RuntimeException e) {
      message = "its message could not be read: " + e;
    }
    var described =
        new ExecutionControl.UserException(
            message, thrown.getClass().getName(), thrown.getStackTrace());
    if (thrown.getCause() != null && causes > 0) {
      described.initCause(describe(thrown.getCause(), causes - 1));
    }
    return described;
  }
}
