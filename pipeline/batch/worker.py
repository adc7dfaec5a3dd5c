"""The other end of the pipe: a process that does jobs until it is told to stop, or its parent is
gone.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection

from vanban.pipeline.batch.model import Job, Opened, Outcome, Settings
from vanban.pipeline.batch.work import do
from vanban.pipeline.errors import OutOfMemory
from vanban.pipeline.ocr.parallel import one_page_at_a_time

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8  # malloc.h
_LARGE = 2**20
_CODE = 64 * 2**20  # bytes of shared libraries, which count as held memory but not as data


def serve(pipe: Connection, settings: Settings) -> None:
    """Do each job that comes through the pipe; None, or a closed pipe, ends it."""
    confine(settings.memory)
    with suppress(EOFError, OSError), one_page_at_a_time():
        while (job := pipe.recv()) is not None:
            pipe.send(_done(job, settings, pipe))


def confine(memory: int) -> None:
    """Bind this process to its parent's life, to a session of its own, and to ``memory`` bytes."""
    os.setsid()
    _guard()
    _give_back()
    limit_data(memory - _CODE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop


def _done(job: Job, settings: Settings, pipe: Connection) -> Outcome:
    """The outcome, also where so little memory is left that not even that can be said without
    breaking the limit.
    """
    try:
        return do(job, settings, pipe.send)
    except MemoryError:
        limit_data(resource.getrlimit(resource.RLIMIT_DATA)[1])
        return Outcome.failed(job.item.key, OutOfMemory("hết bộ nhớ"), Opened())


def limit_data(size: int) -> None:
    """Bound what this process may allocate; programs that it starts may raise their own limit
    again.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (size, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _give_back() -> None:
    """Have the C library (glibc) map large pieces of memory by themselves, always: by itself it
    soon keeps those of page pictures
    in heaps, which they then tear into pieces (a scan of 21 pages: 305 MiB instead of 450)."""
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        library.mallopt(_M_MMAP_THRESHOLD, _LARGE)
        library.mallopt(_M_ARENA_MAX, 2)


def _guard() -> None:
    """A shell that waits for the batch to be gone, however that comes about, and kills this process
    and what it has started.

    The kernel's own signal (PR_SET_PDEATHSIG) does not do: the parent that it watches is the server
    that forks workers, which lives as long as they do, and grandchildren are not told. A thread
    does not do: a hanging extension holds the lock that it needs. The end of a pipe is heard
    whoever dies.
    """
    batch = parent_process()
    if batch is not None:
        subprocess.Popen(["/bin/sh", "-c", f"read _; kill -9 -{os.getpid()}"], stdin=batch.sentinel)
