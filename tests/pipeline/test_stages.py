"""Every fault inside a stage leaves it as one of our own errors; what is no fault leaves it as it
is.
"""

from __future__ import annotations

import pytest

from vanban.pipeline.errors import EmptyInput, InternalError, OutOfMemory, PlanError
from vanban.pipeline.stages import stage

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
