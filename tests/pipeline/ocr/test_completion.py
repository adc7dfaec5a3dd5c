"""Two readings of one page put together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vanban.pipeline.ocr.completion import both
from vanban.pipeline.readers.page.model import PageText, Word

_SYLLABLES = "Giao Sở Nội vụ chủ trì, phối hợp với các đơn vị có liên quan thực hiện "


def line(text: str, x: float, base: float, *, confidence: float = 1.0) -> tuple[Word, ...]:
    """Words of 10 points, 30 points apart."""
    return tuple(
        Word(w, x + 30 * i, base - 9, x + 30 * i + 28, base + 2, base, 10, False, False, i, True,
             confidence=confidence)
        for i, w in enumerate(text.split())
    )  # fmt: skip


def page(*words: Word, kind: str = "pdf") -> PageText:
    return PageText(1, 595, 842, words, kind=kind)  # type: ignore[arg-type]


def test_what_the_text_layer_has_stands_and_the_picture_gives_the_rest():
    printed = page(*line("KT. BỘ TRƯỞNG", 300, 700))
    read = page(
        *line("Điều 3. Hiệu lực", 100, 300, confidence=0.9),
        *line("KT, BỌ TRUỎNG", 301, 701, confidence=0.5),
        kind="ocr",
    )
    texts = [w.text for w in both(printed, read).words]
    assert texts == ["Điều", "3.", "Hiệu", "lực", "KT.", "BỘ", "TRƯỞNG"]


def test_words_of_the_text_layer_stand_where_the_straightened_page_has_them():
    read = replace(page(*line("Điều", 100, 300), kind="ocr"), back=(1, 0, 7, 0, 1, -3))
    placed = both(page(*line("12", 300, 700)), read).words[-1]
    assert (placed.x0, placed.base) == (293, 703)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_taken_from_its_picture(turn):
    read = replace(page(*line("Điều 1.", 100, 300), kind="ocr"), turn=turn)
    assert both(page(*line("12", 300, 700)), read) == read


@pytest.mark.parametrize(
    ("printed", "read", "kind"),
    [
        ("\ufffdi\ufffdu " * 40, _SYLLABLES * 3, "ocr"),
        ("\ufffdi\ufffdu 1 " * 40, "xqzt Wk " * 15, "pdf"),
    ],
)
def test_of_a_garbage_text_layer_and_its_picture_the_one_that_explains_more(printed, read, kind):
    assert both(page(*line(printed, 0, 50)), page(*line(read, 0, 50), kind="ocr")).kind == kind
