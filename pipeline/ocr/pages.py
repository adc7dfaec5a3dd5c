"""Many page pictures at a time: drawn one by one, read side by side, nothing read twice."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import partial
from itertools import starmap

from PIL import Image

from vanban.pipeline.ocr.cache import kept, key_of, remembered
from vanban.pipeline.ocr.engine import Engine
from vanban.pipeline.ocr.image import grey_of
from vanban.pipeline.ocr.memory import give_back_large_pieces
from vanban.pipeline.ocr.page import SETTINGS, read_grey
from vanban.pipeline.ocr.paper import on_white
from vanban.pipeline.ocr.parallel import pages_at_once
from vanban.pipeline.progress import report
from vanban.pipeline.readers.page.model import PageText

Picture = tuple[int, Image.Image, tuple[float, float]]
"""Page number, picture, and the page's width and height in points."""
Reader = Callable[[], PageText]


def read_pictures(
    pictures: Iterable[Picture], total: int, engine: Engine, seconds: float = math.inf
) -> list[PageText]:
    """The pages of ``pictures``, in order; those that ``seconds`` of processor time do not reach
    are left out.

    Pictures are taken and made grey in this thread, one at a time and few ahead of those that are
    read, so that memory stays bounded: in colours a page takes 26 MiB, and twice that while it
    is made grey. Threads do for the rest: the engine's work is done in programs of its own. Raises
    what drawing and reading raise; what has not begun is then dropped.
    """
    threads = max(1, min(pages_at_once() or os.cpu_count() or 1, total))
    give_back_large_pieces()
    readers = starmap(partial(_reader, engine), pictures)  # which holds no picture
    pool = ThreadPoolExecutor(threads, thread_name_prefix="ocr")
    try:
        return sorted(
            _read_all(_in_time(readers, seconds), total, pool, threads + (threads > 1)),
            key=lambda page: page.number,
        )
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def processor_seconds() -> float:
    """Of this process and of the programs that it waited for."""
    return sum(os.times()[:4])


def _in_time(readers: Iterable[Reader], seconds: float) -> Iterator[Reader]:
    """``readers`` until the time is used up; the first one always."""
    started = processor_seconds()
    for n, reader in enumerate(readers):
        if n and processor_seconds() - started > seconds:
            return
        yield reader


def _read_all(
    readers: Iterator[Reader], total: int, pool: ThreadPoolExecutor, ahead: int
) -> list[PageText]:
    waiting: set[Future[PageText]] = set()
    pages: list[PageText] = []
    while True:
        while len(waiting) < ahead and (reader := next(readers, None)):
            waiting.add(pool.submit(reader))
        if not waiting:
            return pages
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        pages += [future.result() for future in done]
        report("nhận dạng chữ", len(pages), total)


def _reader(engine: Engine, number: int, drawn: Image.Image, size: tuple[float, float]) -> Reader:
    """What reads the page, holding no more of its picture than that needs."""
    image = on_white(drawn)
    key = key_of(image, size, f"{engine.version}/{SETTINGS}")
    if page := kept(key, number):
        return lambda: page
    grey = grey_of(image)
    return lambda: remembered(key, number, lambda: read_grey(grey, number, size, engine))
