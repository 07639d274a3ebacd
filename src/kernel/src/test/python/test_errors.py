"""Errors that a beginner can read."""

from kernel import KernelTest


class Errors(KernelTest):
    def lines(self, code):
        return self.run_cell(code).traceback.splitlines()

    def test_a_compilation_error_points_into_the_cell(self):
        lines = self.lines("int a = 1;\nint b = a +\n    unknownName;")
        self.assertEqual("line 3, column 5: cannot find symbol: variable unknownName", lines[1])
        self.assertEqual("        unknownName;", lines[2])
        self.assertEqual("        ^", lines[3])

    def test_a_syntax_error_is_found_before_anything_runs(self):
        answer = self.run_cell('System.out.println("ran");\nint c = ;')
        self.assertEqual("", answer.out)
        self.assertIn("line 2, column 9", answer.traceback)
        self.assertIn("reached end of file", self.lines("for (int i = 0; i < 3; i++) {")[1])

    def test_each_mistake_is_told_once(self):
        lines = self.lines('void f() {\n  int x = "a";\n  missing();\n  missing();\n}')
        self.assertEqual(1, sum(line.startswith("line 2") for line in lines))
        self.assertEqual(1, sum(line.startswith("line 3") for line in lines), lines)
        self.assertEqual(0, sum(line.startswith("line 4") for line in lines))

    def test_a_slip_of_the_finger_is_pointed_out(self):
        self.run_cell("int students = 3;")
        self.assertIn("    did you mean students?", self.lines("studnets + 1"))
        self.assertIn("    did you mean length?", self.lines('"abc".lenght()'))
        self.assertIn("    did you mean System?", self.lines("Sytem.out.println()"))
        self.assertIn("    did you mean String?", self.lines('Strng s = "a";'))
        self.assertNotIn("did you mean", self.run_cell("zzzzzz").traceback)

    def test_a_runtime_error_shows_the_lines_of_its_cells(self):
        answer = self.run_cell("int divide(int a, int b) {\n  return a / b;\n}")
        first = answer.reply["execution_count"]
        lines = self.lines("int p = 1;\ndivide(p, 0)")
        self.assertEqual(f"  at cell {first}, line 2, in divide: return a / b;", lines[1])
        self.assertEqual(f"  at cell {first + 1}, line 2: divide(p, 0)", lines[2])
        self.assertEqual(3, len(lines), lines)

    def test_names_are_those_of_the_cell(self):
        answer = self.run_cell("String absent = null;\nabsent.length()")
        self.assertIn('because "absent" is null', answer.traceback)
        self.run_cell("class Cat {}\nclass Dog {}\nObject pet = new Cat();")
        self.assertIn("class Cat cannot be cast to class Dog", self.run_cell("(Dog) pet").traceback)

    def test_locals_and_parameters_have_their_names(self):
        self.run_cell("int lengthOf(String text) { return text.length(); }")
        self.assertIn('because "text" is null', self.run_cell("lengthOf(null)").traceback)

    def test_a_declaration_that_nothing_can_mend_is_an_error(self):
        self.run_cell("class Parent { Parent(int x) {} }")
        child = self.run_cell("class Child extends Parent { }")
        self.assertIn("constructor Parent in class Parent cannot be applied", child.traceback)
        self.assert_value("true", "class Child extends Parent { Child() { super(1); } }\nnew Child() != null")

    def test_a_method_that_no_longer_fits_says_why(self):
        self.run_cell("int counter = 0;\nvoid count() { counter++; }")
        changed = self.run_cell('String counter = "none";')
        self.assertIn("note: count cannot be used as things are declared now: bad operand", changed.out)
        self.assertIn("bad operand type", self.run_cell("count()").traceback)
        self.run_cell("int counter = 1;")
        self.assert_value("2", "count();\ncounter")

    def test_a_header_without_its_body_is_an_error(self):
        for code in "while (true)", "if (1 > 2)", "for (int i = 0; i < 3; i++)":
            self.assertIn("reached end of file", self.run_cell(code).traceback, code)

    def test_a_string_too_long_for_java_spoils_no_other_cell(self):
        a, b = 40_000 * "a", 40_000 * "b"
        self.run_cell("int before = 5;")
        for code in (
            f'String endless = "{70_000 * "x"}";',
            f'String sum = "{a}" + "{b}";',
            f'String three = "{22_000 * "中"}";',
            f'String block = """\n{35_000 * "ж"}""";',
            f'void inside() {{ String sum = "{a}" + "{b}"; }}',
            f'String quotes = "{14 * (5_000 * "a" + chr(92) + chr(34))}";',
        ):
            self.assertIn("65,535 bytes", self.run_cell(code).traceback)
            self.assert_value("6", "int afterwards = 1;\nafterwards + before")

    def test_a_compact_constructor_needs_no_word_that_java_does_not_want(self):
        self.run_cell('record Positive(int x) {\n  Positive { if (x < 0) throw new Error("" + x); }\n}')
        self.assert_value("Positive[x=1]", "new Positive(1)")
        self.assertIn("line 2, in <init>: Positive { if", self.run_cell("new Positive(-1)").traceback)

    def test_what_a_cell_prints_of_an_exception_has_the_lines_of_cells(self):
        self.run_cell("void risky() {\n  marks[2] = 1;\n}\nint[] marks = new int[1];")
        printed = self.run_cell("\ntry { risky(); } catch (Exception e) { e.printStackTrace(); }")
        lines = printed.stream("stderr").splitlines()
        self.assertRegex(lines[1], r"risky\(cell \d+:2\)$")
        self.assertRegex(lines[2], r"\(cell \d+:2\)$")
        self.assertEqual(3, len(lines), lines)

    def test_what_ends_a_thread_has_the_lines_of_cells(self):
        self.run_cell("int[] single = new int[1];")
        printed = self.run_cell(
            'var t = new Thread(() -> {\n  int n = 1 / (single.length - 1);\n}, "counter");\n'
            "t.start(); t.join();"
        )
        lines = printed.stream("stderr").splitlines()
        self.assertEqual("counter ended: java.lang.ArithmeticException: / by zero", lines[0])
        self.assertRegex(lines[1], r"cell \d+, line 2: int n = 1 /")

    def test_what_the_text_of_a_value_throws_has_the_lines_of_cells(self):
        self.run_cell("class Nameless {\n  String n;\n  public String toString() { return n.trim(); }\n}")
        lines = self.lines("new Nameless()")
        self.assertRegex(lines[1], r"cell \d+, line 3, in toString: public String toString")
        self.assertEqual(2, len(lines), lines)

    def test_what_the_same_cell_declares_below_is_not_missed(self):
        answer = self.run_cell(
            "boolean even(int n) { return n == 0 || odd(n - 1); }\n"
            "boolean odd(int n) { return n != 0 && even(n - 1); }\neven(10)"
        )
        self.assertEqual(("true", ""), (answer.value, answer.out))

    def test_a_line_is_shown_as_it_was_typed(self):
        line = "System.out.println(1); System.out.println(1 / 0); System.out.println(2);"
        self.assertTrue(self.lines(line)[1].endswith("line 1: " + line))

    def test_a_block_of_statements_keeps_its_lines(self):
        self.run_cell("int[] three = new int[3];")
        lines = self.lines("three[0] = 1;\nthree[1] = 2;\nthree[3] = 4;\nthree[2] = 3;")
        self.assertTrue(lines[1].endswith("line 3: three[3] = 4;"), lines)

    def test_a_cause_is_shown_and_the_kernel_is_not(self):
        answer = self.run_cell('throw new RuntimeException("outer", new IOException("inner"));')
        self.assertIn("caused by java.io.IOException: inner", answer.traceback)
        self.assertNotIn("org.distill4j", answer.traceback)
        self.assertNotIn("jdk.internal", answer.traceback)

    def test_lines_of_the_cell_come_before_those_of_libraries(self):
        lines = self.lines('List.of(1, 2).stream()\n  .map(n -> Integer.parseInt("x" + n)).toList()')
        self.assertRegex(lines[1], r"  at cell \d+, line 2: ")
        self.assertEqual(3, sum(line.startswith("  in ") for line in lines), lines)
        self.assertRegex(lines[-1], r"  … and \d+ more of libraries")

    def test_causes_that_go_in_a_circle_do_no_harm(self):
        self.run_cell(
            'var one = new RuntimeException("one"); var two = new RuntimeException("two", one);'
            " one.initCause(two);"
        )
        self.assertEqual("one", self.run_cell("throw one;").reply["evalue"])

    def test_a_forward_reference_is_said_at_once_and_when_it_is_used(self):
        declared = self.run_cell("int early() { return late() + 1; }")
        self.assertEqual("ok", declared.reply["status"])
        self.assertIn("method late()", declared.out)
        self.assertIn("method late()", self.run_cell("early()").traceback)
        self.run_cell("int late() { return 1; }")
        self.assert_value("2", "early()")

    def test_a_failed_declaration_leaves_nothing_behind(self):
        self.run_cell("int half = 1 / 0;")
        self.assertEqual("CompilationError", self.run_cell("half").reply["ename"])

    def test_an_exception_of_a_learners_own_has_its_own_name(self):
        self.run_cell(
            'class TooWarm extends RuntimeException { TooWarm(double t) { super(t + " degrees"); } }'
        )
        self.assertEqual("TooWarm", self.run_cell("throw new TooWarm(30);").reply["ename"])
