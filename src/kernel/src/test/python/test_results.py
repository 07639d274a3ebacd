"""What a cell shows."""

from kernel import KernelTest


class Results(KernelTest):
    def test_the_last_expression_is_shown(self):
        self.assert_value("3", "int one = 1;\none + 2")
        self.assert_value("3", "one + 2 // not a declaration; just this")

    def test_what_has_nothing_to_show_shows_nothing(self):
        for code in (
            "1 + 1;",
            "1; // quiet",
            "int i = 3",
            "System.out.flush()",
            "void nothing() {}\nnothing()",
        ):
            answer = self.run_cell(code)
            self.assertEqual("ok", answer.reply["status"], code)
            self.assertEqual([], answer.contents("execute_result"), code)

    def test_values_are_readable(self):
        for expected, code in {
            "[1, 2, 3]": "new int[] {1, 2, 3}",
            "[[1.0],\n [2.0]]": "new double[][] {{1}, {2}}",
            "[null, a]": 'new String[] {null, "a"}',
            "[a, [1]]": 'List.of("a", new int[] {1})',
            "{k=[1]}": 'Map.of("k", new int[] {1})',
            "Optional[[1]]": "Optional.of(new int[] {1})",
            "Optional.empty": "Optional.empty()",
            "two\nlines": '"two\\nlines"',
            "P[x=1, y=[2.0]]": "record P(int x, double[] y) {}\nnew P(1, new double[] {2})",
            "c": "'c'",
            "null": "String absent = null; absent",
            "a Stream": "Stream.of(1).map(i -> i)",
        }.items():
            self.assert_value(expected, code)

    def test_long_values_are_cut(self):
        self.assertTrue(self.value("IntStream.range(0, 1000).toArray()").endswith("… 1000 in all]"))
        self.assertTrue(self.value("new ArrayList<>(Collections.nCopies(999, 1))").endswith("999 in all]"))

    def test_identity_hash_codes_are_not_shown(self):
        self.assert_value("Object", "new Object()")
        self.assert_value("Plain", "class Plain {}\nnew Plain()")
        self.assert_value("[Plain]", "List.of(new Plain())")
        self.assert_value("a Runnable", "Runnable r = () -> {}; r")

    def test_a_value_that_cannot_be_shown_is_an_error_of_its_cell(self):
        self.run_cell('class Bad { public String toString() { throw new RuntimeException("no"); } }')
        self.assertEqual("java.lang.RuntimeException", self.run_cell("new Bad()").reply["ename"])
        self.run_cell("var loop = new ArrayList<Object>(); loop.add(loop);")
        self.assertEqual("ok", self.run_cell("loop").reply["status"])

    def test_an_image_is_html_with_a_text_for_those_who_do_not_see(self):
        data = self.run_cell("new java.awt.image.BufferedImage(3, 2, 1)").data("execute_result")
        self.assertEqual("image, 3 x 2 pixels", data["text/plain"])
        self.assertTrue(data["text/html"].startswith('<img alt="image, 3 x 2 pixels" '))
        self.assertIn(' src="data:image/png;base64,iVBOR', data["text/html"])

    def test_arrays_and_tables_of_the_libraries_are_shown_as_such(self):
        self.assertIn("[2, 3]", self.value("org.nd4j.linalg.factory.Nd4j.zeros(2, 3)"))
        table = 'tech.tablesaw.api.Table.create(tech.tablesaw.api.IntColumn.create("<n>", 1, 2))'
        data = self.run_cell(table).data("execute_result")
        self.assertIn("<th", data["text/html"])
        self.assertIn("&lt;n&gt;", data["text/html"])
        self.assertIn("text/plain", data)

    def test_display_shows_and_update_display_replaces(self):
        answer = self.run_cell(
            'String id = display("<b>x</b>", "text/html"); updateDisplay(id, "y");'
        )
        shown, updated = answer.contents("display_data")[0], answer.contents("update_display_data")[0]
        self.assertEqual("<b>x</b>", shown["data"]["text/html"])
        self.assertEqual("y", updated["data"]["text/plain"])
        self.assertEqual(shown["transient"]["display_id"], updated["transient"]["display_id"])
        again = self.run_cell("display(1)")
        self.assertIsNone(again.value, "nobody wants to read an id")
        self.assertNotEqual(shown["transient"], again.contents("display_data")[0]["transient"])

    def test_what_was_shown_can_be_cleared(self):
        answer = self.run_cell("System.out.print(1); clearOutput(); System.out.print(2); clearOutput(true);")
        kinds = [m["msg_type"] for m in answer.published if m["msg_type"] in ("stream", "clear_output")]
        self.assertEqual(["stream", "clear_output"] * 2, kinds)
        self.assertEqual([False, True], [c["wait"] for c in answer.contents("clear_output")])

    def test_markup_is_sent_once(self):
        data = self.run_cell('display("<b>" + "x".repeat(5000), "text/html");').data("display_data")
        self.assertEqual("5003 characters of markup", data["text/plain"])

    def test_display_has_the_types_that_are_asked_for(self):
        json = self.run_cell('display("{\\"a\\": 1}", "application/json");').data("display_data")
        self.assertEqual({"a": 1}, json["application/json"])
        for mime in "text/markdown", "text/latex", "image/svg+xml":
            self.assertEqual("x", self.run_cell(f'display("x", "{mime}");').data("display_data")[mime])
        image = 'display(new java.awt.image.BufferedImage(3, 2, 1), "image/png");'
        self.assertTrue(self.run_cell(image).data("display_data")["image/png"].startswith("iVBOR"))

    def test_a_background_thread_can_display(self):
        answer = self.run_cell(
            'var t = new Thread(() -> display("behind")); t.start(); t.join();'
        )
        self.assertEqual("behind", answer.data("display_data")["text/plain"])
        self.assert_value("true", "org.distill4j.kernel.Display.active()")

    def test_a_learners_type_gets_a_renderer_by_one_call(self):
        self.run_cell("record Money(int cents) {}")
        self.run_cell(
            "org.distill4j.kernel.Display.register(v -> v instanceof Money m"
            ' ? Map.of("text/plain", m.cents() / 100.0 + " €") : null)'
        )
        self.assert_value("1.5 €", "new Money(150)")

    def test_output_and_errors_stay_in_order(self):
        answer = self.run_cell("System.err.print(1); System.out.print(2); System.err.print(3);")
        self.assertEqual(["1", "2", "3"], [c["text"] for c in answer.contents("stream")])
        self.assertEqual("13", answer.stream("stderr"))
