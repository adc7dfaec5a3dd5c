"""Bounds on hanging that count processor time: a busy machine does not make a test fail."""

from __future__ import annotations

import signal
from collections.abc import Iterator
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
