package org.distill4j.kernel;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a thread prints goes to the cell that it works for. */
final class CellOutput extends OutputStream {
  private final String name;
  private final OutputStream otherwise;

  private CellOutput(String name, OutputStream otherwise) {
    this.name = name;
    this.otherwise = otherwise;
  }

  static PrintStream stream(String name, OutputStream otherwise) {
    return new PrintStream(new CellOutput(name, otherwise), false, StandardCharsets.UTF_8);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    @Nullable Cell cell = Cell.current();
    if (cell == null) {
      otherwise.write(bytes, offset, length);
    } else {
      cell.write(name, bytes, offset, length);
    }
  }
}
