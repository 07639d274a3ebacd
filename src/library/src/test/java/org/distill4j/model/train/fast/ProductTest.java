package org.distill4j.model.train.fast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Against ND4J's product of the same matrices in double precision. */
class ProductTest {

  private static INDArray random(DataType type, char order, long rows, long columns) {
    return Nd4j.rand(new long[] {rows, columns}).subi(0.5).castTo(type).dup(order);
  }

  private static void assertProduct(Product product, INDArray a, INDArray b, INDArray c) {
    product.run();
    INDArray expected = a.castTo(DataType.DOUBLE).mmul(b.castTo(DataType.DOUBLE));
    double difference = expected.sub(c.castTo(DataType.DOUBLE)).amaxNumber().doubleValue();
    assertEquals(0, difference, 1e-4);
  }

  /** Small ones, which one core computes, and large ones, in which each computes some columns. */
  @Test
  void everyLayoutAndTranspositionGivesTheProduct() {
    Nd4j.getRandom().setSeed(1);
    int[][] sizes = {{1, 5, 3}, {4, 3, 6}, {1, 1201, 803}, {97, 401, 251}};
    for (int[] size : sizes) {
      for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
        for (char first : new char[] {'c', 'f'}) {
          for (char second : new char[] {'c', 'f'}) {
            INDArray a = random(type, first, size[0], size[1]);
            INDArray b = random(type, second, size[1], size[2]);
            INDArray c = Nd4j.createUninitialized(type, new long[] {size[0], size[2]}, 'f');
            assertProduct(Product.of(a, b, c), a, b, c);
            INDArray aTransposed = a.transpose().dup(first);
            assertProduct(Product.ofTransposed(aTransposed, b, c.assign(0)), a, b, c);
            INDArray bTransposed = b.transpose().dup(second);
            assertProduct(Product.byTransposed(a, bTransposed, c.assign(0)), a, b, c);
          }
        }
      }
    }
  }

  @Test
  void whatElseIsDoneToAPartSeesItBeforeAndAfterTheProduct() {
    INDArray a = random(DataType.FLOAT, 'f', 97, 401);
    INDArray b = random(DataType.FLOAT, 'f', 401, 251);
    INDArray doubled = b.dup('f');
    INDArray c = Nd4j.createUninitialized(DataType.FLOAT, new long[] {97, 251}, 'f');
    Product.of(a, doubled, c)
        .run(
            (from, to) -> {
              for (int column = from; column < to; column++) {
                doubled.getColumn(column).muli(2);
              }
            },
            (from, to) -> {
              for (int column = from; column < to; column++) {
                c.getColumn(column).addi(1);
              }
            });
    INDArray expected = a.mmul(b).muli(2).addi(1);
    assertEquals(0, expected.sub(c).amaxNumber().doubleValue(), 1e-3);
  }
}
