package org.distill4j.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetworksTest {

  private static final int BLUE = 0x0072b2;

  @Test
  void altTextCountsParametersWithBiases() {
    assertEquals(
        "Networks drawn to one scale: teacher 784-1200-1200-10, 2,395,210 parameters; student"
            + " 784-30-30-10, 24,790 parameters.",
        Charts.networks()
            .network("teacher", 784, 1200, 1200, 10)
            .network("student", 784, 30, 30, 10)
            .draw()
            .alt());
  }

  @Test
  void seriesAreTheUnits() {
    Figure figure = Pictures.whole(() -> Charts.networks().network("it", 4, 3, 2).draw());
    assertEquals(List.of(4.0, 3.0, 2.0), figure.series().get(0).y());
  }

  @Test
  void aLayerIsAsHighAsItHasUnits() {
    int large = highest(Charts.networks().network("a", 100, 400, 10).draw());
    int both =
        highest(Charts.networks().network("a", 100, 200, 10).network("b", 10, 400, 10).draw());
    int small = highest(Charts.networks().network("a", 400, 100, 10).draw());
    assertEquals(large, both);
    assertEquals(large / 4.0, small, 2);
  }

  @Test
  void fourNetworksFitThePage() {
    Networks networks = Charts.networks();
    for (String name : List.of("one", "two", "three", "four")) {
      networks.network(name, 784, 1200, 300, 100, 30, 10);
    }
    Pictures.whole(networks::draw);
    assertEquals(
        "there is room for 4 networks only", refused(() -> networks.network("five", 2, 1)));
  }

  @Test
  void refusesWhatIsNoNetwork() {
    assertEquals(
        "layers must be two to six numbers of units from 1 on, but are [5]",
        refused(() -> Charts.networks().network("it", 5)));
    assertEquals(
        "layers must be two to six numbers of units from 1 on, but are [5, 0]",
        refused(() -> Charts.networks().network("it", 5, 0)));
    assertEquals(
        "no network to draw: call network(name, layers) first",
        assertThrows(IllegalStateException.class, () -> Charts.networks().draw()).getMessage());
  }

  /** Stored pixels of the highest bar of a hidden layer. */
  private static int highest(Figure figure) {
    return IntStream.range(0, figure.image().getWidth())
        .map(
            x ->
                (int)
                    IntStream.range(0, figure.image().getHeight())
                        .filter(y -> (figure.image().getRGB(x, y) & 0xffffff) == BLUE)
                        .count())
        .max()
        .orElseThrow();
  }

  private static String refused(Runnable call) {
    return assertThrows(IllegalArgumentException.class, call::run).getMessage();
  }
}
