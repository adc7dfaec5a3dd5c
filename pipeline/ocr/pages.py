"""Many page pictures at a time: drawn one by one, read side by side, nothing read twice."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from PIL import Image

from vanban.pipeline.ocr.cache import key_of, remembered
from vanban.pipeline.ocr.engine import Engine
from vanban.pipeline.ocr.image import without_borders
from vanban.pipeline.ocr.page import SETTINGS, read_page
from vanban.pipeline.ocr.parallel import pages_at_once
from vanban.pipeline.progress import report
from vanban.pipeline.readers.page.model import PageText

Picture = tuple[int, Image.Image, tuple[float, float]]
"""Page number, picture, and the page's width and height in points."""


def read_pictures(
    pictures: Iterable[Picture], total: int, engine: Engine, seconds: float = math.inf
) -> list[PageText]:
    """The pages of ``pictures``, in order; those that ``seconds`` of processor time do not reach
    are left out.

    Pictures are taken in this thread, few ahead of those that are read, so that memory stays
    bounded. Threads do for the rest: the engine's work is done in programs of its own. Raises what
    drawing and reading raise; what has not begun is then dropped.
    """
    threads = max(1, min(pages_at_once() or os.cpu_count() or 1, total))
    pool = ThreadPoolExecutor(threads, thread_name_prefix="ocr")
    try:
        return sorted(
            _read_all(_in_time(pictures, seconds), total, engine, pool, threads + (threads > 1)),
            key=lambda page: page.number,
        )
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def processor_seconds() -> float:
    """Of this process and of the programs that it waited for."""
    return sum(os.times()[:4])


def _in_time(pictures: Iterable[Picture], seconds: float) -> Iterator[Picture]:
    """``pictures`` until the time is used up; the first one always."""
    started = processor_seconds()
    for n, picture in enumerate(pictures):
        if n and processor_seconds() - started > seconds:
            return
        yield picture


def _read_all(
    pictures: Iterator[Picture], total: int, engine: Engine, pool: ThreadPoolExecutor, ahead: int
) -> list[PageText]:
    waiting: set[Future[PageText]] = set()
    pages: list[PageText] = []
    while True:
        while len(waiting) < ahead and (picture := next(pictures, None)):
            waiting.add(pool.submit(_reader(picture, engine)))
        if not waiting:
            return pages
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        pages += [future.result() for future in done]
        report("nhận dạng chữ", len(pages), total)


def _reader(picture: Picture, engine: Engine) -> Callable[[], PageText]:
    number, drawn, size = picture

    def read() -> PageText:
        image = without_borders(drawn)
        key = key_of(image, size, f"{engine.version}/{SETTINGS}")
        return remembered(key, number, lambda: read_page(image, number, size, engine))

    return read
