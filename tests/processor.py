"""Bounds on hanging that count processor time, and work counted in calls: a busy machine does not
make a test fail.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


class RanAway(Exception):
    """The block used more processor time than it may."""


@contextmanager
def processor_limit(seconds: float) -> Iterator[None]:
    """Raise ``RanAway`` in this block once this process has worked for ``seconds``. Main thread
    only.
    """

    def expire(_signum: int, _frame: FrameType | None) -> None:
        raise RanAway(f"more than {seconds:g} seconds of processor time")

    before = signal.signal(signal.SIGPROF, expire)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def calls(work: Callable[[], object]) -> int:
    """How many functions ``work`` calls, in C too: a measure of work that is the same on every
    machine.
    """
    count = 0

    def called(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event.endswith("call")

    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
