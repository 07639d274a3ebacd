"""How long a reader waits for the kernel: from start to first result, for a cell, for an array;
and the most memory that it holds when a large teacher is trained, labels and is distilled."""

import re
import statistics
import time

from jupyter_client.manager import KernelManager

CELLS = 21

# Cells that do not count, as many as a long notebook has: until then Java's compiler is itself
# being compiled.
FIRST_CELLS = 42

COURSE = """
import org.distill4j.course.*;
import org.distill4j.distill.*;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.model.*;
import org.distill4j.model.train.Plan;
var train = Mnist.load().train();
var teacher = Teacher.mlp(784).hidden(1200, 1200).classes(10).build();
teacher.fit(train, Plan.epochs(1));
var set = TransferSet.label(train, teacher);
var student = Student.mlp(784).hidden(800, 800).classes(10).build();
Distiller.of(SoftTargetLoss.at(4), Plan.epochs(1)).fit(student, set);
Files.readString(Path.of("/proc/self/status"))
"""

start = time.perf_counter()
manager = KernelManager(kernel_name="java")
manager.start_kernel()
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=60)


def value(code):
    values = []
    client.execute_interactive(
        code,
        timeout=300,
        output_hook=lambda message: values.append(message)
        if message["msg_type"] == "execute_result"
        else None,
    )
    if not values:
        raise SystemExit("the kernel gave no value for " + code)
    return values[0]["content"]["data"]["text/plain"]


def seconds(code, since=None):
    since = since or time.perf_counter()
    value(code)
    return time.perf_counter() - since


print("start", seconds("1 + 1", start))
for _ in range(FIRST_CELLS):
    value("1 + 1")
print("cell", 1e3 * statistics.median(seconds("1 + 1") for _ in range(CELLS)))
print("array", seconds("org.nd4j.linalg.factory.Nd4j.zeros(2, 2)"))
print("kernelMemory", int(re.search(r"VmHWM:\s*(\d+)", value(COURSE))[1]) / 1024)
client.stop_channels()
manager.shutdown_kernel(now=True)
