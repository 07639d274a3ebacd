package org.distill4j.export.internal.source;

/** Methods of written classes that move windows over maps. */
final class WindowMethods {

  static final String PAD =
      """
        /** Puts maps of %height% x %width% into larger ones, whose margins stay 0. */
        private static void %name%(%type%[] x, %type%[] y) {
          for (int channel = 0; channel < %channels%; channel++) {
            for (int row = 0; row < %height%; row++) {
              int from = (channel * %height% + row) * %width%;
              int to = (channel * %from height% + row + %top%) * %from width% + %left%;
              System.arraycopy(x, from, y, to, %width%);
            }
          }
        }
      """;

  static final String CONVOLUTION =
      """
        /** %filters% filters of %kernel rows% x %kernel columns% over %channels% maps. */
        private static void %name%(%type%[] x, %type%[] y) {
          for (int filter = 0; filter < %filters%; filter++) {
            int start = filter * %out size%;
            Arrays.fill(y, start, start + %out size%, %bias%[filter]);
            for (int channel = 0; channel < %channels%; channel++) {
              for (int i = 0; i < %kernel rows%; i++) {
                for (int j = 0; j < %kernel columns%; j++) {
                  int place = (filter * %channels% + channel) * %kernel rows% + i;
                  %type% weight = %weights%[place * %kernel columns% + j];
                  for (int row = 0; row < %out height%; row++) {
                    int r = row%row stride% + i%row dilation%;
                    int from = (channel * %from height% + r) * %from width% + j%column dilation%;
                    int to = start + row * %out width%;
                    for (int column = 0; column < %out width%; column++) {
                      y[to + column] += weight * x[from + column%column stride%];
                    }
                  }
                }
              }
            }
          }
        }
      """;

  static final String MAXIMUM =
      """
        /** The largest number of each %kernel rows% x %kernel columns%. */
        private static void %name%(float[] x, float[] y) {
          for (int channel = 0; channel < %channels%; channel++) {
            for (int row = 0; row < %out height%; row++) {
              for (int column = 0; column < %out width%; column++) {
                float largest = Float.NEGATIVE_INFINITY;
                for (int i = 0; i < %kernel rows%; i++) {
                  for (int j = 0; j < %kernel columns%; j++) {
                    int r = row%row stride% + i%row dilation%%minus top%;
                    int c = column%column stride% + j%column dilation%%minus left%;
                    if (r >= 0 && r < %height% && c >= 0 && c < %width%) {
                      largest = Math.max(largest, x[(channel * %height% + r) * %width% + c]);
                    }
                  }
                }
                y[(channel * %out height% + row) * %out width% + column] = largest;
              }
            }
          }
        }
      """;

  static final String MEAN =
      """
        /** The mean of each %kernel rows% x %kernel columns%. */
        private static void %name%(float[] x, float[] y) {
          for (int channel = 0; channel < %channels%; channel++) {
            for (int row = 0; row < %out height%; row++) {
              for (int column = 0; column < %out width%; column++) {
                float sum = 0;
                int count = 0;
                for (int i = 0; i < %kernel rows%; i++) {
                  for (int j = 0; j < %kernel columns%; j++) {
                    int r = row%row stride% + i%minus top%;
                    int c = column%column stride% + j%minus left%;
                    if (r >= 0 && r < %height% && c >= 0 && c < %width%) {
                      sum += x[(channel * %height% + r) * %width% + c];
                      count++;
                    }
                  }
                }
                y[(channel * %out height% + row) * %out width% + column] = sum / %divisor%;
              }
            }
          }
        }
      """;

  private WindowMethods() {}
}
