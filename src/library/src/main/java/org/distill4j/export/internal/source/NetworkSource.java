package org.distill4j.export.internal.source;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.distill4j.export.Origin;
import org.distill4j.export.internal.Agreement;
import org.distill4j.export.internal.Range;
import org.distill4j.export.internal.Steps;
import org.distill4j.model.network.internal.Network;

/** The plain Java class of a network. */
public final class NetworkSource {

  private NetworkSource() {}

  /**
   * Writes a class and its weights: both files or neither.
   *
   * @param network not modified
   * @param origin what is known of it
   * @param folder of sources, which must exist; folders of packages are made in it
   * @param name whole, as in com.acme.DigitStudent
   * @throws java.io.UncheckedIOException if a file cannot be written
   * @throws IllegalArgumentException if the name is none, a layer cannot be written, or the origin
   *     does not fit
   * @throws IllegalStateException if the network's logits are not finite
   */
  public static void write(Network network, Origin origin, Path folder, String name) {
    JavaFile.requireName(name);
    Steps steps = Steps.of(network);
    write(network, steps, Products.FLOAT, origin, folder, name);
  }

  /**
   * Writes a class that computes with whole numbers, and its weights with eight bits: both files or
   * neither.
   *
   * @param network not modified
   * @param ranges finds the range of each tensor, by name, in the network's steps
   * @param origin what is known of it
   * @param folder of sources, which must exist; folders of packages are made in it
   * @param name whole, as in com.acme.DigitStudent
   * @throws java.io.UncheckedIOException if a file cannot be written
   * @throws IllegalArgumentException if the name is none, a layer cannot be written, or the origin
   *     does not fit
   * @throws IllegalStateException if the network's logits are not finite
   */
  public static void writeEightBits(
      Network network,
      Function<Steps, Map<String, Range>> ranges,
      Origin origin,
      Path folder,
      String name) {
    JavaFile.requireName(name);
    Steps steps = Steps.of(network);
    write(network, steps, new WholeProducts(ranges.apply(steps)), origin, folder, name);
  }

  private static void write(
      Network network, Steps steps, Products products, Origin origin, Path folder, String name) {
    Agreement.requireFinite(network, name);
    Program program = new Program(steps.features().size(), steps.logits().size());
    StepSource writer = new StepSource(program, products);
    steps.all().forEach(step -> step.accept(writer));
    JavaFile.write(program, "The network " + network, origin, folder, name);
  }
}
