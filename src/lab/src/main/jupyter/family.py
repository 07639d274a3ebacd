"""The processes that this one started, and those that they started, as Linux tells.

Elsewhere there are none, they hold nothing, and no time is lost.
"""

import ctypes
import os
import signal
import socket
import struct
import sys
import time

LINUX = sys.platform == "linux"
SET_CHILD_SUBREAPER = 36
SET_INTERFACE_FLAGS = 0x8914
UP_AND_RUNNING = 0x41
MOST_THREADS = 200


def adopt():
    """Becomes the parent of descendants whose parents end."""
    if LINUX:
        ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def raise_loopback():
    """Makes 127.0.0.1 work in a network that has just been made."""
    import fcntl  # Windows has none

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        flags = struct.pack("16sh14x", b"lo", UP_AND_RUNNING)
        fcntl.ioctl(any_socket, SET_INTERFACE_FLAGS, flags)


def read(path):
    try:
        with open(path) as file:
            return file.read().split()
    except OSError:
        return []  # it has ended, or this is not Linux


def of(pid):
    """The descendants of a process."""
    found = []
    for thread in threads(pid):
        for child in read(f"/proc/{pid}/task/{thread}/children"):
            found += [int(child), *of(int(child))]
    return found


def threads(pid):
    try:
        return os.listdir(f"/proc/{pid}/task")[:MOST_THREADS]
    except OSError:
        return []


def resident(pid):
    """The memory of a process in bytes."""
    pages = read(f"/proc/{pid}/statm")
    return int(pages[1]) * os.sysconf("SC_PAGE_SIZE") if len(pages) > 1 else 0


def end(pids):
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except OSError:
            pass  # it has ended


class Lost:
    """The seconds that processes wanted to compute in, and others did."""

    def __init__(self):
        self.seconds = 0
        self.waited = {}
        self.looked = time.monotonic()

    def look(self, pids):
        """Adds the longest that a thread has waited for a processor since the last look."""
        now = {}
        for pid in pids:
            for thread in threads(pid):
                times = read(f"/proc/{pid}/task/{thread}/schedstat")
                if len(times) > 1:
                    now[thread] = int(times[1]) / 1e9
        longest = max((now[t] - self.waited.get(t, now[t]) for t in now), default=0)
        looked = time.monotonic()
        self.seconds += min(longest, looked - self.looked)
        self.waited, self.looked = now, looked
