"""A child that is over its time or memory, hangs or dies is ended, and the error says so."""

from __future__ import annotations

import mmap
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from vanban import Limits, Options, PlanError, convert
from vanban.pipeline.errors import EncryptedFile, InternalError
from vanban.pipeline.guarded import guarded, spent

SMALL = Limits(seconds=1, memory=300 * 2**20)
SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "chi-thi" / "source.txt"


def loop_in_c() -> bytes:
    """A pattern that takes for ever, in code that no signal reaches."""
    re.match(r"(a+)+$", "a" * 64 + "b")
    return b""


def grow() -> bytes:
    held = bytearray()
    while True:
        held.extend(bytes(2**24))


def hang() -> bytes:
    while True:
        time.sleep(60)


def die() -> bytes:
    os._exit(7)


def abort() -> bytes:
    os.abort()


def refuse() -> bytes:
    raise EncryptedFile("có mật khẩu")


def fault() -> bytes:
    raise ZeroDivisionError


def kernel_seconds() -> bytes:
    return str(resource.getrlimit(resource.RLIMIT_CPU)[0]).encode()


CASES: list[tuple[Callable[[], bytes], str]] = [
    (loop_in_c, "timeout"),
    (hang, "timeout"),
    (grow, "out-of-memory"),
    (abort, "out-of-memory"),
    (die, "crashed"),
    (refuse, "encrypted"),
    (fault, "internal"),
]


@pytest.mark.parametrize(("work", "code"), CASES, ids=[c[0].__name__ for c in CASES])
def test_what_becomes_of_a_child(work: Callable[[], bytes], code: str) -> None:
    with pytest.raises(PlanError) as caught:
        guarded(work, SMALL)
    assert caught.value.code == code


def test_a_fault_keeps_its_words() -> None:
    with pytest.raises(InternalError, match="ZeroDivisionError"):
        guarded(fault, SMALL)


@pytest.mark.parametrize("size", [0, 1, 2**16, 2**22])
def test_answers_of_any_size(size: int) -> None:
    assert guarded(lambda: b"x" * size, SMALL) == b"x" * size


def test_a_parent_may_hold_memory_that_it_never_touched() -> None:
    """A pool of threads, a model: the child may ask for its own share all the same."""
    untouched = mmap.mmap(-1, 4 * SMALL.memory, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    with untouched:
        assert guarded(lambda: bytes(2**26), SMALL) == bytes(2**26)


def test_an_isolated_plan_is_the_plan() -> None:
    assert convert(SAMPLE, Options(isolated=True)) == convert(SAMPLE)


def test_processor_time_of_children_counts() -> None:
    before = spent(os.getpid())
    os.system("i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done")
    assert spent(os.getpid()) > before


def test_a_child_whose_parent_is_gone_ends_without_a_word() -> None:
    """It must not come back into the program of its parent, nor complain of a broken pipe."""
    program = (
        "import os, sys, time\n"
        "from vanban.pipeline.guarded import guarded\n"
        "from vanban.pipeline.options import Limits\n"
        "def work():\n"
        "    print('begun', flush=True)\n"
        "    time.sleep(1)\n"
        "    return b'x' * 1_000_000\n"
        "guarded(work, Limits())\n"
        "print('came back', flush=True)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "begun\n"
    parent.kill()
    assert parent.stdout.read() == ""  # until the child has ended, too
    parent.wait()


def test_the_kernel_ends_a_child_that_nobody_watches_any_more() -> None:
    assert guarded(kernel_seconds, SMALL.model_copy(update={"seconds": 2.5}), grace=1) == b"5"
