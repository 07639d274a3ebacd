package org.distill4j.data;

import java.util.List;
import java.util.Random;
import org.nd4j.linalg.factory.Nd4j;

/** Examples with two numbers and a category of three values, which depends on the first number. */
final class Mixed {

  static final List<Attribute> ATTRIBUTES =
      List.of(
          Attribute.number("length"),
          new Attribute("colour", List.of("red", "green", "blue")),
          Attribute.number("weight"));

  private Mixed() {}

  /** The length is about 100 with deviation 10, the weight about -2 with deviation 0.5. */
  static Dataset examples(int n, long seed) {
    Random random = new Random(seed);
    float[][] features = new float[n][5];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      double z = random.nextGaussian();
      features[i][0] = (float) (100 + 10 * z);
      features[i][z < -0.5 ? 1 : z < 0.5 ? 2 : 3] = 1;
      features[i][4] = (float) (-2 + 0.5 * random.nextGaussian());
      labels[i] = z > 0 ? 1 : 0;
    }
    return Dataset.of(Nd4j.create(features), labels, List.of("short", "long"))
        .withAttributes(ATTRIBUTES);
  }
}
