package org.distill4j.kernel.stop;

import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import jdk.jshell.spi.SPIResolutionException;
import org.jspecify.annotations.Nullable;

/** Runs the code of cells on a thread of its own, so that the kernel outlives whatever it does. */
public final class CellRunner extends DirectExecutionControl implements ExecutionControlProvider {
  /** Milliseconds in which a cell fills less of the heap than {@link Memory} keeps free. */
  private static final int POLL = 10;

  /** The loader of cells' classes, which the superclass leaves here. */
  private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

  private final Memory memory = new Memory();
  private final Statics statics;
  private Run run = new Run();
  private boolean keepValues;

  private ExecutorService executor = newExecutor();
  private volatile @Nullable Thread thread;
  private @Nullable Object value;
  private @Nullable Class<?> lastRun;

  /** What the static fields of cells' classes hold, which are the variables of cells. */
  public interface Statics {

    /** A class was loaded, perhaps in place of another. */
    void loaded(Class<?> type) throws IllegalAccessException;

    /** The values of a class are not needed any more. */
    void clear(Class<?> type);
  }

  /** Runs nothing yet. */
  public CellRunner(Statics statics) {
    this.statics = statics;
  }

  /** The loader of cells' classes. */
  public ClassLoader loader() {
    return loader;
  }

  /** What is run next is run for this. */
  public void workFor(Run next) {
    run = next;
  }

  /** Whether a variable that is declared again keeps its value, instead of being computed. */
  public void keepValues(boolean keep) {
    keepValues = keep;
  }

  @Override
  public String name() {
    return "cells";
  }

  @Override
  public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
    return this;
  }

  @Override
  public void load(ClassBytecodes[] classes)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    var woven = new ClassBytecodes[classes.length];
    for (int i = 0; i < classes.length; i++) {
      woven[i] = new ClassBytecodes(classes[i].name(), Weaver.weave(classes[i].bytecodes(), false));
    }
    try {
      super.load(woven);
      for (ClassBytecodes loaded : woven) {
        statics.loaded(findClass(loaded.name()));
      }
    } catch (ReflectiveOperationException e) {
      throw new ClassInstallException("load: " + e.getMessage(), new boolean[classes.length]);
    }
  }

  /** The value of the last snippet; it is not kept. */
  public @Nullable Object takeValue() {
    @Nullable Object taken = value;
    value = null;
    return taken;
  }

  /** Forgets the variables of the last snippet. */
  public void clearLast() {
    if (lastRun != null) {
      statics.clear(lastRun);
    }
  }

  @Override
  protected String invoke(Method method) throws Exception {
    lastRun = method.getDeclaringClass();
    if (!keepValues) {
      clearLast(); // the old value of a variable is freed before the new one is computed
      value = null;
      value = Thread.currentThread() == thread ? method.invoke(null) : await(method);
      lastRun = method.getDeclaringClass();
    }
    return ""; // JShell would call toString on the value, and nobody reads it
  }

  private @Nullable Object await(Method method) throws Exception {
    boolean wasFull = memory.isFull(); // then this cell may be the one that frees some of it
    memory.restoreReserve();
    Run own = run;
    Future<@Nullable Object> result = executor.submit(() -> call(own, method));
    try {
      for (long cpu = 0; ; ) {
        try {
          return result.get(own.isAskedToStop() ? 50 : POLL, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          wasFull = Memory.looksFull() && (wasFull || own.reportsFull(memory::isFull));
          if (own.isAskedToStop()) {
            cpu = insist(own, cpu);
          }
        } catch (OutOfMemoryError e) {
          memory.releaseReserve(); // it hit this thread, but the cell is to blame
          own.reportFullMemory();
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause
          ? cause
          : new InvocationTargetException(e.getCause());
    } finally {
      if (own.isAskedToStop()) {
        own.settle();
        Agent.leave(this);
      }
    }
  }

  private @Nullable Object call(Run own, Method method) throws Exception {
    own.adopt();
    try {
      return method.invoke(null);
    } catch (InvocationTargetException | OutOfMemoryError e) {
      if (e instanceof OutOfMemoryError || e.getCause() instanceof OutOfMemoryError) {
        memory.releaseReserve();
      }
      throw e;
    }
  }

  /** Woven code stops at its next checkpoint; a library needs more and more insistence. */
  private long insist(Run own, long cpuBefore) throws InvocationTargetException {
    long milliseconds = own.stoppingFor();
    @Nullable Thread running = thread;
    if (running == null) {
      return 0;
    }
    running.interrupt();
    long cpu = ManagementFactory.getThreadMXBean().getThreadCpuTime(running.getId());
    boolean blocked = cpu == cpuBefore;
    if (milliseconds > (blocked ? 700 : 3000)) {
      own.leave();
      executor.shutdown();
      executor = newExecutor();
      throw new InvocationTargetException(
          new Checkpoint.Stopped(
              "the cell was interrupted, but a library that it called goes on behind it: "
                  + "restart the kernel if it disturbs"));
    } else if (milliseconds > 500 && !blocked) {
      try {
        Agent.reach(running, this);
      } catch (Exception | LinkageError e) {
        return cpu; // where Java has no agents, the thread will be left behind
      }
    }
    return cpu;
  }

  private ExecutorService newExecutor() {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread made = new CellThread(task);
          made.setDaemon(true);
          made.setContextClassLoader(loader);
          thread = made;
          return made;
        });
  }

  private static final class CellThread extends Thread {
    CellThread(Runnable task) {
      super(task, "cell");
    }

    /** What the checkpoints in a library call, as they can call nothing of ours. */
    @Override
    public UncaughtExceptionHandler getUncaughtExceptionHandler() {
      Checkpoint.pass();
      return super.getUncaughtExceptionHandler();
    }
  }

  @Override
  protected String throwConvertedInvocationException(Throwable thrown)
      throws RunException, InternalException {
    if (thrown instanceof SPIResolutionException) {
      return super.throwConvertedInvocationException(thrown);
    }
    throw describe(thrown, 5);
  }

  /** What JShell translates into lines of cells; a chain of causes may be endless. */
  private static UserException describe(Throwable thrown, int causes) {
    String message;
    try {
      message = thrown.getMessage();
    } catch (RuntimeException e) {
      message = "its message cannot be read: " + e;
    }
    var described = new UserException(message, thrown.getClass().getName(), thrown.getStackTrace());
    if (thrown.getCause() != null && causes > 0) {
      described.initCause(describe(thrown.getCause(), causes - 1));
    }
    return described;
  }
}
