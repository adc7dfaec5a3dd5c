"""Numbers, dates and addresses of units that a break cuts in two."""

from __future__ import annotations

import re

from vanban.extractors.language import units
from vanban.extractors.language.folding import key
from vanban.extractors.language.letters import CAPITALS
from vanban.extractors.language.list_markers import DECIMAL
from vanban.pipeline.readers.text.breaks.labels import opens_item
from vanban.pipeline.readers.text.breaks.signs import Sign
from vanban.pipeline.readers.text.breaks.words import keys, pattern

_UNIT_WORD = re.compile(units.heading(units.PHAN, units.CHUONG, units.MUC, units.DIEU))
_HEADED = re.compile(rf"[IVXLC]{{1,6}}\. +[{CAPITALS}]")
_NUMBERED = re.compile(rf"{DECIMAL}[.)]? +[{CAPITALS}]")
_NUMERAL = re.compile(r"(?:\d{1,3}[a-zđ]?|[IVXLC]{1,6})(?:[.:]|\s*$)")
_FIGURE = re.compile(r"\d|[IVXLC]{1,6}\b")
_OPEN_NUMBER = re.compile(
    r"(?<!\w)\d{1,4}-$|(?<![\w/])\d[\w/]*/[\wĐ-]*[-/]$|(?:^|[\s/])[A-ZĐ]{2,}[-/]$"
)
_CUT_WORD = re.compile(r"[^\W\d_][-/]$")
_NUMBER_LABEL = pattern("number_label", any_case=True)
_DAY = pattern("day", any_case=True)
_OF_DAY = pattern("of_day", any_case=True)
_RANGE = re.compile(r"[-–] ?\d{4}\b")


def is_cut_number(above: str) -> bool:
    """Whether a line ends within a number: "Số: 415/QĐ-"."""
    return _OPEN_NUMBER.search(above) is not None


def joint(above: str, below: str) -> str:
    """What stands between two joined lines: nothing within a number or a word that was cut at its
    hyphen.
    """
    cut = is_cut_number(above) or _CUT_WORD.search(above)
    return "" if cut and below[0].isalnum() else " "


def _wants_numeral(above: str, below: str) -> bool:
    """ "theo Điều" / "5.", "Chương" / "IV"; not "chuyển đổi số" / "I. MỤC ĐÍCH", not "NHIỆM VỤ 6
    THÁNG CUỐI NĂM" / "1. Tham mưu".
    """
    if _UNIT_WORD.fullmatch(above):
        return _NUMERAL.match(below) is not None
    last = above.rsplit(maxsplit=1)[-1]
    if not last.isalpha() or _HEADED.match(below) or not _FIGURE.match(below):
        return False
    wanting = "before_address" if _NUMBERED.match(below) else "before_numeral"
    return key(last) in keys(wanting)


def _is_below_its_label(above: str, below: str) -> bool:
    """ "Số:" / "415/QĐ-UBND"."""
    return _NUMBER_LABEL.fullmatch(above) is not None and below[0].isdigit()


def _cuts_day(above: str, below: str) -> bool:
    """ "Đông Hải, ngày 12" / "tháng 3 năm 2026"."""
    return _DAY.search(above) is not None and _OF_DAY.match(below) is not None


def _cuts_range(above: str, below: str) -> bool:
    """ "giai đoạn 2026" / "- 2030"."""
    return above[-1].isdigit() and _RANGE.match(below) is not None


SIGNS = (
    Sign("numeral wanted", 14, _wants_numeral),
    Sign("number", 12, lambda above, below: is_cut_number(above) and below[0].isalnum()),
    Sign("number below its label", 20, _is_below_its_label),
    Sign("day", 12, _cuts_day),
    Sign("range", 12, _cuts_range),
    Sign("figure", 1, lambda _, below: below[0].isdigit() and not opens_item(below)),
)
