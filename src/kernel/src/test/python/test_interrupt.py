"""An interrupt stops whatever a cell does, and leaves the session and an idle processor."""

import time

import psutil
from kernel import KernelTest

PATIENCE = 20  # seconds; a machine that tests is a busy one


class Interrupt(KernelTest):
    before = """
        int kept = 42;
        int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
        """

    def stop(self, code):
        cell = self.kernel.start(code)
        time.sleep(0.3)
        begin = time.monotonic()
        self.assertEqual({"status": "ok"}, self.kernel.interrupt())
        reply = self.kernel.reply(cell)
        self.assertEqual("Interrupted", reply.get("ename"), code)
        self.assertLess(time.monotonic() - begin, PATIENCE, code)
        return reply

    def stops(self, code):
        self.stop(code)
        self.assert_value("42", "kept")
        self.assertTrue(self.is_idle_at_last(), "still uses the processor")

    def is_idle_at_last(self):
        """The virtual machine may go on compiling a while; a loop that goes on never ends."""
        process = psutil.Process(self.kernel.process.pid)
        return any(process.cpu_percent(interval=0.3) < 50 for _ in range(40))

    def test_an_empty_loop(self):
        self.stops("while (true) {}")
        self.stops("do {} while (true);")

    def test_a_loop_that_catches_everything(self):
        self.stops("for (;;) { try { while (true) {} } catch (Throwable t) {} }")
        self.stops("while (true) { try { Thread.sleep(100_000); } catch (Throwable t) {} }")

    def test_sleeping_and_waiting(self):
        self.stops("Thread.sleep(100_000);")
        self.stops("new CountDownLatch(1).await();")
        self.stops("synchronized (String.class) { String.class.wait(); }")

    def test_input_and_output_that_block(self):
        self.stops("new ServerSocket(0).accept();")
        self.stops("new DatagramSocket().receive(new java.net.DatagramPacket(new byte[1], 1));")
        self.stops('new ProcessBuilder("sleep", "100").start().waitFor();')
        self.stops('new ProcessBuilder("sleep", "100").start().getInputStream().read();')

    def test_streams(self):
        self.stops("IntStream.generate(() -> 1).sum();")
        self.stops("Stream.iterate(1, x -> x + 1).filter(x -> false).findFirst();")
        self.stops("IntStream.range(0, 1 << 30).parallel().map(i -> { while (true) {} }).sum();")

    def test_loops_of_java_itself_that_never_come_to_the_code_of_a_cell(self):
        for code in (
            'Stream.generate("x"::length).anyMatch("y"::equals)',
            'Stream.iterate("a", String::trim).allMatch("a"::equals)',
            "LongStream.iterate(1, Math::abs).sum()",
        ):
            self.stops(code)
        self.assert_value("[2, 3]", "Stream.of(1, 2).map(x -> x + 1).toList()")

    def test_loops_of_java_itself_that_were_compiled_long_ago(self):
        """Without a look now and then they would keep Java from stopping any thread, for ever."""
        for code in "new Random().doubles().sum()", "new SplittableRandom().ints().asLongStream().sum()":
            cell = self.kernel.start(code)
            time.sleep(4)
            self.kernel.interrupt()
            self.assertEqual("Interrupted", self.kernel.reply(cell).get("ename"), code)
            self.assert_value("42", "kept")

    def test_recursion(self):
        self.stops("fib(90);")

    def test_threads_of_a_cell(self):
        self.stops("var t = new Thread(() -> { while (true) {} }); t.start(); t.join();")

    def test_a_method_a_class_and_a_lambda_of_an_earlier_cell(self):
        self.run_cell("class Loop { Loop() { for (;;) {} } }")
        self.run_cell("Runnable loop = () -> { for (;;) {} };")
        self.stops("new Loop();")
        self.stops("loop.run();")

    def test_training_of_the_library(self):
        self.run_cell(
            """
            import org.distill4j.data.*;
            import org.distill4j.model.*;
            import org.distill4j.model.train.Plan;
            import org.nd4j.linalg.factory.Nd4j;
            var data = Dataset.of(Nd4j.rand(500, 100), new int[500], List.of("no", "yes"));
            var teacher = Teacher.mlp(100).hidden(200).classes(2).seed(1).build();
            """
        )
        self.stops("teacher.fit(data, Plan.epochs(100_000));")

    def test_finally_blocks_have_a_moment(self):
        """A busy machine may use it up; hence more than one attempt."""
        closed = None
        for _ in range(20):
            self.run_cell("int closed = 0;")
            self.stop("try { while (true) {} } finally { for (int i = 0; i < 9; i++) closed++; }")
            closed = self.value("closed")
            if closed == "9":
                break
        self.assertEqual("9", closed)

    def test_between_cells_it_does_nothing(self):
        self.assertEqual({"status": "ok"}, self.kernel.interrupt())
        self.assert_value("499500", "int sum = 0; for (int i = 0; i < 1000; i++) sum += i; sum")
