package org.distill4j.lab;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Runs of notebooks: as many at once as the machine holds kernels, whichever test they are of. */
final class Runs {

  private static final ExecutorService WORKERS =
      Executors.newFixedThreadPool(
          Capacity.kernels(),
          work -> {
            Thread worker = new Thread(work, "run");
            worker.setDaemon(true); // a test that ends early waits for nobody
            return worker;
          });

  private Runs() {}

  /** Starts a run at once, if a worker is free. What is returned waits for its end. */
  static <T> Supplier<T> start(Supplier<T> run) {
    CompletableFuture<T> started = CompletableFuture.supplyAsync(run, WORKERS);
    return () -> {
      try {
        return started.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof LabException said ? said : e;
      }
    };
  }
}
