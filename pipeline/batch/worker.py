"""The other end of the pipe: a process that does jobs until it is told to stop, or its parent is gone."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
from contextlib import suppress
from multiprocessing.connection import Connection

from pipeline.batch.model import Settings
from pipeline.batch.work import do

_PR_SET_PDEATHSIG = 1
_CODE = 64 * 2**20  # bytes of shared libraries, which count as held memory but not as data


def serve(pipe: Connection, settings: Settings) -> None:
    """Do each job that comes through the pipe; None, or a closed pipe, ends it."""
    os.setsid()
    die_with_parent()
    guard = _guard()
    limit_data(settings.memory - _CODE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    with guard, suppress(EOFError, OSError):
        while (job := pipe.recv()) is not None:
            pipe.send(do(job, settings, pipe.send))


def die_with_parent() -> None:
    """Ask the kernel to kill this process when its parent dies (Linux; elsewhere the closed pipe ends it)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def limit_data(size: int) -> None:
    """Bound what this process may allocate; programs that it starts may raise their own limit again."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (size, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _guard() -> subprocess.Popen[bytes]:
    """A shell that waits for this process to be gone, however that comes about, and kills what it has started.

    The kernel tells only a child of its parent's death, not a grandchild; the end of a pipe is heard whoever dies.
    """
    return subprocess.Popen(["/bin/sh", "-c", f"read _; kill -9 -- -{os.getpid()}"], stdin=subprocess.PIPE)
