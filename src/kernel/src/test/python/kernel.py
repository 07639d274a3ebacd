"""A kernel in a process of its own, and a front end that speaks with it by jupyter_client."""

import os
import pathlib
import queue
import subprocess
import time
import unittest

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

PATIENCE = 120  # seconds; a machine that tests is a busy one


class Answer:
    """What came of a request: the reply, and what was published about it until idle."""

    def __init__(self, reply, published):
        self.reply = reply
        self.published = published

    def contents(self, kind):
        return [m["content"] for m in self.published if m["msg_type"] == kind]

    def stream(self, name):
        texts = [c["text"] for c in self.contents("stream") if c["name"] == name]
        return "".join(texts)

    @property
    def out(self):
        return self.stream("stdout")

    def data(self, kind):
        found = self.contents(kind)
        return found[0]["data"] if found else {}

    @property
    def value(self):
        return self.data("execute_result").get("text/plain")

    @property
    def traceback(self):
        return "\n".join("\n".join(e["traceback"]) for e in self.contents("error"))


class Kernel:
    def __init__(self, data=None, env=None, log=subprocess.DEVNULL):
        """The kernel that a data folder of Jupyter has, else the one that Jupyter finds."""
        specs = KernelSpecManager(kernel_dirs=[str(data / "kernels")]) if data else KernelSpecManager()
        name = "distill4j" if data else "java"
        self.manager = KernelManager(kernel_name=name, kernel_spec_manager=specs)
        self.argv = self.manager.kernel_spec.argv
        self.argv[0] = os.environ.get("KERNEL_JAVA", self.argv[0])
        self.java = pathlib.Path(self.argv[0]).resolve().parents[1]
        environment = {**os.environ, **(env or {})}
        self.manager.start_kernel(env=environment, stdout=log, stderr=log)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=PATIENCE)
        self.is_silent = False

    @property
    def process(self):
        return self.manager.provisioner.process

    def close(self):
        if self.manager.has_kernel:
            self.client.stop_channels()
            self.manager.shutdown_kernel(now=True)

    def send(self, channel, kind, **content):
        message = self.client.session.msg(kind, content)
        getattr(self.client, channel + "_channel").send(message)
        return message["header"]["msg_id"]

    def receive(self, channel, request, wanted=lambda message: True):
        """The first message on a channel about a request that is wanted."""
        while True:
            message = self.next(channel)
            if message["parent_header"].get("msg_id") == request and wanted(message):
                return message

    def next(self, channel):
        """The next message on a channel.

        A kernel that has ended, or kept somebody waiting in vain, is not waited for again, as it
        would be by each of the tests that share it.
        """
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return getattr(self.client, f"get_{channel}_msg")(timeout=1)
            except queue.Empty:
                status = self.process.poll()
                if status is not None:
                    raise TimeoutError(f"the kernel has ended, with status {status}") from None
                if self.is_silent or time.monotonic() > end:
                    self.is_silent = True
                    raise TimeoutError(f"no answer of the kernel within {PATIENCE} s") from None

    def reply(self, request, channel="shell"):
        return self.receive(channel, request)["content"]

    def published(self, request):
        messages = []
        while True:
            message = self.receive("iopub", request)
            messages.append(message)
            if message["content"].get("execution_state") == "idle":
                return messages

    def answer(self, request, channel="shell"):
        return Answer(self.reply(request, channel), self.published(request))

    def ask(self, kind, channel="shell", **content):
        return self.answer(self.send(channel, kind, **content), channel)

    def execute(self, code, **more):
        return self.send("shell", "execute_request", code=code, **{"allow_stdin": False, **more})

    def run(self, code, **more):
        return self.answer(self.execute(code, **more))

    def value(self, code):
        return self.run(code).value

    def start(self, code, **more):
        """Sends a cell, and returns once it says that it runs."""
        request = self.execute(code, **more)
        self.receive("iopub", request, lambda m: m["msg_type"] == "execute_input")
        return request

    def interrupt(self):
        return self.reply(self.send("control", "interrupt_request"), "control")

    def ends_within(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                return True
            time.sleep(0.05)
        return False


class KernelTest(unittest.TestCase):
    """Tests that share a kernel."""

    before = ""

    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel()
        cls.addClassCleanup(cls.kernel.close)
        cls.run_cell(cls.before)

    @classmethod
    def run_cell(cls, code, **more):
        return cls.kernel.run(code, **more)

    def value(self, code):
        return self.kernel.value(code)

    def assert_value(self, expected, code):
        self.assertEqual(expected, self.value(code), code)
