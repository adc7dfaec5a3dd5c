"""Words of a PDF that are struck out, covered or lack letters of a form's font."""

from __future__ import annotations

import numpy as np
import pytest

from tests.pipeline.readers.pdf_maker import Page, make_pdf
from vanban.pipeline.readers.pdf.unread import without_frame
from vanban.schemas import BlockRole

WORDS = "Giao Phong Thanh tra"
WIDTH = len(WORDS) * 7.0
"""The maker's letters are half as wide as their size."""


def page() -> Page:
    made = Page()
    made.lines(72, 100, ["Giao Van phong So chu tri tap huan", "hoan thanh truoc ngay 30/9/2026"])
    return made.text(72, 200, WORDS)


def read(source_of, made: Page):
    source = source_of(make_pdf(made), "a.pdf")
    kept = [b for b in source.blocks if b.role is not BlockRole.PAGE_FURNITURE]
    said = [n.code for n in source.notes]
    return " ".join(b.span.of(source.text) for b in kept), said


@pytest.mark.parametrize(
    ("y", "x0", "x1", "struck"),
    [
        (196, 72, 72 + WIDTH, True),
        (195, 70, 72 + WIDTH + 3, True),
        (202, 72, 72 + WIDTH, False),  # an underline
        (186, 72, 72 + WIDTH, False),  # the bar of a fraction, the border above
        (196, 40, 560, False),  # a border that runs on
        (196, 300, 500, False),
    ],
)
def test_a_line_through_words_takes_them_back(source_of, y, x0, x1, struck):
    text, said = read(source_of, page().rule(x0, y, x1, y + 0.5))
    assert (WORDS not in text) == struck
    assert said == ["struck-words"] * struck


def test_words_go_on_behind_those_that_are_struck(source_of):
    made = Page().text(72, 100, "Giao So Noi vu chu tri tong ket va to chuc tap huan")
    x0 = 72 + 7 * len("Giao So Noi vu chu tri ")
    made.rule(x0, 96, x0 + 7 * len("tong ket va"), 96.5).text(72, 140, "Dieu 2. Phong Thanh tra")
    assert read(source_of, made)[0].startswith("Giao So Noi vu chu tri to chuc tap huan")


def test_a_readers_mark_strikes_words_out(source_of):
    text, said = read(source_of, page().strike_out(72, 200, 72 + WIDTH))
    assert WORDS not in text
    assert said == ["struck-words"]


def box(made: Page, colour: str, x0: float = 70, width: float = WIDTH + 6) -> bytes:
    return f"q {colour} {x0} {made.height - 204} {width} 18 re f Q".encode()


@pytest.mark.parametrize("colour", ["1 g", "0 g", "1 0 0 rg"])
def test_a_box_that_lies_on_words_hides_them(source_of, colour):
    made = page()
    made.ops.append(box(made, colour))
    text, said = read(source_of, made)
    assert WORDS not in text
    assert said == ["hidden-text"]


def test_a_box_that_lies_below_words_hides_nothing(source_of):
    made = page()
    made.ops.insert(0, box(made, "0.9 g"))
    text, said = read(source_of, made)
    assert text.endswith(WORDS)
    assert not said


def test_the_frame_of_a_box_hides_nothing(source_of):
    made = page()
    made.ops.append(f"70 {made.height - 204} {WIDTH + 6} 18 re S".encode())
    assert read(source_of, made)[0].endswith(WORDS)


@pytest.mark.parametrize(
    ("value", "flags", "read_as"),
    [
        ("45/QĐ-SNV", 4, "45/QĐ-SNV"),
        ("Trưởng phòng Cải cách", 4, "Trưởng phòng Cải cách"),
        ("Ữ Điều ự", 4, "Ữ Điều ự"),
        ("Phòng Thanh tra", 6, ""),  # hidden
    ],
)
def test_a_field_holds_what_was_written_in_it(source_of, value, flags, read_as):
    made = page().form_field(72, 300, value, 300, flags)
    text, _ = read(source_of, made)
    assert text.partition(WORDS)[2].strip() == read_as


@pytest.mark.parametrize(
    ("area", "left"),
    [
        (np.s_[:5], 0),  # along the upper edge
        (np.s_[:, -4:], 0),
        (np.s_[40:45], 500),  # a bar on the page
        (np.s_[20:80, :50], 2400),  # a picture goes on behind the widest frame
        (np.s_[:5, :30], 150),  # a mark in the corner
        (np.add.outer(np.arange(100), np.arange(100) / 12.5) < 8, 0),  # a table, seen aslant
    ],
)
def test_the_frame_of_a_copier_is_no_ink(area, left):
    dark = np.zeros((100, 100), bool)
    dark[area] = True
    without_frame(dark)
    assert dark.sum() == left
