"""The protocol, in the manner of Jupyter's own conformance tests."""

import unittest

import zmq
from jupyter_client.session import Session
from kernel import KernelTest


class Protocol(KernelTest):
    def test_says_what_it_is(self):
        for channel in "shell", "control":
            info = self.kernel.ask("kernel_info_request", channel).reply
            self.assertEqual("ok", info["status"])
            self.assertEqual("5.4", info["protocol_version"])
            self.assertEqual("java", info["language_info"]["name"])
            self.assertEqual(".java", info["language_info"]["file_extension"])
            self.assertEqual("text/x-java-source", info["language_info"]["mimetype"])
            for key in "implementation", "implementation_version", "banner", "help_links":
                self.assertIn(key, info)

    def test_hello_world_on_stdout_and_stderr(self):
        answer = self.kernel.run('System.out.println("hello, world");')
        self.assertEqual("hello, world\n", answer.out)
        answer = self.kernel.run('System.err.print("test");')
        self.assertEqual("test", answer.stream("stderr"))
        self.assertEqual("", answer.out)

    def test_tells_what_it_does_in_order(self):
        answer = self.kernel.run("1 + 2")
        kinds = [message["msg_type"] for message in answer.published]
        self.assertEqual(["status", "execute_input", "execute_result", "status"], kinds)
        self.assertEqual("busy", answer.published[0]["content"]["execution_state"])
        count = answer.reply["execution_count"]
        self.assertEqual(
            {"code": "1 + 2", "execution_count": count}, answer.contents("execute_input")[0]
        )
        result = answer.contents("execute_result")[0]
        self.assertEqual(
            {"data": {"text/plain": "3"}, "metadata": {}, "execution_count": count}, result
        )
        self.assertEqual([], answer.reply["payload"])

    def test_a_bad_signature_is_dropped_and_the_next_message_answered(self):
        forger = Session(key=b"wrong", signature_scheme="hmac-sha256")
        socket = self.kernel.client.shell_channel.socket
        forger.send(socket, "execute_request", {"code": "int forged = 1;", "silent": False})
        socket.send(b"not even a message")
        socket.send_multipart([b"<IDS|MSG>", b"", b"{", b"{}", b"{}", b"{}"])
        self.assert_value("2", "1 + 1")
        self.assertEqual("error", self.kernel.run("forged").reply["status"])

    def test_only_stored_cells_are_counted(self):
        count = self.kernel.run("1").reply["execution_count"]
        unstored = self.kernel.run("4", store_history=False)
        self.assertEqual(count, unstored.reply["execution_count"])
        self.assertEqual("4", unstored.value)
        self.assertEqual(count + 1, self.kernel.run("5").reply["execution_count"])

    def test_a_silent_cell_publishes_its_state_only(self):
        count = self.kernel.run("1").reply["execution_count"]
        silent = self.kernel.run("System.out.println(2); 3", silent=True)
        self.assertEqual(count, silent.reply["execution_count"])
        self.assertEqual({"status"}, {message["msg_type"] for message in silent.published})

    def test_cells_behind_an_error_are_aborted(self):
        slow = self.kernel.start('Thread.sleep(500); throw new Exception("no");')
        waiting = [self.kernel.execute("1"), self.kernel.execute("2")]
        self.assertEqual("error", self.kernel.reply(slow)["status"])
        for request in waiting:
            self.assertEqual("aborted", self.kernel.reply(request)["status"])
        self.assert_value("7", "7")

    def test_cells_behind_an_error_run_if_that_is_wanted(self):
        slow = self.kernel.start("Thread.sleep(300); int i = 1 / 0;", stop_on_error=False)
        waiting = self.kernel.execute("1")
        self.assertEqual("error", self.kernel.reply(slow)["status"])
        self.assertEqual("ok", self.kernel.reply(waiting)["status"])

    def test_user_expressions_are_evaluated(self):
        expressions = {"sum": "1 + 2", "bad": "nothingOfThatName", "none": "null"}
        results = self.kernel.run("", user_expressions=expressions).reply["user_expressions"]
        self.assertEqual("ok", results["sum"]["status"])
        self.assertEqual({"text/plain": "3"}, results["sum"]["data"])
        self.assertEqual("CompilationError", results["bad"]["ename"])
        self.assertEqual("null", results["none"]["data"]["text/plain"])
        silent = self.kernel.run("int q = 4;", silent=True, user_expressions={"q": "q"})
        self.assertEqual("4", silent.reply["user_expressions"]["q"]["data"]["text/plain"])

    def test_an_error_is_named_in_reply_and_broadcast(self):
        answer = self.kernel.run('throw new IllegalStateException("too late");')
        for error in answer.reply, answer.contents("error")[0]:
            self.assertEqual("java.lang.IllegalStateException", error["ename"])
            self.assertEqual("too late", error["evalue"])
            self.assertGreater(len(error["traceback"]), 0)
        self.assertEqual("error", answer.reply["status"])

    def test_input_is_asked_for_where_that_is_allowed(self):
        line = "new Scanner(System.in).nextLine()"
        self.assertEqual("error", self.kernel.run(line).reply["status"])
        for code, given, expected in [
            (line + ".length()", "Zoë", "3"),
            ("new BufferedReader(new InputStreamReader(System.in)).readLine()", "größer", "größer"),
        ]:
            request = self.kernel.start('System.out.print("name? "); ' + code, allow_stdin=True)
            question = self.kernel.client.get_stdin_msg(timeout=30)
            self.assertEqual("input_request", question["msg_type"])
            self.assertEqual({"prompt": "", "password": False}, question["content"])
            self.kernel.client.input(given)
            self.assertEqual(expected, self.kernel.answer(request).value)

    def test_input_that_was_interrupted_does_not_disturb_the_next(self):
        line = "new Scanner(System.in).nextLine()"
        request = self.kernel.start(line, allow_stdin=True)
        self.kernel.client.get_stdin_msg(timeout=30)
        self.kernel.interrupt()
        self.assertEqual("Interrupted", self.kernel.reply(request)["ename"])
        request = self.kernel.start(line, allow_stdin=True)
        self.kernel.client.get_stdin_msg(timeout=30)
        self.kernel.client.input("second")
        self.assertEqual("second", self.kernel.answer(request).value)

    def test_control_and_heartbeat_are_served_while_a_cell_runs(self):
        cell = self.kernel.start("Thread.sleep(1500)")
        self.assertEqual("ok", self.kernel.ask("kernel_info_request", "control").reply["status"])
        beat = zmq.Context.instance().socket(zmq.REQ)
        beat.setsockopt(zmq.RCVTIMEO, 30_000)
        beat.connect(self.kernel.client.hb_channel.address)
        beat.send(b"beat")
        self.assertEqual(b"beat", beat.recv())
        beat.close()
        self.assertEqual("ok", self.kernel.reply(cell)["status"])

    def is_complete(self, code):
        return self.kernel.ask("is_complete_request", code=code).reply

    def test_complete_incomplete_and_invalid_code_is_told_apart(self):
        for code in "int a = 1;", "1 + 1", "x + 1", "int x = 1;\nx + 1", "// nothing", "", "%time 1", "class A {}", "f(1)":
            self.assertEqual("complete", self.is_complete(code)["status"], code)
        for code in "while (true)", "for (int i = 0; i < 3; i++) {", "int f(", "1 +", 'var s = """\nabc':
            self.assertEqual("incomplete", self.is_complete(code)["status"], code)
        for code in "int = 1;", "int 1a;", "import;", "1 + 1)", "}", "x = ;", "int x = 1;\nint y = = 2;":
            self.assertEqual("invalid", self.is_complete(code)["status"], code)
        absurd = self.is_complete("-" * 300_000 + "1")["status"]
        self.assertIn(absurd, ("unknown", "complete"), "depends on how deep a compiler goes")

    def test_an_incomplete_line_comes_with_an_indentation(self):
        self.assertEqual("      ", self.is_complete("  while (true) {")["indent"])
        self.assertEqual("  ", self.is_complete("  int a =")["indent"])

    def history(self, **asked):
        reply = self.kernel.ask("history_request", **{"output": False, "raw": True, **asked}).reply
        self.assertEqual("ok", reply["status"])
        return reply["history"]

    def test_what_was_run_is_remembered(self):
        first = self.kernel.run("int first = 1;").reply["execution_count"]
        self.kernel.run("int second = 2;")
        tail = self.history(hist_access_type="tail", n=1)
        self.assertEqual([[0, first + 1, "int second = 2;"]], tail)
        found = self.history(hist_access_type="search", pattern="*f?rst*", n=5, unique=True)
        self.assertEqual([[0, first, "int first = 1;"]], found)
        span = dict(hist_access_type="range", session=0, start=first, stop=first + 1)
        self.assertEqual([[0, first, "int first = 1;"]], self.history(**span))
        self.assertEqual([[0, first, ["int first = 1;", ""]]], self.history(**span | {"output": True}))

    def test_comms_are_closed_as_there_are_none(self):
        self.assertEqual({}, self.kernel.ask("comm_info_request").reply["comms"])
        opened = self.kernel.send(
            "shell", "comm_open", comm_id="c", target_name="t", data={}
        )
        closed = [m for m in self.kernel.published(opened) if m["msg_type"] == "comm_close"]
        self.assertEqual("c", closed[0]["content"]["comm_id"])

    def test_unknown_and_broken_requests_do_no_harm(self):
        self.kernel.published(self.kernel.send("shell", "dance_request"))
        self.kernel.send("control", "debug_request", command="attach")
        self.assertEqual("error", self.kernel.ask("execute_request").reply["status"])
        self.assert_value("1", "1")

    def test_an_output_can_be_cleared_and_an_empty_cell_run(self):
        self.assertEqual("ok", self.kernel.run("").reply["status"])
        self.assertEqual("ok", self.kernel.run("  \n// only a comment").reply["status"])


if __name__ == "__main__":
    unittest.main()
