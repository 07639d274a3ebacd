"""Whatever a cell does, the session goes on."""

from kernel import KernelTest


class Survival(KernelTest):
    before = "int kept = 42;"

    def tearDown(self):
        self.assert_value("42", "kept")

    def test_system_exit_is_an_error_of_its_cell(self):
        for code in (
            "System.exit(1)",
            "Runtime.getRuntime().halt(1)",
            "IntConsumer end = System::exit; end.accept(1);",
        ):
            answer = self.run_cell(code)
            self.assertEqual("Refused", answer.reply.get("ename"), code)
            self.assertIn("System.exit(1) would end", answer.traceback)

    def test_a_stack_overflow_is_short(self):
        answer = self.run_cell("int deep(int n) { return deep(n + 1) + 1; }\ndeep(0)")
        self.assertIn("java.lang.StackOverflowError", answer.traceback)
        self.assertLess(len(answer.traceback), 1000)

    def test_an_array_too_large_is_an_error_of_its_cell(self):
        answer = self.run_cell("var large = new long[Integer.MAX_VALUE];")
        self.assertEqual("java.lang.OutOfMemoryError", answer.reply["ename"])

    def test_a_full_heap_is_an_error_that_says_what_can_be_freed(self):
        for filling in (
            "var hoard = new ArrayList<byte[]>(); while (true) hoard.add(new byte[1 << 20]);",
            "Object[] hoard = null; while (true) hoard = new Object[] {hoard};",
            'String hoard = "x"; while (true) hoard += hoard;',
        ):
            answer = self.run_cell(filling)
            self.assertEqual("java.lang.OutOfMemoryError", answer.reply.get("ename"), filling)
            self.assertIn("hoard", answer.traceback)
            self.assertLess(len(answer.traceback), 1500)
            self.assertEqual("ok", self.run_cell("hoard = null;").reply["status"])
            self.assert_value("10", "int n = 0; for (int i = 0; i < 5; i++) n += i; n")

    def test_absurd_source_is_an_error_at_most(self):
        self.run_cell("(" * 6_000 + "1" + ")" * 6_000)
        self.run_cell("1" + " + 1" * 20_000)
        self.run_cell("(" * 100_000)
        self.run_cell("int a" + ", a" * 300 + ";")
        self.run_cell("\\u000")

    def test_every_line_of_much_output_arrives_in_order(self):
        answer = self.run_cell("for (int i = 0; i < 100_000; i++) System.out.println(i)")
        self.assertEqual("".join(f"{i}\n" for i in range(100_000)), answer.out)

    def test_endless_output_is_limited_with_a_notice(self):
        answer = self.run_cell(
            'var kb = "x".repeat(1000); for (int i = 0; i < 100_000; i++) System.out.println(kb)'
        )
        self.assertLess(len(answer.out), 11_000_000)
        self.assertTrue(answer.out.endswith("[the output ends here: a cell may print 10 MB]\n"))

    def test_output_is_cut_between_characters(self):
        answer = self.run_cell(
            "System.out.write(new byte[] {(byte) 0xC3}); Thread.sleep(200);"
            " System.out.write(new byte[] {(byte) 0xA9}); System.out.flush();"
        )
        self.assertEqual("é", answer.out)

    def test_output_appears_while_its_cell_runs(self):
        """The cell would wait for ever, so what came of it came while it ran."""
        cell = self.kernel.execute('System.out.print("now"); new CountDownLatch(1).await();')
        self.kernel.receive("iopub", cell, lambda m: m["msg_type"] == "stream")
        self.kernel.interrupt()
        self.assertEqual("Interrupted", self.kernel.reply(cell)["ename"])

    def test_a_thread_that_outlives_its_cell_prints_there(self):
        self.run_cell("void pause(int n) { try { Thread.sleep(n); } catch (Exception e) {} }")
        first = self.kernel.execute(
            'new Thread(() -> { pause(1500); System.out.print("late"); }).start();'
        )
        self.kernel.answer(first)
        second = self.kernel.execute('Thread.sleep(2500); System.out.print("second")')
        late = self.kernel.client.get_iopub_msg(timeout=30)
        while late["msg_type"] != "stream":
            late = self.kernel.client.get_iopub_msg(timeout=30)
        self.assertEqual("late", late["content"]["text"])
        self.assertEqual(first, late["parent_header"]["msg_id"])
        self.assertEqual("second", self.kernel.answer(second).out)

    def test_a_thread_that_fails_tells_so_and_no_more(self):
        answer = self.run_cell("var t = new Thread(() -> { int i = 1 / 0; }); t.start(); t.join();")
        self.assertEqual("ok", answer.reply["status"])
        self.assertIn("/ by zero", answer.stream("stderr"))
