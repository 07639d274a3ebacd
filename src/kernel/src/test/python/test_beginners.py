"""Beginners' mistakes: each is told at its place, in words that help."""

from kernel import KernelTest

BEFORE = """
int total = 0; int count = 3; String word = "abc"; int[] marks = {1, 2, 3}; Object thing = "text";
String nothing = null; List<Integer> numbers = new ArrayList<>(List.of(1, 2, 3));
int add(int a, int b) { return a + b; }
interface Shape { double area(); }
class Animal { private int age; String name() { return "animal"; } }
"""

# What is typed, and what the answer must hold.
MISTAKES = [
    # names that are not there
    ("totl + 1", "did you mean total?"),
    ("word.lenght()", "did you mean length?"),
    ("string s1 = \"a\";", "did you mean String?"),
    ("Sytem.out.println(1);", "did you mean System?"),
    ("System.out.printn(1);", "did you mean print"),
    ("system.out.println(1);", "did you mean System?"),
    ("Math.sqr(4)", "did you mean sqrt?"),
    ("println(\"x\");", "did you mean System.out.println?"),
    ("print(\"x\");", "did you mean System.out.print?"),
    ("absent + 1", "cannot find symbol: variable absent"),
    ("missing()", "cannot find symbol: method missing()"),
    ("new Absent()", "cannot find symbol: class Absent"),
    ("word.size()", "method size()"),
    ("marks.length()", "method length()"),
    ("word.length", "variable length"),
    ("AtomicInteger hits = new AtomicInteger();", "add import java.util.concurrent.atomic.AtomicInteger;"),
    ("var format = new DecimalFormat(\"0.0\");", "add import java.text.DecimalFormat;"),
    ("BufferedImage picture = null;", "add import java.awt.image.BufferedImage;"),
    ("ThreadLocalRandom.curent()", "did you mean current?"),
    ("import java.utl.List;", "package java.utl does not exist"),
    ("import java.util.Lst;", "cannot find symbol: class Lst"),
    # words of the language
    ("retrun 3;", "did you mean return?"),
    ("whlie (true) { break; }", "did you mean while?"),
    ("fro (int i = 0; i < 3; i++) { }", "did you mean for?"),
    ("Sting s2 = \"a\";", "did you mean String?"),
    ("publik void go() { }", "did you mean public?"),
    ("viod go() { }", "did you mean void?"),
    ("boolen yes = true;", "did you mean boolean?"),
    ("int class = 3;", "line 1, column 5"),
    ("elseif (count > 3) { }", "did you mean else?"),
    ("int a9 = 1; else { a9 = 2; }", "else stands without an if"),
    ("return 5;", "return stands outside of a method"),
    ("break;", "break outside switch or loop"),
    ("void f1() { continue; }", "continue outside of loop"),
    ("this.count", "line 1, column 1"),
    # brackets, semicolons, quotes
    ("for (int i = 0; i < 3; i++) {\n  total += i;", "not closed: for (int i = 0; i < 3; i++) {"),
    ("void f2() {\n  if (count > 1) {\n    total = 1;\n}", "not closed: void f2() {"),
    ("System.out.println((1 + 2);", "line 1, column 27"),
    ("int[] few = {1, 2;", "line 1, column 18"),
    ("String s3 = \"open;", "unclosed string literal"),
    ("char c1 = 'ab';", "unclosed character literal"),
    ("“hello”", "type this character on the keyboard"),
    ("int a1 = 1 int b1 = 2;", "line 1, column 11: ';' expected"),
    ("for (int i = 0, i < 3, i++) { }", "line 1"),
    ("if count > 3 { }", "line 1, column 3: '(' expected"),
    ("int total2 = 3 +;", "illegal start of expression"),
    ("total + = 1;", "illegal start of expression"),
    ("marks[0;", "line 1, column 8: ']' expected"),
    ("}", "line 1, column 1"),
    # types
    ("int i1 = \"3\";", "incompatible types: String cannot be converted to int"),
    ("String s4 = 3;", "incompatible types: int cannot be converted to String"),
    ("int i2 = 3.5;", "write (int) in front"),
    ("float f3 = 0.5;", "possible lossy conversion from double to float"),
    ("boolean b2 = 1;", "int cannot be converted to boolean"),
    ("if (count = 2) { }", "did you mean ==?"),
    ("while (total = 2) { }", "did you mean ==?"),
    ("long big = 12345678901;", "end it with L"),
    ("char c2 = \"a\";", "String cannot be converted to char"),
    ("List<int> l1 = null;", "write Integer instead of int"),
    ("new ArrayList<double>()", "write Double instead of double"),
    ("List<String> l2 = new List<>();", "write new ArrayList<>()"),
    ("Map<String, Integer> m1 = new Map<>();", "write new HashMap<>()"),
    ("List<String> l3 = List.of(1, 2);", "incompatible types"),
    ("word - 1", "bad operand types for binary operator '-'"),
    ("!count", "bad operand type int for unary operator '!'"),
    ("count.toString()", "int cannot be dereferenced"),
    ("var v1;", "cannot infer type"),
    ("var v2 = null;", "cannot infer type"),
    ("{ int x1; System.out.println(x1); }", "variable x1 might not have been initialized"),
    ("{ int x2 = 1; int x2 = 2; }", "variable x2 is already defined"),
    ("{ final int x3 = 1; x3 = 2; }", "cannot assign a value to final variable x3"),
    # methods and classes
    ("add(1)", "method add cannot be applied to given types"),
    ("add(\"a\", 1)", "String cannot be converted to int"),
    ("Math.max(\"a\", 1)", "      method Math.max(int,int) is not applicable"),
    ("int f5(int a) { if (a > 1) return 1; }", "missing return statement"),
    ("void f6() { return 1; }", "unexpected return value"),
    ("public add2(int a, int b) { return a; }", "is the type missing that add2 returns"),
    ("int f7(a, b) { return a; }", "<identifier> expected"),
    ("new Animal().age = 3;", "age has private access in Animal"),
    ("new Shape()", "Shape is abstract; cannot be instantiated"),
    ("class Square implements Shape { }", "does not override abstract method area()"),
    ("class Cat extends Animal { int name() { return 1; } }", "name() in Cat cannot override name() in Animal"),
    ("Animal.name()", "non-static method name() cannot be referenced"),
    ("new Animal(3)", "constructor Animal in class Animal cannot be applied"),
    ("synchronized void bump() { }", "write synchronized (object)"),
    ("Files.readString(Path.of(\"none.txt\"))", "NoSuchFileException"),
    ("void f8() { Thread.sleep(1); }", "unreported exception InterruptedException"),
    ("Runnable r1 = x -> 1;", "incompatible types: incompatible parameter types in lambda"),
    ("int n1 = 0; Runnable r2 = () -> { int k = 1; k++; Runnable q = () -> System.out.println(k); };", "effectively final"),
    ("switch (count) { case 1 -> total = 1; case 1 -> total = 2; }", "duplicate case label"),
    # while it runs
    ("marks[3]", "Index 3 out of bounds for length 3"),
    ("numbers.get(7)", "line 1: numbers.get(7)"),
    ("nothing.length()", 'because "nothing" is null'),
    ("(Integer) thing", "class java.lang.String cannot be cast to class java.lang.Integer"),
    ("Integer.parseInt(\"3 \")", 'For input string: "3 "'),
    ("for (int n : numbers) { numbers.remove(0); }", "ConcurrentModificationException"),
    ("List.of(1).add(2)", "UnsupportedOperationException"),
    ("Optional.empty().get()", "No value present"),
    ("1 / (count - 3)", "/ by zero"),
]


class Beginners(KernelTest):
    before = BEFORE

    def test_every_mistake_is_told_in_words_that_help(self):
        unhelpful = []
        for cell, expected in MISTAKES:
            told = self.run_cell(cell).traceback
            if expected not in told:
                unhelpful.append(f"{cell!r}: wanted {expected!r}, but told\n{told}")
        self.assertEqual([], unhelpful, "\n".join(unhelpful))

    def test_a_class_that_is_not_imported_is_named_in_the_note_of_a_declaration(self):
        told = self.run_cell("CyclicBarrier2 none; DoubleAdder sum;").out
        self.assertIn("add import java.util.concurrent.atomic.DoubleAdder;", told)
