"""Two readings of one page put together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from vanban.pipeline.ocr.completion import both
from vanban.pipeline.ocr.engine import Read
from vanban.pipeline.ocr.page import _trimmed
from vanban.pipeline.ocr.pages import processor_seconds, read_pictures
from vanban.pipeline.ocr.parallel import one_page_at_a_time
from vanban.pipeline.readers.page.model import PageText, Word
from vanban.pipeline.readers.page.quality import is_garbage

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


_BARE = "Giao So Noi vu chu tri, phoi hop voi cac don vi co lien quan thuc hien "


@pytest.mark.parametrize(
    ("printed", "read", "kind"),
    [
        (_BARE * 3, _SYLLABLES * 2, "ocr"),  # of a scanner that knew no Vietnamese
        (_BARE * 3, _SYLLABLES, "pdf"),  # too little of the page
        (_BARE * 3, _BARE * 2, "pdf"),
    ],
)
def test_words_with_their_marks_outweigh_those_without(printed, read, kind):
    scanned = replace(page(*line(printed, 0, 50)), pictured=True)
    assert both(scanned, page(*line(read, 0, 50), kind="ocr")).kind == kind


@pytest.mark.parametrize(
    ("text", "pictured", "garbage"),
    [(_BARE * 3, True, True), (_BARE * 3, False, False), (_SYLLABLES * 3, True, False)],
)
def test_a_text_layer_without_marks_below_a_picture_is_not_trusted(text, pictured, garbage):
    assert is_garbage(replace(page(*line(text, 0, 50)), pictured=pictured)) == garbage


class _Slow:
    """An engine that reads nothing and uses up processor time."""

    version = "slow"

    def read_lines(self, pictures):
        until = processor_seconds() + 0.02
        while processor_seconds() < until:
            pass
        return [[] for _ in pictures]


@pytest.mark.parametrize(("seconds", "read"), [(0.0, [1]), (60.0, [1, 2, 3])])
def test_pages_that_the_time_does_not_reach_are_left_out(seconds, read, monkeypatch):
    monkeypatch.setenv("VANBAN_OCR_CACHE", "off")
    blank = Image.new("L", (600, 840), 255)

    def drawn():
        for number in (1, 2, 3):
            yield number, blank, (595.0, 842.0)
            until = processor_seconds() + 0.02
            while processor_seconds() < until:
                pass

    with one_page_at_a_time():
        pages = read_pictures(drawn(), 3, _Slow(), seconds)
    assert [page.number for page in pages] == read


def test_a_numeral_read_as_another_letter_is_no_stroke_of_a_pen():
    row = [Read("H.", 0, 20, 0.48), Read("NHIỆM", 30, 80, 0.92), Read("VỤ", 90, 120, 0.96)]
    assert [w.text for w in _trimmed([Read("~", 0, 5, 0.3), *row])] == ["H.", "NHIỆM", "VỤ"]
