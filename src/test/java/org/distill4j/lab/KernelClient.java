package org.distill4j.lab;

import java.nio.file.Path;
import java.util.List;

/** The Python that has Jupyter's client, for what else speaks with the kernel. */
public final class KernelClient {

  private KernelClient() {}

  /** The command that runs a program of Python beside Jupyter. */
  public static List<String> command(Path program) {
    return Jupyter.find(Project.here(), quietly -> {}).command(program);
  }
}
