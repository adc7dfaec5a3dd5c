"""Memory of page pictures: one in colours at a time, and few copies of it while it is worked on."""

from __future__ import annotations

import tracemalloc
import weakref
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PIL import Image, ImageDraw

from vanban.pipeline.ocr.image import Grey, grey_of, ink_of
from vanban.pipeline.ocr.pages import Picture, read_pictures
from vanban.pipeline.ocr.ruling import find_ruling
from vanban.pipeline.ocr.segments import find_segments

_SIZE = 1240, 1754
_DOT = _SIZE[0] * _SIZE[1]


def _printed() -> Image.Image:
    image = Image.new("RGB", _SIZE, "white")
    pen = ImageDraw.Draw(image)
    for y in range(100, 1600, 60):
        for x in range(100, 1100, 25):
            pen.rectangle((x, y, x + 14, y + 20), fill="black")
    return image


def _peak(work: Callable[[], object]) -> float:
    """Bytes for every dot of the page."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / _DOT
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("work", "most"),
    [
        (lambda image, _: grey_of(image), 6.5),
        (lambda _, grey: find_ruling(ink_of(grey), 2.0), 5.0),
        (lambda _, grey: find_segments(grey, np.zeros(grey.shape, np.bool_), ()), 6.0),
    ],
    ids=["grey", "rules", "lines"],
)
def test_bytes_for_a_dot(work: Callable[[Image.Image, Grey], object], most: float) -> None:
    image = _printed()
    grey = grey_of(image)
    assert _peak(lambda: work(image, grey)) < most


class _Counting:
    """An engine that counts the pictures which are alive while it reads."""

    version = "counting"

    def __init__(self) -> None:
        self.drawn_before: list[weakref.ref[Image.Image]] = []
        self.most = 0

    def drawn(self, pages: int) -> Iterator[Picture]:
        for number in range(1, pages + 1):
            alive = [ref for ref in self.drawn_before if ref() is not None]
            self.most = max(self.most, len(alive))
            yield number, self._kept(_printed()), (595.0, 842.0)

    def _kept(self, image: Image.Image) -> Image.Image:
        self.drawn_before.append(weakref.ref(image))
        return image

    def read_lines(self, pictures: list[Grey]) -> list[list[object]]:
        return [[] for _ in pictures]


def test_no_picture_in_colours_waits_for_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_OCR_CACHE", "off")
    engine = _Counting()
    assert len(read_pictures(engine.drawn(5), 5, engine)) == 5  # type: ignore[arg-type]
    assert engine.most == 0
