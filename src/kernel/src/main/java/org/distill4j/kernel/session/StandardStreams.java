package org.distill4j.kernel.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * {@code System.in}, {@code out} and {@code err}, of which a JVM has one each: they lead to the
 * cell of whoever reads or prints, and where they led before while there is no cell.
 */
public final class StandardStreams {
  private StandardStreams() {}

  /** Takes the place of the three streams. */
  public static void install() {
    System.setIn(new In(System.in));
    System.setOut(print("stdout", System.out));
    System.setErr(print("stderr", System.err));
  }

  private static PrintStream print(String name, PrintStream otherwise) {
    return new PrintStream(new Out(name, otherwise), false, StandardCharsets.UTF_8);
  }

  private static final class Out extends OutputStream {
    private final String name;
    private final PrintStream otherwise;

    Out(String name, PrintStream otherwise) {
      this.name = name;
      this.otherwise = otherwise;
    }

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      @Nullable Cell cell = Cell.current();
      if (cell == null) {
        otherwise.write(bytes, offset, length);
      } else {
        cell.write(name, bytes, offset, length);
      }
    }
  }

  private static final class In extends InputStream {
    private final InputStream otherwise;

    In(InputStream otherwise) {
      this.otherwise = otherwise;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      @Nullable Cell cell = Cell.current();
      return cell == null
          ? otherwise.read(into, offset, length)
          : cell.input().read(cell, into, offset, length);
    }

    @Override
    public int available() throws IOException {
      @Nullable Cell cell = Cell.current();
      return cell == null ? otherwise.available() : cell.input().available();
    }
  }
}
