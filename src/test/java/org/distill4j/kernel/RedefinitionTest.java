package org.distill4j.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.distill4j.kernel.KernelProcess.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedefinitionTest {
  private static KernelProcess kernel;

  @BeforeAll
  static void start() throws IOException {
    kernel = new KernelProcess();
  }

  @AfterAll
  static void end() {
    kernel.close();
  }

  @Test
  void aNewMethodIsUsedByOldOnesAndOldValuesStay() {
    kernel.run("double rate() { return 0.1; }");
    kernel.run("double twice() { return 2 * rate(); }");
    kernel.run("var before = rate();");
    kernel.run("double rate() { return 0.4; }");
    assertEquals("0.8", kernel.value("twice()"));
    assertEquals("0.1", kernel.value("before"));
  }

  @Test
  void aNewVariableLeavesThoseComputedFromTheOldOne() {
    kernel.run("int size = 2; int[] data = new int[size];");
    kernel.run("data[0] = 7;");
    kernel.run("int size = 3;");
    assertEquals("[7, 0]", kernel.value("data"));
    kernel.run("String size = \"large\";");
    assertEquals("large[7, 0]", kernel.value("size + Arrays.toString(data)"));
  }

  @Test
  void aVariableDeclaredAgainStartsAgain() {
    kernel.run("int n; n = 5;");
    kernel.run("int n;");
    assertEquals("0", kernel.value("n"));
  }

  @Test
  void anUnchangedDeclarationRunAgainChangesNothing() {
    kernel.run("record Point(int x, int y) {}");
    kernel.run("var p = new Point(1, 2);");
    kernel.run("record Point(int x, int y) {}");
    assertEquals("Point[x=1, y=2]", kernel.value("p"));
  }

  @Test
  void aChangedRecordTakesItsVariablesAlongWithANotice() {
    kernel.run("record Pair(int a) {}");
    kernel.run("Pair pair = new Pair(1); int other = 9;");
    Answer answer = kernel.run("record Pair(int a, int b) {}");
    assertTrue(answer.stream("stdout").contains("pair is null again"), answer.stream("stdout"));
    assertEquals("Pair[a=3, b=4]", kernel.value("pair = new Pair(3, 4)"));
    assertEquals("9", kernel.value("other"));
  }

  @Test
  void aValueOutlivesTheExpressionItCameFrom() {
    kernel.run("int[] load(int n) { return new int[n]; }");
    kernel.run("var loaded = load(2);");
    kernel.run(
        "int[] load(int n, int m) { return new int[n * m]; }\nint[] load(String n) { return null; }");
    kernel.run("class Loader { int[] one() { return new int[1]; } }");
    kernel.run("var one = new Loader().one();");
    kernel.run("class Loader { int[] two() { return new int[2]; } }");
    assertEquals("[0, 0]", kernel.value("loaded"));
    assertEquals("[0]", kernel.value("one"));
  }

  @Test
  void aClassUsedByAMethodCanChange() {
    kernel.run("class Greeter { String greet() { return \"hello\"; } }");
    kernel.run("String greeting() { return new Greeter().greet(); }");
    kernel.run("class Greeter { String greet() { return \"hi\"; } }");
    assertEquals("hi", kernel.value("greeting()"));
  }

  @Test
  void classesThatUseEachOtherCanChange() {
    kernel.run("class A { B b; int a() { return 1; } }");
    kernel.run("class B { A a; int b() { return new A().a(); } }");
    kernel.run("class A { B b; int a() { return 2; } }");
    assertEquals("2", kernel.value("new B().b()"));
    kernel.run("enum Colour { RED }");
    kernel.run("enum Colour { RED, GREEN }");
    assertEquals("[RED, GREEN]", kernel.value("Colour.values()"));
  }

  @Test
  void manyCellsWithValuesNeedLittleMemory() {
    for (int i = 0; i < 12; i++) {
      assertEquals("ok", kernel.run("new byte[50_000_000].length + " + i).status());
      assertEquals("ok", kernel.run("var big = new byte[100_000_000 + " + i + "];").status());
    }
  }
}
