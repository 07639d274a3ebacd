package org.distill4j.export.internal.source;

import org.distill4j.export.internal.Step.Convolution;
import org.distill4j.export.internal.Step.Dense;

/** Writes the layers with weights: with numbers of 32 bits, or with whole numbers. */
interface Products {

  /** Weights and biases as they are. */
  Products FLOAT =
      new Products() {
        @Override
        public void dense(Program program, Dense step, String x, String y) {
          program.product(step.output().memory(), x, step.weights(), step.bias(), y);
        }

        @Override
        public void convolution(Program program, Convolution step, String x, String y) {
          new WindowSource(program, step.window(), step.input(), step.output())
              .convolution(step, x, y);
        }
      };

  /** Adds a product to the computation, from where the code names x to where it names y. */
  void dense(Program program, Dense step, String x, String y);

  /** The same for a convolution. */
  void convolution(Program program, Convolution step, String x, String y);
}
