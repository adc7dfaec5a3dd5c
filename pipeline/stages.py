"""Keeps the promise that only our own errors leave the pipeline, and that no document takes longer
than it may.
"""

from __future__ import annotations

import gc
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from vanban.pipeline.errors import ConversionTimeout, InternalError, OutOfMemory, PlanError

_PANIC = "PanicException"
"""What a library in Rust (pydantic) raises where it was given no memory. It derives from
``BaseException``, and no module has it.
"""


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Any fault inside becomes an ``InternalError`` that names the stage; its cause is chained."""
    try:
        yield
    except PlanError:
        raise
    except (
        MemoryError,
        SystemError,
    ) as e:  # SystemError: an extension that was given no memory and forgot to say so
        raise OutOfMemory(f"hết bộ nhớ khi {name}") from e
    except Exception as e:
        raise InternalError(f"lỗi khi {name}: {type(e).__name__}: {e}") from e
    except BaseException as e:
        if type(e).__name__ != _PANIC:
            raise
        raise OutOfMemory(f"hết bộ nhớ khi {name}") from e


@contextmanager
def without_collector() -> Iterator[None]:
    """Put off the search for cyclic garbage: a conversion makes much that stays and next to no
    cycles, and each search costs.

    A tenth of the time of a conversion, more of a first one.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def unattended(seconds: float) -> Iterator[None]:
    """For a process of one's own: no document takes longer than ``seconds``, and the collector
    rests meanwhile.
    """
    with time_limit(seconds), without_collector():
        yield


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise ``ConversionTimeout`` in this block after ``seconds`` of this process's processor time.

    A busy machine fails nothing. Works through SIGPROF, so in the main thread of a process only
    (command line, batch workers) and between steps of Python code; elsewhere this does nothing, and
    ``guarded`` bounds the time from outside.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGPROF"):
        yield
        return

    def expire(_signum: int, _frame: FrameType | None) -> None:
        raise ConversionTimeout(f"chuyển đổi quá {seconds:g} giây")

    before = signal.signal(signal.SIGPROF, expire)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
