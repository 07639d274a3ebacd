"""Ends this process when the one that started it is gone.

The parent holds the other end of standard input and never writes to it, so the
end of input means the end of the parent, however it came about.
"""

import os
import signal
import sys
import threading


def _terminate():
    os.kill(os.getpid(), signal.SIGTERM)


def end_with_parent(end=_terminate):
    def watch():
        os.read(stdin, 1)
        end()

    stdin = os.dup(sys.stdin.fileno())
    threading.Thread(target=watch, daemon=True).start()
