"""The other end of the pipe: a process that does jobs until it is told to stop, or its parent is gone."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from contextlib import suppress
from multiprocessing.connection import Connection

from pipeline.batch.model import Settings
from pipeline.batch.work import do

_PR_SET_PDEATHSIG = 1


def serve(pipe: Connection, settings: Settings) -> None:
    """Do each job that comes through the pipe; None, or a closed pipe, ends it."""
    os.setsid()
    die_with_parent()
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (settings.memory, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    with suppress(EOFError, OSError):
        while (job := pipe.recv()) is not None:
            pipe.send(do(job, settings))


def die_with_parent() -> None:
    """Ask the kernel to kill this process when its parent dies (Linux; elsewhere the closed pipe ends it)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
