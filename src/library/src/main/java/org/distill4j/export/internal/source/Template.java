package org.distill4j.export.internal.source;

/** What every written class has. */
final class Template {

  private Template() {}

  static final String CLASS =
      """
      %package%import java.io.IOException;
      import java.io.InputStream;
      import java.io.UncheckedIOException;
      import java.nio.ByteBuffer;
      import java.util.Arrays;
      import java.util.List;
      import java.util.zip.CRC32;

      /**
       * %summary%.
       *
       * <p>Written by distill4j, not by hand: to change it, write it anew. It needs nothing but the Java
       * platform and {@code %class%.weights} beside its class file.
      %origin% */
      public final class %class% {

        /** Numbers that describe an example. */
        public static final int INPUTS = %inputs%;

        /** Number of classes. */
        public static final int CLASSES = %classes%;
      %class names%
      %constants%
        static {
          ByteBuffer numbers = numbers();
      %reads%  }

        private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

        private %class%() {}

        /** Memory to compute in, for one thread at a time. */
        public static final class Scratch {
          private final float[] answer = new float[CLASSES];
      %scratch%  }

        /**
         * The most probable class, of equal ones the first. Any number of threads may ask at once; after
         * a thread's first question nothing is allocated.
         *
         * @param features %inputs% numbers; not modified
         * @return its index, from 0 on
         */
        public static int predict(float[] features) {
          Scratch scratch = OF_THREAD.get();
          logits(features, scratch, scratch.answer);
          int best = 0;
          for (int k = 1; k < CLASSES; k++) {
            best = scratch.answer[k] > scratch.answer[best] ? k : best;
          }
          return best;
        }

        /**
         * The probability of each class.
         *
         * @param features %inputs% numbers; not modified
         * @return %classes% numbers that sum to 1
         */
        public static float[] probabilities(float[] features) {
          float[] answer = logits(features);
          softmax(answer);
          return answer;
        }

        /**
         * The scores of the classes before the softmax.
         *
         * @param features %inputs% numbers; not modified
         * @return %classes% numbers
         */
        public static float[] logits(float[] features) {
          float[] answer = new float[CLASSES];
          logits(features, OF_THREAD.get(), answer);
          return answer;
        }

        /**
         * The scores of the classes before the softmax, without a thread's own memory: for virtual
         * threads, of which there may be many.
         *
         * @param features %inputs% numbers; not modified
         * @param scratch of nobody else at this time
         * @param logits %classes% numbers; modified
         */
        public static void logits(float[] features, Scratch scratch, float[] logits) {
          if (features.length != INPUTS || logits.length != CLASSES) {
            throw new IllegalArgumentException(
                "there must be " + INPUTS + " features and " + CLASSES + " logits, but there are "
                    + features.length + " and " + logits.length);
          }
      %lines%  }
      %methods%
        /** Turns logits into probabilities. */
        private static void softmax(float[] z) {
          float largest = z[0];
          for (float score : z) {
            largest = Math.max(largest, score);
          }
          float sum = 0;
          for (int k = 0; k < z.length; k++) {
            z[k] = (float) Math.exp(z[k] - largest);
            sum += z[k];
          }
          for (int k = 0; k < z.length; k++) {
            z[k] /= sum;
          }
        }

        private static float[] take(ByteBuffer numbers, int count) {
          float[] taken = new float[count];
          for (int i = 0; i < count; i++) {
            taken[i] = numbers.getFloat();
          }
          return taken;
        }

        private static ByteBuffer numbers() {
          try (InputStream in = %class%.class.getResourceAsStream("%class%.weights")) {
            if (in == null) {
              throw new IllegalStateException(
                  "%class%.weights must be beside %class%.class, but is not: the build must copy it as a"
                      + " resource");
            }
            byte[] bytes = in.readAllBytes();
            CRC32 checksum = new CRC32();
            checksum.update(bytes);
            if (bytes.length != %bytes% || checksum.getValue() != %checksum%) {
              throw new IllegalStateException(
                  "%class%.weights is damaged, or belongs to another version of %class%");
            }
            return ByteBuffer.wrap(bytes);
          } catch (IOException e) {
            throw new UncheckedIOException("cannot read %class%.weights", e);
          }
        }
      }
      """;
}
