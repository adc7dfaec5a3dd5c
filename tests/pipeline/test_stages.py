"""Every fault inside a stage leaves it as one of our own errors; what is no fault leaves it as it
is.
"""

from __future__ import annotations

import gc
import signal

import pytest

from vanban import convert
from vanban.pipeline.errors import (
    ConversionTimeout,
    EmptyInput,
    InternalError,
    OutOfMemory,
    PlanError,
)
from vanban.pipeline.stages import stage, unattended

PanicException = type("PanicException", (BaseException,), {})  # as pyo3 makes it: no module has it


@pytest.mark.parametrize(
    ("raised", "becomes"),
    [
        (ValueError("x"), InternalError),
        (RecursionError(), InternalError),
        (MemoryError(), OutOfMemory),
        (SystemError("returned NULL without setting an exception"), OutOfMemory),
        (PanicException("PyObject pointer is null"), OutOfMemory),
        (EmptyInput("x"), EmptyInput),
        (KeyboardInterrupt(), KeyboardInterrupt),
        (SystemExit(), SystemExit),
    ],
    ids=lambda x: x.__name__ if isinstance(x, type) else type(x).__name__,
)
def test_faults(raised: BaseException, becomes: type[BaseException]) -> None:
    with pytest.raises(becomes) as caught, stage("đọc tệp"):
        raise raised
    assert caught.value is raised or (
        caught.value.__cause__ is raised and isinstance(caught.value, PlanError)
    )


def test_convert_takes_no_signal_and_leaves_the_collector_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken: list[str] = []
    monkeypatch.setattr(signal, "signal", lambda *_: taken.append("signal"))
    monkeypatch.setattr(gc, "disable", lambda: taken.append("collector"))
    assert convert("Điều 1. Giao Bộ Tài chính báo cáo trước ngày 30/11/2025.".encode()).source.text
    assert taken == []


def test_unattended_work_ends_and_all_is_as_before() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with pytest.raises(ConversionTimeout), unattended(0.02):
        while not gc.isenabled():
            pass
    assert gc.isenabled()
    assert signal.getsignal(signal.SIGPROF) is before
