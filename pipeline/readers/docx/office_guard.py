"""Runs one command in a process group of its own and takes the whole group down when the parent
dies: ``python office_guard.py PROGRAM …``.

Only the standard library, so that it starts at once. The command's children get neither a network,
where the system lets a process give that up, nor more memory than ``_MEMORY``.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import sys
from contextlib import suppress

_PR_SET_PDEATHSIG = 1
_MEMORY = 4 * 2**30


def _die(*_: object) -> None:
    os.killpg(0, signal.SIGKILL)


def _die_with_parent(parent: int) -> None:
    """Linux; elsewhere the parent's own time limit is all there is."""
    signal.signal(signal.SIGTERM, _die)
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        _die()


def _limit() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    memory = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (memory, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(parent: int, command: list[str]) -> int:
    if os.getpgrp() != os.getpid():
        os.setsid()
    _die_with_parent(parent)
    _limit()
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
