"""Declaring a name again behaves as a person expects."""

from kernel import KernelTest


class Redefinition(KernelTest):
    def test_a_new_method_is_used_by_old_ones_and_old_values_stay(self):
        self.run_cell("double rate() { return 0.1; }")
        self.run_cell("double twice() { return 2 * rate(); }")
        self.run_cell("var before = rate();")
        self.run_cell("double rate() { return 0.4; }")
        self.assert_value("0.8", "twice()")
        self.assert_value("0.1", "before")

    def test_a_new_variable_leaves_those_computed_from_the_old_one(self):
        self.run_cell("int size = 2; int[] data = new int[size];")
        self.run_cell("data[0] = 7;")
        self.run_cell("int size = 3;")
        self.assert_value("[7, 0]", "data")
        self.run_cell('String size = "large";')
        self.assert_value("large[7, 0]", "size + Arrays.toString(data)")

    def test_a_variable_declared_again_starts_again(self):
        self.run_cell("int n; n = 5;")
        self.run_cell("int n;")
        self.assert_value("0", "n")

    def test_an_unchanged_declaration_run_again_changes_nothing(self):
        self.run_cell("record Point(int x, int y) {}")
        self.run_cell("var p = new Point(1, 2);")
        self.run_cell("record Point(int x, int y) {}")
        self.assert_value("Point[x=1, y=2]", "p")

    def test_a_changed_record_takes_its_variables_along_with_a_notice(self):
        self.run_cell("record Pair(int a) {}")
        self.run_cell("Pair pair = new Pair(1); int other = 9;")
        answer = self.run_cell("record Pair(int a, int b) {}")
        self.assertIn("pair is null again", answer.out)
        self.assert_value("Pair[a=3, b=4]", "pair = new Pair(3, 4)")
        self.assert_value("9", "other")

    def test_a_class_that_does_not_compile_changes_no_type(self):
        self.run_cell("class Sized { int size() { return true; } }")
        self.run_cell("var sizes = List.of(41);")
        self.assertIn("List<Integer> sizes = [41]", self.run_cell("%vars").out)
        self.run_cell("class Sized { int size() { return sizes.get(0); } }")
        self.assert_value("41", "new Sized().size()")

    def test_a_value_outlives_the_expression_it_came_from(self):
        self.run_cell("int[] load(int n) { return new int[n]; }")
        self.run_cell("var loaded = load(2);")
        self.run_cell("int[] load(int n, int m) { return null; }\nint[] load(String n) { return null; }")
        self.run_cell("class Loader { int[] one() { return new int[1]; } }")
        self.run_cell("var one = new Loader().one();")
        self.run_cell("class Loader { int[] two() { return new int[2]; } }")
        self.assert_value("[0, 0]", "loaded")
        self.assert_value("[0]", "one")

    def test_objects_stay_what_they_are_where_only_bodies_change(self):
        self.run_cell("class Dog { int age = 3; String bark() { return \"wuff\"; } }")
        self.run_cell("Dog dog = new Dog(); var dogs = new ArrayList<Object>(List.of(dog)); dog.age = 4;")
        changed = self.run_cell("class Dog { int age = 3; String bark() { return \"woof\" + age; } }")
        self.assertEqual("", changed.out)
        self.assert_value("woof4", "dog.bark()")
        self.assert_value("woof4", "((Dog) dogs.get(0)).bark()")
        self.kernel.run("class Dog { int age = 3; int legs = 4; }")
        told = self.run_cell("((Dog) dogs.get(0)).legs").traceback
        self.assertIn("Dog was declared anew, and this object is one of the Dog before", told)

    def test_a_loop_in_a_new_body_can_be_interrupted(self):
        self.run_cell("void spin() { }")
        self.run_cell("void spin() { while (true) { } }")
        cell = self.kernel.start("spin();")
        self.kernel.interrupt()
        self.assertEqual("Interrupted", self.kernel.reply(cell).get("ename"))

    def test_a_class_used_by_a_method_can_change(self):
        self.run_cell('class Greeter { String greet() { return "hello"; } }')
        self.run_cell("String greeting() { return new Greeter().greet(); }")
        self.run_cell('class Greeter { String greet() { return "hi"; } }')
        self.assert_value("hi", "greeting()")

    def test_classes_that_use_each_other_can_change(self):
        self.run_cell("class A { B b; int a() { return 1; } }")
        self.run_cell("class B { A a; int b() { return new A().a(); } }")
        self.run_cell("class A { B b; int a() { return 2; } }")
        self.assert_value("2", "new B().b()")
        self.run_cell("enum Colour { RED }")
        self.run_cell("enum Colour { RED, GREEN }")
        self.assert_value("[RED, GREEN]", "Colour.values()")
        self.run_cell("sealed interface S permits T {}\nrecord T(int x) implements S {}")
        self.run_cell("sealed interface S permits T {}\nrecord T(int x, int y) implements S {}")
        self.assert_value("T[x=1, y=2]", "new T(1, 2)")

    def test_cells_with_large_values_need_little_memory(self):
        for i in range(12):
            for code in f"new byte[50_000_000].length + {i}", f"var big = new byte[100_000_000 + {i}];":
                self.assertEqual("ok", self.run_cell(code).reply["status"])
