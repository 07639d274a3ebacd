package org.distill4j.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Work in parts that do not depend on each other, on several threads. */
final class Parallel {

  private Parallel() {}

  /**
   * Works on all parts, in the caller's thread where one is enough.
   *
   * @param parts how many there are
   * @param threads most that work at the same time
   * @param work done to each part, from 0 on
   */
  static void forEach(int parts, int threads, IntConsumer work) {
    int workers = Math.min(parts, threads);
    if (workers <= 1) {
      for (int part = 0; part < parts; part++) {
        work.accept(part);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    Callable<Void> worker =
        () -> {
          for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
            work.accept(part);
          }
          return null;
        };
    ExecutorService pool = Executors.newFixedThreadPool(workers, Parallel::daemon);
    try {
      List<Future<Void>> done = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        done.add(pool.submit(worker));
      }
      for (Future<Void> future : done) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException wrong
          ? wrong
          : new IllegalStateException("a call failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the calls were interrupted", e);
    } finally {
      next.set(parts);
      pool.shutdown();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "distill4j-onnx");
    thread.setDaemon(true);
    return thread;
  }
}
