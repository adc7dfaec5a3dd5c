"""Two engines: what is taken from the second, and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from vanban.pipeline.ocr.asterocr import Opinion, second_reader
from vanban.pipeline.ocr.engine import Read
from vanban.pipeline.ocr.image import Grey
from vanban.pipeline.ocr.two_engines import TwoEngines

_LINE = np.full((50, 400), 255, np.uint8)


@dataclass
class First:
    """An engine that reads one word."""

    text: str
    confidence: float
    version: str = "1"

    def read_lines(self, pictures: Sequence[Grey]) -> list[list[Read]]:
        return [[Read(self.text, 20, 90, self.confidence)] for _ in pictures]


@dataclass
class Second:
    """A second engine, and the pictures that it was shown."""

    text: str
    confidence: float
    shown: list[Grey]
    version: str = "2"

    def read(self, pictures: Sequence[Grey]) -> list[Opinion]:
        self.shown += pictures
        return [Opinion(self.text, self.confidence) for _ in pictures]


def _word(first: tuple[str, float], second: tuple[str, float]) -> Read:
    engines = TwoEngines(First(*first), Second(*second, []))  # type: ignore[arg-type]
    return engines.read_lines([_LINE])[0][0]


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        (("phó", 0.86), ("phố", 1.0), "phố"),
        (("phó", 0.86), ("phố", 0.95), "phó"),  # both may be right: the second has to be certain
        (("Xáy", 0.26), ("Xây", 0.89), "Xây"),
        (("36KH-UBND", 0.66), ("38/KH-UBND", 1.0), "38/KH-UBND"),
        (("0§-CTr/TU", 0.61), ("08-CTr/TU", 0.9), "08-CTr/TU"),  # the first cannot be right
        (("2#", 0.97), ("28", 0.99), "28"),  # however sure the first is
        (("30/5/2026", 0.69), ("30/8/2026", 0.97), "30/5/2026"),
        (("“đúng,", 0.89), ('"đúng,', 0.99), "“đúng,"),  # the second knows only straight quotes
        (("“nhân,", 0.8), ('"nhận,', 1.0), "“nhận,"),
        (("dược", 0.6), ("", 0.0), "dược"),
        (("FÐ", 0.0), ("Fo", 0.98), "FÐ"),  # no word either
        (("707/QĐ-TTg", 0.4), ("1o1/QĐ-7Tg", 0.99), "707/QĐ-TTg"),
        (("20-KH/BCĐ57", 0.87), ("20-KH/BCD57", 1.0), "20-KH/BCĐ57"),
        (
            ("_PHOXXHỦ", 0.48),
            (".PRỒNHỦ", 0.99),
            "_PHOXXHỦ",
        ),  # neither knows: what is left of it is told by its line
        (("(FATE);", 0.38), ("(FATF);", 0.99), "(FATF);"),
        (("xã/phưởng,", 0.57), ("xã/phường,", 0.99), "xã/phường,"),
        (("—=“", 0.3), ("mơ", 0.99), "—=“"),  # a stroke, alone
        (("£", 0.9), ("4", 0.94), "£"),
    ],
)
def test_what_is_believed(first: tuple[str, float], second: tuple[str, float], text: str) -> None:
    word = _word(first, second)
    assert word.text == text
    assert word.raw == (first[0] if text != first[0] else "")


def test_a_sign_among_words_is_read_again() -> None:
    class Date(First):
        def read_lines(self, pictures: Sequence[Grey]) -> list[list[Read]]:
            return [
                [Read("tháng", 0, 9, 0.95), Read("£", 10, 19, 0.92), Read("năm", 20, 29, 0.95)]
                for _ in pictures
            ]

    read = TwoEngines(Date("", 0.0), Second("4", 0.94, [])).read_lines([_LINE])[0]  # type: ignore[arg-type]
    assert [w.text for w in read] == ["tháng", "4", "năm"]


def test_both_saying_the_same_is_as_good_as_being_sure() -> None:
    assert _word(("tháng", 0.4), ("tháng", 0.5)).confidence == 0.9


def test_a_number_on_which_they_part_stays_doubtful() -> None:
    assert _word(("30/5/2026", 0.69), ("30/8/2026", 1.0)) == Read(
        "30/8/2026", 20, 90, 0.59, "30/5/2026"
    )


def test_sure_words_are_not_read_again() -> None:
    second = Second("khác", 1.0, [])
    engines = TwoEngines(First("phố", 0.95), second)  # type: ignore[arg-type]
    assert engines.read_lines([_LINE])[0][0].text == "phố"
    assert second.shown == []


def test_only_the_word_is_shown() -> None:
    second = Second("phố", 1.0, [])
    TwoEngines(First("phó", 0.5), second).read_lines([_LINE])  # type: ignore[arg-type]
    assert [p.shape for p in second.shown] == [(50, 90 + 8 - (20 - 8) + 12)]


def test_what_is_read_by_other_versions_is_read_anew() -> None:
    assert TwoEngines(First("", 0.0), Second("", 0.0, [])).version == "1, 2"  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["Thành phố", "30/8/2026", "191/TTr-SXD", "ngày 28 tháng 4"])
def test_the_model_reads_words(text: str) -> None:
    reader = second_reader()
    assert reader is not None, "asterocr and onnxruntime belong to vanban"
    font = ImageFont.truetype("LiberationSerif-Regular.ttf", 34)
    image = Image.new("L", (int(font.getlength(text)) + 24, 54), 255)
    ImageDraw.Draw(image).text((12, 6), text, font=font, fill=0)
    assert reader.read([np.asarray(image)])[0] == Opinion(text, pytest.approx(1.0, abs=0.05))


@pytest.mark.parametrize("width", [1, 40, 5000])
def test_pictures_of_any_width(width: int) -> None:
    reader = second_reader()
    assert reader is not None
    assert 0.0 <= reader.read([np.full((50, width), 255, np.uint8)])[0].confidence <= 1.0
