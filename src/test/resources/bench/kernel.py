"""How long a reader waits for the kernel: from start to first result, for a cell, for an array."""

import statistics
import time

from jupyter_client.manager import KernelManager

CELLS = 21

start = time.perf_counter()
manager = KernelManager(kernel_name="java")
manager.start_kernel()
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=60)


def seconds(code, since=None):
    since = since or time.perf_counter()
    values = []
    client.execute_interactive(
        code,
        timeout=60,
        output_hook=lambda message: values.append(message)
        if message["msg_type"] == "execute_result"
        else None,
    )
    if not values:
        raise SystemExit("the kernel gave no value for " + code)
    return time.perf_counter() - since


print("start", seconds("1 + 1", start))
print("cell", 1e3 * statistics.median(seconds("1 + 1") for _ in range(CELLS)))
print("array", seconds("org.nd4j.linalg.factory.Nd4j.zeros(2, 2)"))
client.stop_channels()
manager.shutdown_kernel(now=True)
