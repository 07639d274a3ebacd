"""The language in cells: each does what a person expects who knows Java and notebooks."""

import re

from kernel import KernelTest

# A cell and the text of its value; None shows nothing; what begins with > is printed.
CELLS = [
    # literals and operators
    ("1 + 2", "3"), ("7 / 2", "3"), ("7 % 3", "1"), ("7.0 / 2", "3.5"), ("1_000_000", "1000000"), ("0xFF", "255"),
    ("0b101", "5"), ("017", "15"), ("'a'", "a"), ("'a' + 1", "98"), ("(char) ('a' + 1)", "b"), ("1L << 40", "1099511627776"),
    ("-7 >> 1", "-4"), ("-1 >>> 28", "15"), ("5 & 3 | 8 ^ 1", "9"), ("~0", "-1"), ("!true", "false"), ("3 > 2 && 2 > 1", "true"),
    ("3 > 2 ? \"yes\" : \"no\"", "yes"), ("1e-3", "0.001"), ("0.1 + 0.2", "0.30000000000000004"), ("1.0f", "1.0"),
    ("\"a\" + 1 + 2", "a12"), ("1 + 2 + \"a\"", "3a"), ("\"tab\\there\"", "tab\there"), ("null", "null"), ("(String) null", "null"),
    ("\"\"\"\n    two\n      lines\n    \"\"\"", "two\n  lines\n"), ("\"\"\"\n    %time\n    \"\"\"", "%time\n"), ("Integer.MAX_VALUE + 1", "-2147483648"),
    # variables
    ("int a1 = 5;", None), ("a1", "5"), ("a1 += 2", "7"), ("a1++", "7"), ("a1", "8"), ("int b1, b2 = 3;", None), ("b1 + b2", "3"),
    ("var list1 = new ArrayList<String>();", None), ("list1.add(\"x\")", "true"), ("list1", "[x]"), ("final int c1 = 4;", None), ("c1 * 2", "8"),
    ("double d1 = 3;", None), ("d1", "3.0"), ("String größe = \"groß\"; größe", "groß"), ("int 变量 = 6; 变量 + 1", "7"), ("a1 = 1; a1", "1"),
    ("long a1 = 2L;", None), ("a1 / 4.0", "0.5"), ("String s1; s1", "null"), ("int[] e1 = {3, 1, 2};", None), ("e1", "[3, 1, 2]"), ("e1.length", "3"),
    ("int[][] f1 = new int[2][3]; f1[1][2] = 5; f1", "[[0, 0, 0],\n [0, 0, 5]]"), ("new String[] {\"a\", null}", "[a, null]"), ("int g1[] = {1}; g1", "[1]"),
    # statements
    ("if (a1 > 1) System.out.println(\"big\"); else System.out.println(\"small\");", ">big\n"), ("for (int i = 0; i < 3; i++) System.out.print(i);", ">012"),
    ("for (int x : e1) {\n  System.out.print(x + \" \");\n}", ">3 1 2 "), ("int w1 = 0; while (w1 < 3) w1++; w1", "3"), ("int w2 = 0; do { w2++; } while (w2 < 5); w2", "5"),
    ("outer: for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) { if (j == 1) continue outer; if (i == 2) break outer; System.out.print(i); }", ">01"),
    ("switch (b2) { case 3: System.out.print(\"three\"); break; default: System.out.print(\"other\"); }", ">three"),
    ("switch (b2) { case 1, 3 -> System.out.print(\"odd\"); default -> System.out.print(\"even\"); }", ">odd"),
    ("int y1 = switch (b2) { case 3 -> { int t = 2; yield t * 5; } default -> 0; }; y1", "10"), ("{ int inner = 5; System.out.print(inner); }", ">5"),
    ("try { throw new IOException(\"no\"); } catch (IOException e) { System.out.print(e.getMessage()); } finally { System.out.print(\"!\"); }", ">no!"),
    ("try (var in = new StringReader(\"q\")) { System.out.print((char) in.read()); }", ">q"), ("synchronized (String.class) { System.out.print(\"in\"); }", ">in"),
    ("try { Integer.parseInt(\"z\"); } catch (NumberFormatException | NullPointerException e) { System.out.print(\"bad\"); }", ">bad"), (";", None), ("", None),
    ("// only a comment", None), ("/* block */ 4", "4"), ("5 // after", "5"), ("1 + 1;", None), ("return 5;", "! return stands outside"),
    ("assert 1 > 2 : \"never\";", "! never"), ("System.out.printf(\"%d%%%n\", 5);", ">5%\n"), ("System.out.print(\"ü€😀\");", ">ü€😀"),
    # methods
    ("int twice(int n) { return 2 * n; }", None), ("twice(4)", "8"), ("int twice(int n, int m) { return n + m; }\ntwice(1, 2) + twice(1)", "5"),
    ("String twice(String s) { return s + s; }\ntwice(\"a\")", "aa"), ("int fact(int n) { return n < 2 ? 1 : n * fact(n - 1); }\nfact(5)", "120"),
    ("int sum(int... ns) { return IntStream.of(ns).sum(); }\nsum(1, 2, 3)", "6"), ("<T> T same(T t) { return t; }\nsame(\"g\")", "g"),
    ("<T extends Comparable<T>> T most(List<T> l) { return Collections.max(l); }\nmost(List.of(3, 9, 2))", "9"), ("static int fixed() { return 3; }\nfixed()", "3"),
    ("public void greet() { System.out.print(\"hi\"); }\ngreet();", ">hi"), ("private int hidden() { return 4; }\nhidden()", "4"), ("void throwing() throws IOException { }\nthrowing()", None),
    ("boolean isEven(int n) { return n == 0 || isOdd(n - 1); }\nboolean isOdd(int n) { return n != 0 && isEven(n - 1); }\nisEven(10)", "true"),
    ("int late() { return later() + 1; }", ">note: late cannot be used before these are declared: method later()\n"), ("int later() { return 1; }", None), ("late()", "2"),
    ("int twice(int n) { return 3 * n; }", None), ("twice(4)", "12"), ("@SafeVarargs\nfinal <T> List<T> all(T... ts) { return List.of(ts); }\nall(1, 2)", "[1, 2]"),
    ("double mean(double[] xs)\n{\n  double s = 0;\n  for (double x : xs)\n    s += x;\n  return s / xs.length;\n}\nmean(new double[] {1, 2})", "1.5"),
    # classes
    ("class Cat { String name; Cat(String n) { name = n; } String meow() { return name + \": meow\"; } }", None), ("new Cat(\"Tom\").meow()", "Tom: meow"),
    ("class Kitten extends Cat { Kitten() { super(\"Kit\"); } @Override String meow() { return super.meow() + \"!\"; } }\nnew Kitten().meow()", "Kit: meow!"),
    ("Cat cat = new Kitten(); cat instanceof Kitten", "true"), ("if (cat instanceof Kitten k) System.out.print(k.name);", ">Kit"), ("interface Area { double area(); default String text() { return \"area \" + area(); } }", None),
    ("record Square(double side) implements Area { public double area() { return side * side; } }\nnew Square(2).text()", "area 4.0"), ("new Square(2)", "Square[side=2.0]"),
    ("new Square(2).equals(new Square(2))", "true"), ("record Span(int from, int to) { Span { if (from > to) throw new IllegalArgumentException(\"from\"); } int length() { return to - from; } }\nnew Span(1, 4).length()", "3"),
    ("new Span(4, 1)", "! from"), ("enum Color { RED, GREEN; Color next() { return values()[(ordinal() + 1) % 2]; } }\nColor.GREEN.next()", "RED"), ("Color.valueOf(\"GREEN\")", "GREEN"),
    ("switch (Color.RED) { case RED -> System.out.print(\"r\"); case GREEN -> System.out.print(\"g\"); }", ">r"), ("abstract class Base { abstract int f(); }\nnew Base() { int f() { return 7; } }.f()", "7"),
    ("sealed interface Node permits Leaf, Pair {}\nrecord Leaf(int v) implements Node {}\nrecord Pair(Node l, Node r) implements Node {}\nnew Pair(new Leaf(1), new Leaf(2))", "Pair[l=Leaf[v=1], r=Leaf[v=2]]"),
    ("class Counter { static int made = 0; final int id = ++made; }\nnew Counter(); new Counter(); Counter.made", "2"), ("class Outer { class Inner { int v = 5; } static class Nested { int v = 6; } }\nnew Outer().new Inner().v + new Outer.Nested().v", "11"),
    ("class Box<T> { T value; Box(T v) { value = v; } <R> Box<R> map(Function<T, R> f) { return new Box<>(f.apply(value)); } }\nnew Box<>(3).map(x -> x + \"!\").value", "3!"),
    ("class Plain { }\nnew Plain()", "Plain"), ("class Shown { public String toString() { return \"shown\"; } }\nnew Shown()", "shown"), ("List.of(new Shown(), new Shown())", "[shown, shown]"),
    ("@FunctionalInterface interface Op { int apply(int a, int b); }\nOp plus = (a, b) -> a + b; plus.apply(2, 3)", "5"), ("@interface Mark { int value() default 1; }", None), ("@Mark class Marked { }\nnew Marked()", "Marked"),
    ("class Cat2 { int n = 1; int get() { return n; } }\nvar kept = new Cat2(); kept.n = 9;", None), ("class Cat2 { int n = 1; int get() { return n * 2; } }", None), ("kept.get()", "18"),
    ("interface Visitor<R> { R visit(Leaf leaf); }\nVisitor<String> v = leaf -> \"leaf \" + leaf.v(); v.visit(new Leaf(3))", "leaf 3"), ("static class Utility { static int one() { return 1; } }\nUtility.one()", "1"),
    ("public class Public { public int x = 3; }\nnew Public().x", "3"), ("class Init { int n; { n = 4; } static int m; static { m = 5; } }\nnew Init().n + Init.m", "9"), ("Cat.class.getSimpleName()", "Cat"),
    ("synchronized void bump() { }", None), ("class TooWarm extends Exception { TooWarm(String m) { super(m); } }\nthrow new TooWarm(\"30\");", "! 30"),
    # lambdas, streams, collections
    ("Function<Integer, Integer> inc = x -> x + 1; inc.andThen(inc).apply(1)", "3"), ("Supplier<String> sup = () -> \"s\"; sup.get()", "s"), ("BiFunction<Integer, Integer, Integer> bi = Math::max; bi.apply(3, 8)", "8"),
    ("Runnable run = () -> System.out.print(\"ran\"); run.run();", ">ran"), ("run", "a Runnable"), ("Stream.of(3, 1, 2).sorted().toList()", "[1, 2, 3]"), ("Stream.of(1, 2)", "a Stream"), ("Stream.of(1, 2).map(i -> i)", "a Stream"),
    ("IntStream.rangeClosed(1, 5).filter(i -> i % 2 == 1).boxed().collect(Collectors.toList())", "[1, 3, 5]"), ("List.of(1, 2, 3).stream()\n    .map(x -> x * x)   // squares\n    .reduce(0, Integer::sum)", "14"),
    ("Stream.of(\"a\", \"bb\").collect(Collectors.toMap(s -> s, String::length))", "{bb=2, a=1}"), ("Stream.of(\"x\", \"yy\", \"zz\").collect(Collectors.groupingBy(String::length, Collectors.counting()))", "{1=1, 2=2}"),
    ("new TreeMap<>(Map.of(2, \"b\", 1, \"a\"))", "{1=a, 2=b}"), ("new HashMap<String, Integer>().get(\"missing\")", "null"), ("var q = new ArrayDeque<>(List.of(1, 2)); q.push(0); q", "[0, 1, 2]"), ("Optional.of(1).map(x -> x + 1)", "Optional[2]"),
    ("String.join(\"-\", List.of(\"a\", \"b\"))", "a-b"), ("\"a,b\".split(\",\")", "[a, b]"), ("Arrays.asList(1, 2).iterator()", "a Iterator"), ("Arrays.stream(new double[] {1, 2}).average().getAsDouble()", "1.5"), ("new int[0]", "[]"),
    ("Collections.nCopies(3, \"z\")", "[z, z, z]"), ("Stream.iterate(1, x -> 2 * x).limit(5).map(String::valueOf).collect(Collectors.joining(\",\"))", "1,2,4,8,16"), ("List.of(1, 2).forEach(System.out::print);", ">12"),
    ("Comparator<String> byLength = Comparator.comparing(String::length); Stream.of(\"bb\", \"a\").sorted(byLength).toList()", "[a, bb]"), ("UnaryOperator<String> up = String::toUpperCase; up.apply(\"u\")", "U"),
    # Java's own library without an import
    ("LocalDate.of(2024, 2, 28).plusDays(2)", "2024-03-01"), ("Duration.ofMinutes(90)", "PT1H30M"), ("new BigDecimal(\"0.1\").add(new BigDecimal(\"0.2\"))", "0.3"), ("BigInteger.TWO.pow(70)", "1180591620717411303424"),
    ("Pattern.compile(\"\\\\d+\").matcher(\"a12\").replaceAll(\"#\")", "a#"), ("Path.of(\"a\", \"b\").getFileName()", "b"), ("CompletableFuture.supplyAsync(() -> 6 * 7).get()", "42"), ("URI.create(\"http://a/b\").getPath()", "/b"),
    ("new Random(1).nextInt(100)", "85"), ("Math.round(2.5)", "3"), ("String.format(\"%.2f\", Math.PI)", "3.14"), ("new Scanner(\"4 five\").nextInt()", "4"), ("Executors.newFixedThreadPool(1).submit(() -> 3).get()", "3"), ("Objects.hash(1, 2)", "994"),
    ("var th = new Thread(() -> System.out.print(\"thread\")); th.start(); th.join();", ">thread"), ("import java.text.DecimalFormat;\nnew DecimalFormat(\"0.0\").format(2)", "2.0"), ("import static java.lang.Math.*;\nabs(-3)", "3"), ("import java.util.concurrent.atomic.*;", None),
    ("new AtomicInteger(3).incrementAndGet()", "4"), ("System.getProperty(\"no.such\")", "null"), ("Thread.currentThread().getName()", "cell"), ("new StringBuilder(\"ab\").reverse()", "ba"), ("\"x\".repeat(3)", "xxx"), ("\"  s \".strip().isEmpty()", "false"),
    # the notebook's own
    ("display(\"shown\");", None), ("render(4)", "4"), ("eval(\"1 + 1\")", "2"), ("printf(\"%s\", \"f\")", ">f"), ("System.out.print(1); clearOutput(); System.out.print(2);", ">12"), ("%time 1 + 1", "2"), ("%%time\nint tt = 3;\ntt", "3"),
    ("%lsmagic", ">%classpath\n%jars\n%load\n%maven\n%time\n%%time\n%vars\n%lsmagic\n"), ("%nothing", "! %nothing: known are"), ("%env", "! %env: known are"), ("System.exit(1);", "! System.exit(1) would end"), ("org.distill4j.kernel.Display.active()", "true"),
]

