"""A kernel ends when it has to, and takes its memory along."""

import os
import signal
import subprocess
import sys
import time
import unittest

import psutil
from kernel import Kernel

PARENT = """
import sys, time
from kernel import Kernel
kernel = Kernel()
kernel.run("new Thread(() -> { while (true) {} }).start();")
print(kernel.process.pid, flush=True)
time.sleep(1000)
"""


class Lifecycle(unittest.TestCase):
    def start(self, **more):
        kernel = Kernel(**more)
        self.addCleanup(kernel.close)
        return kernel

    def test_ends_when_asked_to_though_threads_go_on(self):
        kernel = self.start()
        kernel.run("new Thread(() -> { while (true) {} }).start();")
        kernel.run("Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) {} }));")
        request = kernel.send("control", "shutdown_request", restart=True)
        self.assertEqual({"status": "ok", "restart": True}, kernel.reply(request, "control"))
        self.assertTrue(kernel.ends_within(20))

    def test_ends_while_a_cell_runs(self):
        kernel = self.start()
        kernel.start("IntStream.range(0, 1 << 30).parallel().map(i -> { while (true) {} }).sum();")
        kernel.send("control", "shutdown_request", restart=False)
        self.assertTrue(kernel.ends_within(20))
        self.assertEqual(0, kernel.process.returncode)

    def test_starts_again_empty(self):
        kernel = self.start()
        kernel.run("int old = 1;")
        kernel.manager.restart_kernel(now=False)
        kernel.client.wait_for_ready(timeout=60)
        answer = kernel.run("old")
        self.assertEqual("CompilationError", answer.reply["ename"])
        self.assertEqual(1, answer.reply["execution_count"])

    def test_ends_when_its_parent_is_killed(self):
        parent = subprocess.Popen(
            [sys.executable, "-B", "-c", PARENT],
            cwd=os.path.dirname(__file__),
            stdout=subprocess.PIPE,
        )
        kernel = psutil.Process(int(parent.stdout.readline()))
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        parent.stdout.close()
        kernel.wait(timeout=60)

    def test_five_hundred_cells_need_little_memory(self):
        kernel = self.start()
        process = psutil.Process(kernel.process.pid)
        for i in range(150):
            kernel.run(f"int warm{i} = {i}; warm{i} * 2")
        before = process.memory_info().rss
        for i in range(500):
            self.assertEqual(f"[{i}]", kernel.value(f"var v{i} = List.of({i}); v{i}"))
        self.assertLess(process.memory_info().rss - before, 100_000_000)

    def test_a_first_result_takes_seconds(self):
        begin = time.monotonic()
        self.assertEqual("2", self.start().value("1 + 1"))
        self.assertLess(time.monotonic() - begin, 20)
