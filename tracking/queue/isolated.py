"""One piece of work in a process of its own, watched: it may hang, die or grow, and only itself is
lost. What it says on the way is passed on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import monotonic
from typing import Any, TypeVar

from vanban.pipeline.batch.worker import confine
from vanban.pipeline.errors import (
    ConversionTimeout,
    InternalError,
    OutOfMemory,
    PlanError,
    WorkerCrashed,
)
from vanban.pipeline.guarded import resident
from vanban.pipeline.ocr.parallel import one_page_at_a_time
from vanban.pipeline.progress import Listener, listening

T = TypeVar("T")
MEMORY = 1024 * 2**20
_POLL = 0.5
_GRACE = 5.0


def isolated(
    work: Callable[..., T],
    *arguments: Any,
    seconds: float,
    hear: Listener,
    memory: int = MEMORY,
    preload: Sequence[str] = (),
) -> T:
    """What ``work`` (a function of a module) gives. Raises the ``PlanError`` that it raises, or the
    one that its end tells of. The module of ``work`` and those of ``preload`` are imported once for
    all that is isolated; the first call of this process decides.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__, work.__module__, *preload])
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, memory, work, arguments), daemon=True)
    process.start()
    theirs.close()
    try:
        made: T = _outcome(process, ours, monotonic() + seconds + _GRACE, memory, hear)
        return made
    finally:
        process.kill()
        process.join()
        ours.close()


def _outcome(process: Any, pipe: Connection, deadline: float, memory: int, hear: Listener) -> Any:
    while True:
        if pipe.poll(_POLL):
            try:
                kind, *said = pipe.recv()
            except (EOFError, OSError) as error:
                process.join(2)
                raise WorkerCrashed(f"tiến trình dừng (mã {process.exitcode})") from error
            if kind == "done":
                return said[0]
            if kind == "failed":
                raise said[0]
            hear(*said)
        if monotonic() > deadline:
            raise ConversionTimeout("đọc tệp quá lâu")
        if resident(process.pid) > memory:
            raise OutOfMemory(f"cần hơn {memory / 2**20:.0f} MiB bộ nhớ")


def _serve(pipe: Connection, memory: int, work: Callable[..., Any], arguments: Any) -> None:
    confine(memory)

    def tell(what: str, done: int, total: int) -> None:
        pipe.send(("progress", what, done, total))

    with suppress(OSError), one_page_at_a_time(), listening(tell):
        try:
            pipe.send(("done", work(*arguments)))
        except PlanError as error:
            pipe.send(("failed", error))
        except MemoryError:
            pipe.send(("failed", OutOfMemory("hết bộ nhớ")))
        except Exception as error:
            pipe.send(("failed", InternalError(f"{type(error).__name__}: {error}")))