ONLY_25 = [
    ("Object shape = new Pair(new Leaf(1), new Leaf(2)); shape instanceof Pair(Leaf(int p), var r) ? p : 0", "1"),
    ("String say(Object o) { return switch (o) { case Integer i when i > 9 -> \"large\"; case Integer i -> \"small\"; case null -> \"none\"; default -> \"other\"; }; }\nsay(12) + say(3) + say(null)", "largesmallnone"),
    ("var vt = Thread.startVirtualThread(() -> System.out.print(\"virtual\")); vt.join();", ">virtual"),
    ("List.of(1, 2, 3).reversed().getFirst()", "3"),
    ("int ignore(Object o) { return o instanceof Leaf(_) ? 1 : 0; }\nignore(new Leaf(4))", "1"),
]

# JShell allows no synchronized method outside of a class, and nobody has asked for the environment.
NOT_AS_EXPECTED = {"synchronized void bump() { }"}


class Language(KernelTest):
    def become(self, cell):
        answer = self.run_cell(cell)
        if answer.reply["status"] == "error":
            return "! " + answer.reply["evalue"]
        printed = re.sub(r"Wall time: .*\n", "", answer.out)
        return answer.value if answer.value is not None else ">" + printed if printed else None

    def test_every_cell_does_what_a_person_expects(self):
        cells = CELLS + (ONLY_25 if "25" in self.value("Runtime.version().toString()") else [])
        wrong = []
        for cell, expected in cells:
            became = self.become(cell)
            fits = became == expected or (expected or "").startswith("! ") and (became or "").startswith(expected)
            if fits == (cell in NOT_AS_EXPECTED):
                wrong.append(f"{cell!r}: expected {expected!r}, but was {became!r}")
        self.assertEqual([], wrong, f"of {len(cells)}:\n" + "\n".join(wrong))
