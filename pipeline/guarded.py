"""Work on a hard file in a child process that is watched: the limits hold wherever the work is
done.

A signal waits for code in C to return, and nothing inside a process can take memory back from it;
so the child is ended from outside. Where a system cannot fork (Windows), the work is done in this
process, where only what Python code does is bounded.
"""

from __future__ import annotations

import math
import os
import pickle
import select
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import NoReturn

from vanban.pipeline.errors import ConversionTimeout, OutOfMemory, PlanError, WorkerCrashed
from vanban.pipeline.options import Limits
from vanban.pipeline.stages import stage, unattended

GRACE = 5.0
"""Seconds of processor time that the child gets to say itself that its time is over."""
IDLE = 0.02
"""Share of a processor below which a child that is over its time by the clock hangs: on a busy
machine a child that works gets more.
"""
POLL = 0.2
"""Seconds between looks at time and memory."""
_PIECE = 2**16
_SAYS = hasattr(os, "sysconf")  # not on Windows, which has no /proc either
_TICK = os.sysconf("SC_CLK_TCK") if _SAYS else 100
_PAGE = os.sysconf("SC_PAGE_SIZE") if _SAYS else 4096


def guarded(work: Callable[[], bytes], limits: Limits, *, grace: float = GRACE) -> bytes:
    """What ``work`` gives, done within ``limits.seconds`` of processor time and ``limits.memory``;
    after ``grace`` seconds more it is ended from outside.

    Raises ``ConversionTimeout``, ``OutOfMemory`` or ``WorkerCrashed`` where the child had to be
    ended or died, and whatever ``PlanError`` the work raises.
    """
    if not hasattr(os, "fork"):
        with unattended(limits.seconds):
            return work()
    held = resident(os.getpid())  # the child begins with what its parent holds
    bounds = limits.model_copy(update={"memory": limits.memory + held})
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _do(work, limits, grace, theirs)
    os.close(theirs)
    try:
        said, reason = _heard(ours, child, bounds, grace)
    finally:
        os.close(ours)
        _end(child)
        _, status = os.waitpid(child, 0)
    if reason is not None:
        raise reason
    return _result(said, status)


def _do(work: Callable[[], bytes], limits: Limits, grace: float, pipe: int) -> NoReturn:
    """In the child: the work, its bytes or its error into the pipe, and nothing of Python's end."""
    os.setsid()  # what the child starts is ended with it
    _bound(limits, grace)
    answer: tuple[bytes, PlanError | None]
    try:
        with stage("chuyển văn bản"), unattended(limits.seconds):
            answer = work(), None
    except PlanError as e:
        answer = b"", e
    try:
        with suppress(BrokenPipeError), open(pipe, "wb") as stream:  # the parent may be gone
            pickle.dump(answer, stream)
    finally:
        os._exit(0)


def _bound(limits: Limits, grace: float) -> None:
    """The kernel's own limits: memory, and time should nobody be left who watches the child. What
    the parent has asked for counts in the child too, also what it never touched.
    """
    import resource

    memory = limits.memory + mapped(os.getpid())
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    seconds = math.ceil(limits.seconds + 2 * grace)
    own = seconds if hard == resource.RLIM_INFINITY else min(seconds, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (own, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _heard(pipe: int, child: int, limits: Limits, grace: float) -> tuple[bytes, PlanError | None]:
    """What comes through the pipe until its end, or why the child was given up."""
    pieces: list[bytes] = []
    start = monotonic()
    while True:
        ready, _, _ = select.select([pipe], [], [], POLL)
        if ready:
            piece = os.read(pipe, _PIECE)
            if not piece:
                return b"".join(pieces), None
            pieces.append(piece)
            continue
        reason = _over(child, monotonic() - start, limits, grace)
        if reason is not None:
            return b"", reason


def _over(child: int, waited: float, limits: Limits, grace: float) -> PlanError | None:
    """Why a child has to be ended now, or nothing."""
    used = spent(child)
    hangs = waited > limits.seconds + grace and used < IDLE * waited
    if hangs or used > limits.seconds + grace:
        return ConversionTimeout(f"chuyển đổi quá {limits.seconds:g} giây")
    if resident(child) > limits.memory:
        return OutOfMemory(f"cần hơn {limits.memory / 2**20:.0f} MiB bộ nhớ")
    return None


def _result(said: bytes, status: int) -> bytes:
    if not said:
        code = os.waitstatus_to_exitcode(status)
        if code == -signal.SIGXCPU:
            raise ConversionTimeout("chuyển đổi quá thời gian cho phép")
        if code == -signal.SIGABRT:  # libraries in C abort where they are given no memory
            raise OutOfMemory("một thư viện đã dừng vì không xin được bộ nhớ")
        raise WorkerCrashed(f"tiến trình dừng bất thường (mã {code})")
    answer, error = pickle.loads(said)
    if error is not None:
        raise error
    return bytes(answer)


def _end(child: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


def spent(pid: int) -> float:
    """Seconds of processor time of a process and of those that it started; 0 where nothing
    tells.
    """
    fields = _stat(pid)
    if not fields:
        return 0.0
    own = sum(int(f) for f in fields[11:15]) / _TICK  # user, system, and of children that ended
    return own + sum(spent(child) for child in _children(pid))


def resident(pid: int) -> int:
    """Bytes of memory that a process holds now; 0 where nothing tells."""
    return _pages(pid, 1)


def mapped(pid: int) -> int:
    """Bytes that a process may write to, touched or not, as ``RLIMIT_DATA`` counts them; 0 where
    nothing tells.
    """
    return _pages(pid, 5)


def unfiled(pid: int) -> int:
    """Bytes that a process holds now and no file does: pages of a database that is mapped are not
    counted, the system takes them back. 0 where nothing tells.
    """
    return max(0, resident(pid) - _pages(pid, 2))


def _pages(pid: int, field: int) -> int:
    """A field of /proc/PID/statm (proc(5)), in bytes."""
    with suppress(OSError, ValueError, IndexError):
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[field])
        return pages * _PAGE
    return 0


def _stat(pid: int) -> list[str]:
    with suppress(OSError, IndexError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return []


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []
