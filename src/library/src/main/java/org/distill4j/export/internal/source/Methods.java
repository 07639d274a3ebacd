package org.distill4j.export.internal.source;

/** Methods of written classes. */
final class Methods {

  /** Rows as arrays of their own: of one array, Java's compiler does not add several at once. */
  static final String DENSE =
      """
        /** x W + b, with a row of W for each input; zeros, of which ReLU makes many, are skipped. */
        private static void %name%(float[] x, float[][] weights, float[] bias, float[] y) {
          System.arraycopy(bias, 0, y, 0, y.length);
          for (int i = 0; i < weights.length; i++) {
            float here = x[i];
            if (here != 0) {
              float[] row = weights[i];
              for (int j = 0; j < y.length; j++) {
                y[j] += here * row[j];
              }
            }
          }
        }
      """;

  static final String ROWS =
      """
        private static float[][] %name%(ByteBuffer numbers, int count, int width) {
          float[][] rows = new float[count][];
          for (int i = 0; i < count; i++) {
            rows[i] = take(numbers, width);
          }
          return rows;
        }
      """;

  static final String SCALE =
      """
        /** Each channel times its factor, plus its summand. */
        private static void %name%(float[] x, float[] factor, float[] summand, float[] y) {
          int places = x.length / factor.length;
          for (int i = 0; i < x.length; i++) {
            y[i] = x[i] * factor[i / places] + summand[i / places];
          }
        }
      """;

  static final String DIVIDE =
      """
        private static void %name%(float[] x, int by) {
          for (int i = 0; i < x.length; i++) {
            x[i] /= by;
          }
        }
      """;

  private Methods() {}

  static String placeByPlace(String expression) {
    return """
      private static void %name%(float[] x, float[] y) {
        for (int i = 0; i < y.length; i++) {
          y[i] = %expression%;
        }
      }
    """
        .replace("%expression%", expression);
  }
}
