package org.distill4j.notebook;

import java.io.Console;
import java.io.PrintStream;
import org.distill4j.model.train.Progress;
import org.jspecify.annotations.Nullable;

/** One line of a terminal that changes in place and is wiped when the work ends. */
public final class TerminalProgress implements Progress.Display {

  private static final int WIDTH = 79;

  private final PrintStream out;
  private final boolean terminal;
  private int written;

  /** For the service loader. */
  public TerminalProgress() {
    this(System.out, isTerminal(System.console()));
  }

  TerminalProgress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** From JDK 22 on there may be a console without a terminal, which can then be asked. */
  private static boolean isTerminal(@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (ReflectiveOperationException e) {
      return true; // an older JDK, where a console is a terminal
    }
  }

  @Override
  public boolean available() {
    return terminal;
  }

  @Override
  public void show(Object work, double fraction, String text) {
    String line = "%3.0f %%  %s".formatted(100 * fraction, text);
    write(line.length() > WIDTH ? line.substring(0, WIDTH) : line);
  }

  @Override
  public void close(Object work) {
    write("");
    out.print('\r');
    out.flush();
  }

  private void write(String line) {
    out.print('\r' + line + " ".repeat(Math.max(0, written - line.length())));
    out.flush();
    written = line.length();
  }
}
