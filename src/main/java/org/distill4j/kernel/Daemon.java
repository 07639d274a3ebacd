package org.distill4j.kernel;

/** Threads that never keep the process alive. */
final class Daemon {
  private Daemon() {}

  static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
