"""Executes a submission, whatever it does, within limits:

grade.py NOTEBOOK RESULT FOLDER KERNEL SECONDS_A_CELL SECONDS_IN_ALL MEGABYTES

NOTEBOOK, which has the hidden tests, is deleted before the kernel starts. A cell
that throws or takes too long does not stop the others. What a cell writes is kept
up to a limit. Seconds in which the machine was busy with others do not count, up
to a factor, and memory is that of the kernel and all that it started. Prints what
execute.py prints; there is a failure only if the kernel ended, would not be
interrupted, or had to be stopped, which "stopped" then gives the reason of.
"""

import asyncio
import json
import os
import sys
import threading
import time

import family
from execute import Run
from nbclient import NotebookClient
from nbformat.v4 import new_output
from parent import end_with_parent

MOST_CHARACTERS = 200_000
MOST_OF_AN_ERROR = 10_000
PAUSE = 0.2
GRACE = 60
MOST_BY_THE_CLOCK = 5  # times a limit, however busy the machine is
TOO_LONG = "TooLong"


class Limited(NotebookClient):
    """Keeps the beginning of what a cell writes, and all that scores depend on."""

    written = 0

    async def _async_handle_timeout(self, timeout, cell=None):
        if not self.out_of_time():
            await asyncio.sleep(PAUSE)
            return None
        return await super()._async_handle_timeout(timeout, cell)

    def output(self, outs, msg, display_id, cell_index):
        kind, content = msg["msg_type"], msg["content"]
        if kind == "stream":
            return self.stream(outs, content["name"], content["text"])
        if kind == "error":
            trace = "\n".join(content["traceback"])[:MOST_OF_AN_ERROR]
            content["traceback"] = trace.split("\n")
            content["evalue"] = content["evalue"][:MOST_OF_AN_ERROR]
        else:
            data = content["data"]
            plain = str(data.get("text/plain", ""))[:MOST_OF_AN_ERROR]
            self.written += sum(len(str(value)) for value in data.values())
            if self.written > MOST_CHARACTERS:
                if kind != "execute_result":
                    return None
                content["data"] = {"text/plain": plain}
        return super().output(outs, msg, display_id, cell_index)

    def stream(self, outs, name, text):
        room = max(0, MOST_CHARACTERS - self.written)
        self.written += len(text)
        told = any(out.output_type == "stream" and out.name == name for out in outs)
        if not told:
            room = max(room, 100)  # that something came at all
        if room == 0:
            return None
        if len(text) > room:
            text = text[:room] + "\n[the rest of the output was left out]\n"
        if told and outs[-1].output_type == "stream" and outs[-1].name == name:
            outs[-1].text += text
            return outs[-1]
        outs.append(new_output("stream", name=name, text=text))
        return outs[-1]


class Submission(Run):
    stopped = None

    def __init__(self, source, target, folder, kernel, seconds, in_all, megabytes):
        super().__init__(
            source,
            target,
            folder,
            kernel,
            1,  # how often it is asked whether time is out
            client=Limited,
            allow_errors=True,
            interrupt_on_timeout=True,
            error_on_timeout={
                "ename": TOO_LONG,
                "evalue": f"the cell took more than {seconds} seconds",
                "traceback": [f"the cell took more than {seconds} seconds"],
            },
            raise_on_iopub_timeout=True,
            iopub_timeout=30,
            skip_cells_with_tag="",
        )
        os.remove(source)
        family.adopt()
        self.seconds = seconds
        self.in_all = in_all
        self.megabytes = megabytes
        self.lost = family.Lost()
        self.begin = self.cell_begin = (time.monotonic(), 0)
        self.client.out_of_time = lambda: self.passed(self.cell_begin, self.seconds)
        threading.Thread(target=self.watch, daemon=True).start()

    def passed(self, begin, limit):
        """Whether more seconds have gone by than a limit since there was another time."""
        by_the_clock = time.monotonic() - begin[0]
        own = by_the_clock - (self.lost.seconds - begin[1])
        return own > limit or by_the_clock > MOST_BY_THE_CLOCK * limit

    def started(self, cell, cell_index):
        super().started(cell, cell_index)
        self.client.written = 0
        self.cell_begin = (time.monotonic(), self.lost.seconds)

    def executed(self, cell, cell_index, execute_reply):
        super().executed(cell, cell_index, execute_reply)
        reply = execute_reply["content"]
        if reply["status"] == "ok":
            return
        told = [out for out in cell.outputs if out.output_type == "error"]
        if reply["ename"] == TOO_LONG:
            cell.outputs = [out for out in cell.outputs if out not in told]
        if reply["ename"] == TOO_LONG or not told:
            fields = {key: reply[key] for key in ("ename", "evalue", "traceback")}
            cell.outputs.append(new_output("error", **fields))

    def watch(self):
        while self.stopped is None:
            time.sleep(PAUSE)
            members = family.of(os.getpid())
            held = sum(family.resident(member) for member in members)
            self.peak = max(self.peak or 0, held) or None
            self.lost.look(members)
            if self.passed(self.begin, self.in_all):
                self.stop(f"it took more than {self.in_all} seconds in all")
            elif held > self.megabytes * 1_000_000:
                self.stop(f"it needed more than {self.megabytes} MB of memory")

    def stop(self, reason):
        self.stopped = reason
        self.end()
        threading.Timer(GRACE, self.abandon).start()

    def end(self):
        """Ends the kernel and what it started."""
        try:
            self.kernel().kill()
        except (OSError, AttributeError):
            pass  # it has not started, or has ended
        family.end(family.of(os.getpid()))


if __name__ == "__main__":
    source, target, folder, kernel, *limits = sys.argv[1:]
    if os.environ.get("DISTILL4J_ALONE"):
        family.raise_loopback()
    run = Submission(source, target, folder, kernel, *map(int, limits))
    end_with_parent(run.abandon)
    report = run.execute()
    run.end()
    print(json.dumps(report | {"stopped": run.stopped}), flush=True)
    os._exit(0)  # not waiting for the thread that would end it
