package org.distill4j.export.internal.source;

/** Methods of written classes that compute with whole numbers. */
final class WholeMethods {

  /** As int: of bytes, the compiler of Java 17 does not multiply several at once. */
  static final String BYTES =
      """
        /** Numbers of eight bits, with 32 in memory: of those, several are multiplied at once. */
        private static int[] %name%(ByteBuffer numbers, int count) {
          int[] taken = new int[count];
          for (int i = 0; i < count; i++) {
            taken[i] = numbers.get();
          }
          return taken;
        }
      """;

  static final String BYTE_ROWS =
      """
        private static int[][] %name%(ByteBuffer numbers, int count, int width) {
          int[][] rows = new int[count][];
          for (int i = 0; i < count; i++) {
            rows[i] = %bytes%(numbers, width);
          }
          return rows;
        }
      """;

  static final String INTEGERS =
      """
        private static int[] %name%(ByteBuffer numbers, int count) {
          int[] taken = new int[count];
          for (int i = 0; i < count; i++) {
            taken[i] = numbers.getInt();
          }
          return taken;
        }
      """;

  /** As QuantizeLinear of ONNX, which rounds halves to even numbers. */
  static final String STEPS =
      """
        /** How many steps each number is from 0; there are 256 steps, one of which is 0 itself. */
        private static void %name%(float[] x, float step, int zero, int[] whole) {
          for (int i = 0; i < x.length; i++) {
            int steps = (int) Math.rint(x[i] / step);
            whole[i] = Math.max(-zero, Math.min(255 - zero, steps));
          }
        }
      """;

  static final String DENSE =
      """
        /** x W + b in whole numbers, times a factor for each output; zeros are skipped. */
        private static void %name%(
            int[] x, int[][] weights, int[] bias, float[] factors, int[] sums, float[] y) {
          System.arraycopy(bias, 0, sums, 0, sums.length);
          for (int i = 0; i < weights.length; i++) {
            int here = x[i];
            if (here != 0) {
              int[] row = weights[i];
              for (int j = 0; j < sums.length; j++) {
                sums[j] += here * row[j];
              }
            }
          }
          for (int j = 0; j < sums.length; j++) {
            y[j] = sums[j] * factors[j];
          }
        }
      """;

  static final String SCALE =
      """
        /** Each channel's sums times its factor. */
        private static void %name%(int[] sums, float[] factors, float[] y) {
          int places = sums.length / factors.length;
          for (int i = 0; i < sums.length; i++) {
            y[i] = sums[i] * factors[i / places];
          }
        }
      """;

  private WholeMethods() {}
}
