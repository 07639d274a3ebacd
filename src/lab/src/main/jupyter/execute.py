"""Executes one notebook: execute.py NOTEBOOK RESULT FOLDER KERNEL SECONDS_A_CELL

Writes the notebook with its outputs to RESULT, also after a failure, and prints
one line of JSON: the seconds taken, the kernel's peak memory in bytes (null where
the system does not tell), and the failure (null, or the number of the code cell,
its source and the error).
"""

import json
import os
import sys
import time

import quickstart  # before all that reads notebooks
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from parent import end_with_parent


class Run:
    def __init__(
        self, source, target, folder, kernel, seconds, client=NotebookClient, **options
    ):
        self.notebook = nbformat.read(source, as_version=4)
        self.target = target
        self.peak = None
        self.cell = None
        self.client = client(
            self.notebook,
            kernel_name=kernel,
            timeout=seconds,
            startup_timeout=120,
            record_timing=False,
            resources={"metadata": {"path": folder}},
            on_cell_start=self.started,
            on_cell_executed=self.executed,
            **options,
        )

    def started(self, cell, cell_index):
        self.cell = cell_index

    def executed(self, cell, cell_index, execute_reply):
        try:
            with open(f"/proc/{self.kernel().pid}/status") as status:
                lines = dict(line.split(":", 1) for line in status)
            self.peak = max(self.peak or 0, int(lines["VmHWM"].split()[0]) * 1024)
        except (OSError, AttributeError, KeyError):
            pass  # not Linux, or the kernel has ended

    def kernel(self):
        return self.client.km.provisioner.process

    def abandon(self):
        try:
            self.kernel().kill()
        finally:
            os._exit(1)

    def failure(self, error):
        if self.cell is None:
            return {"cell": 0, "source": "", "error": str(error)}
        cells = self.notebook.cells
        number = sum(cell.cell_type == "code" for cell in cells[: self.cell + 1])
        text = f"{type(error).__name__}: {error}"
        if isinstance(error, CellExecutionError):
            errors = [o for o in cells[self.cell].outputs if o.output_type == "error"]
            text = "\n".join(errors[-1].traceback) if errors else str(error)
        return {"cell": number, "source": cells[self.cell].source, "error": text}

    def execute(self):
        begin = time.monotonic()
        failure = None
        try:
            self.client.execute()
        except Exception as error:
            failure = self.failure(error)
        nbformat.write(self.notebook, self.target)
        return {
            "seconds": time.monotonic() - begin,
            "peak": self.peak,
            "failure": failure,
        }


if __name__ == "__main__":
    source, target, folder, kernel, seconds = sys.argv[1:]
    try:
        run = Run(source, target, folder, kernel, int(seconds))
    except Exception as error:
        text = "Jupyter cannot read it: " + " ".join(str(error).split("\n")[:1])
        failure = {"cell": 0, "source": "", "error": text}
        print(json.dumps({"seconds": 0, "peak": None, "failure": failure}))
        sys.exit()
    end_with_parent(run.abandon)
    print(json.dumps(run.execute()))
