package org.distill4j.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Another process that is writing a file, until it is killed. */
final class LivingDraft {

  private LivingDraft() {}

  public static void main(String[] args) throws IOException {
    Draft draft =
        new Draft(
            Path.of(args[0]),
            FileChannel.open(
                Path.of(args[0]), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    draft.lock();
    System.out.write('!');
    System.out.flush();
    System.in.read();
  }
}
