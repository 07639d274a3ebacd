package org.distill4j.model.network.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Layers one after another, asked without the graph that DL4J puts around them. They compute the
 * same, bit for bit; what the graph takes for itself is saved, which for one example is more than
 * all products of a small network.
 */
final class DirectChain {

  /**
   * Numbers, of all layers together, whose arrays are kept from one answer to the next: making an
   * array takes ND4J 8 microseconds, the products of one digit through 784-30-30-10 take 3. With as
   * many numbers as these, 468 digits of that network, an answer takes a millisecond, of which
   * three arrays are 2 %. For more the memory is worth more than the time.
   */
  private static final long KEPT = 1 << 15;

  private record Link(String name, DirectLayer layer) {}

  private final List<Link> links;
  private final long units;

  /** An array for each layer, of as many examples as there were last; none if they were many. */
  private List<INDArray> memory = List.of();

  private DirectChain(List<Link> links) {
    this.links = links;
    this.units = links.stream().mapToLong(link -> link.layer().units()).sum();
  }

  /** A graph's layers; empty if one of them cannot answer by itself, or they are no chain. */
  static Optional<DirectChain> of(ComputationGraph graph) {
    ComputationGraphConfiguration all = graph.getConfiguration();
    Deque<Link> links = new ArrayDeque<>();
    String name = all.getNetworkOutputs().get(0);
    while (!all.getNetworkInputs().contains(name)) {
      List<String> inputs = all.getVertexInputs().get(name);
      if (inputs.size() != 1
          || !(all.getVertices().get(name) instanceof LayerVertex vertex)
          || vertex.getPreProcessor() != null
          || !(graph.getLayer(name) instanceof DirectLayer layer)) {
        return Optional.empty();
      }
      links.addFirst(new Link(name, layer));
      name = inputs.get(0);
    }
    return links.size() == all.getVertices().size()
        ? Optional.of(new DirectChain(List.copyOf(links)))
        : Optional.empty();
  }

  /**
   * What some layers give. Threads are answered one after another.
   *
   * @param input {@code [B, d]} in the network's type; not modified
   * @param layers their names
   * @return what each of them gives, {@code [B, units]}, row by row, the caller's own
   */
  synchronized List<INDArray> answers(INDArray input, List<String> layers) {
    long examples = input.size(0);
    if (memory.isEmpty() || memory.get(0).size(0) != examples) {
      forget();
      memory = links.stream().map(link -> memory(input.dataType(), examples, link)).toList();
    }
    Map<String, INDArray> all = new HashMap<>();
    INDArray last = input;
    for (int i = 0; i < memory.size(); i++) {
      Link link = links.get(i);
      last = link.layer().answer(last, memory.get(i));
      all.put(link.name(), last);
    }
    List<INDArray> answers = layers.stream().map(layer -> copy(all.get(layer))).toList();
    if (examples * units > KEPT) {
      forget();
    }
    return answers;
  }

  /** Of no workspace, which may end before the next answer. */
  private static INDArray memory(DataType type, long examples, Link link) {
    return Nd4j.createUninitializedDetached(type, 'f', examples, link.layer().units());
  }

  /** At once, where ND4J would wait for Java to collect its garbage. */
  private void forget() {
    memory.forEach(INDArray::close);
    memory = List.of();
  }

  /** In Java for one example, because ND4J's operation takes longer than a small layer. */
  private static INDArray copy(INDArray answer) {
    if (answer.size(0) > 1 || answer.dataType() != DataType.FLOAT || answer.isView()) {
      return answer.dup('c');
    }
    INDArray copy = Nd4j.createUninitialized(answer.dataType(), answer.shape(), 'c');
    copy.data().asNioFloat().put(answer.data().asNioFloat());
    return copy;
  }
}
