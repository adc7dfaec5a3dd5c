"""Inputs that misbehave in a worker, each in its own way."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Give:
    """Well-behaved: gives its bytes."""

    data: bytes

    def __call__(self, limit: int) -> bytes:
        return self.data


@dataclass(frozen=True)
class Hang:
    """Never comes back, deaf to signals that can be ignored, and starts a child that would outlive
    it.
    """

    pid_file: str

    def __call__(self, limit: int) -> bytes:
        import signal
        from pathlib import Path

        child = subprocess.Popen(["sleep", "600"])
        Path(self.pid_file).write_text(str(child.pid))
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        while True:
            time.sleep(1)


@dataclass(frozen=True)
class Crash:
    """Takes its process down."""

    def __call__(self, limit: int) -> bytes:
        os._exit(139)


@dataclass(frozen=True)
class Grow:
    """Wants more memory than there is for it."""

    def __call__(self, limit: int) -> bytes:
        return bytes(4 * 2**30)


@dataclass(frozen=True)
class Slow(Give):
    """Gives its bytes after a while, so that something can happen meanwhile."""

    def __call__(self, limit: int) -> bytes:
        time.sleep(0.2)
        return self.data
