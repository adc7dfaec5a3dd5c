"""What layout says, whatever the format: layout tables, lines that were wrapped, words that belong
to the page and not to the document.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby
from typing import TypeVar

from vanban.extractors.language import units
from vanban.extractors.language.data import toml
from vanban.extractors.language.forms import (
    ADDRESSES,
    CAPACITY,
    MOTTO_OPENS,
    PARTY_NAME,
    RECIPIENTS,
    SIGN_HERE,
    STATE_OPENS,
    phrase,
)
from vanban.extractors.language.letters import CAPITALS
from vanban.extractors.language.list_markers import (
    BULLET,
    DECIMAL,
    IN_LABEL,
    INSERTED,
    LOWER,
    LOWER_ROMAN,
    ROMAN,
    UPPER,
)
from vanban.extractors.language.offices import OFFICE_IN_CAPITALS

_FLAGS = re.IGNORECASE | re.MULTILINE
_QUOC_HIEU = re.compile(rf"^\W*(?:{STATE_OPENS}|{MOTTO_OPENS}|{phrase(PARTY_NAME)}\s*$)", _FLAGS)
_NOI_NHAN = re.compile(rf"^\W*{RECIPIENTS}\s*(?::|[:.]?\s*$)", _FLAGS)
_ADDRESSEE = re.compile(rf"^\W*{ADDRESSES}\s*:?", _FLAGS)
_NUMBER_LINE = re.compile(
    r"^\W*(?:luật\s+|lệnh\s+|pháp lệnh\s+|nghị quyết\s+)?"
    r"số\s*:?\s*[\d.…_]*\s*/?\s*[\w.…/&-]{0,40}\s*$",
    _FLAGS,
)
_DATE_LINE = re.compile(r"ngày\s*[\d.…_]{0,12}\s*tháng\s*[\d.…_]{0,12}\s*năm", re.IGNORECASE)
_CAPACITY = re.compile(rf"^\W*{CAPACITY}\s?\.\s*[{CAPITALS}]", re.MULTILINE)
_OFFICE = re.compile(rf"^\W*{OFFICE_IN_CAPITALS}\b", re.MULTILINE)
_SIGNED = re.compile(SIGN_HERE, re.IGNORECASE)
_ARTICLE = re.compile(rf"^\W{{0,3}}{units.DIEU}\s*\d+\s*[.:]", _FLAGS)
_SIGN_ROWS = 4
_HEAD_ROWS = 8
_COLUMNS = 3


def is_layout_table(cell_texts: list[list[str]]) -> bool:
    """Whether a table only places words side by side: the header (issuer | quốc hiệu), the foot
    (Nơi nhận | signature), a frame.

    ``cell_texts`` has one list for each row, with the words of its cells; lines within a cell are
    parted by newlines.
    """
    rows = [
        [unicodedata.normalize("NFC", text).strip() for text in row] for row in cell_texts
    ]  # readers ask before words are cleaned
    filled = [text for row in rows for text in row if text]
    width = max((len(row) for row in rows), default=0)
    if len(filled) <= 1 or width <= 1:
        return len(filled) <= 1 or _is_frame(filled)
    if any(len(_ARTICLE.findall(text)) > 1 for text in filled):
        return True
    if (
        sum(any(row) for row in rows) > _HEAD_ROWS
        or max(sum(map(bool, row)) for row in rows) > _COLUMNS
    ):
        return False
    return _is_head(filled) or (sum(any(row) for row in rows) <= _SIGN_ROWS and _is_foot(filled))


def _is_frame(filled: Sequence[str]) -> bool:
    """One column: a box around running text, not a list of short entries under a heading."""
    return len(filled) <= 2 or any(
        _QUOC_HIEU.search(t) or _NOI_NHAN.search(t) or _ARTICLE.search(t) for t in filled
    )


def _is_head(filled: Sequence[str]) -> bool:
    if any(_QUOC_HIEU.search(text) for text in filled) or _ADDRESSEE.match(filled[0]):
        return True
    return (
        len(filled) <= 4
        and any(_NUMBER_LINE.search(t) for t in filled)
        and any(_DATE_LINE.search(t) for t in filled)
    )


def _is_foot(filled: Sequence[str]) -> bool:
    return any(_NOI_NHAN.search(t) or _CAPACITY.search(t) for t in filled) or _is_signature(filled)


def _is_signature(filled: Sequence[str]) -> bool:
    if len(filled) > _COLUMNS * 2 or any(len(t) >= 400 for t in filled):
        return False
    return any(_SIGNED.search(t) or (_OFFICE.search(t) and len(t) < 200) for t in filled)


def is_document_form(lines: Sequence[str]) -> bool:
    """Whether any line belongs to the form of a document (quốc hiệu, number, date, signature, Nơi
    nhận), not to a table of work.
    """
    form = (_QUOC_HIEU, _NOI_NHAN, _CAPACITY, _OFFICE, _DATE_LINE)
    return any(pattern.search(line) for line in lines for pattern in form)


def is_form_line(line: str) -> bool:
    """Whether a line opens the head or the foot of a document: quốc hiệu, Nơi nhận, capacity or
    office of the signer.
    """
    return any(pattern.search(line) for pattern in (_QUOC_HIEU, _NOI_NHAN, _CAPACITY, _OFFICE))


def are_beside(left: str, right: str) -> bool:
    """Whether ``left`` and ``right`` stand beside each other in the head or the foot of a document:
    quốc hiệu, the day beside the number, the signer beside Nơi nhận.
    """
    dated = _NUMBER_LINE.search(left) is not None and _DATE_LINE.search(right) is not None
    return dated or is_form_line(right)


def has_quoc_hieu(line: str) -> bool:
    """Whether quốc hiệu or tiêu ngữ begins ``line``."""
    return _QUOC_HIEU.search(line) is not None


def has_recipients(line: str) -> bool:
    """Whether ``line`` begins with Nơi nhận."""
    return _NOI_NHAN.search(line) is not None


def has_addressee(line: str) -> bool:
    """Whether ``line`` begins with Kính gửi."""
    return _ADDRESSEE.search(line) is not None


def flatten_order(places: Sequence[tuple[int, int, int]]) -> list[int]:
    """The order in which the cells of a layout table are read: left column first; a row that one
    cell fills parts what is above and below.

    ``places`` are (row, column, col_span), the answer are indices into it.
    """
    width = max((column + span for _, column, span in places), default=0)
    order = sorted(range(len(places)), key=lambda i: places[i])
    band, bands = 0, {}
    for row, group in groupby(order, key=lambda i: places[i][0]):
        whole = any(places[i][2] >= width > 1 for i in group)
        band += whole
        bands[row] = band
        band += whole
    return sorted(order, key=lambda i: (bands[places[i][0]], places[i][1], places[i][0]))


@cache
def _furniture() -> re.Pattern[str]:
    data = toml("vanban.pipeline.readers", "furniture.toml")
    return re.compile(
        "|".join(f"(?:{p})" for entry in data["furniture"] for p in entry["patterns"]),
        re.IGNORECASE,
    )


def is_furniture(line: str) -> bool:
    """Whether a whole line is a portal's own words, a rule or a mark of the page, and no part of
    the document.
    """
    line = " ".join(line.split())
    return len(line) <= 300 and bool(line) and _furniture().fullmatch(line) is not None


_UNIT_WORD = re.compile(units.heading(units.PHAN, units.CHUONG, units.MUC, units.DIEU))
_NUMERAL = re.compile(rf"(?:{INSERTED}|{ROMAN})(?:[.:]|\s*$)")
_ENDS = re.compile(r"[.;:!?…][\s”\"»\])’]{0,4}$|[-_=*]{3,}\s*$|/\s*$")
_ABOVE_ARTICLES = units.heading(units.CHUONG, units.MUC, units.PHAN, units.PHU_LUC)
_MARKER = re.compile(
    rf"\s*(?:{BULLET}\s|{units.heading(units.DIEU)}\s*\d{{1,4}}[{LOWER}]?\s*(?:[.:]|$)"
    rf"|{_ABOVE_ARTICLES}\s*{IN_LABEL}|(?:{ROMAN}|{LOWER_ROMAN}|{DECIMAL})[.)]"
    rf"|[{LOWER}{UPPER}]{{1,2}}[).]\s)"
)


def continues(above: str, below: str) -> bool:
    """Whether ``below`` goes on with the sentence of ``above``, told from the two lines alone (a
    break within a title, a wrapped line).
    """
    above, below = above.strip(), below.strip()
    if not above or not below:
        return False
    if _UNIT_WORD.fullmatch(above):
        return _NUMERAL.match(below) is not None
    if _ENDS.search(above) or _MARKER.match(below):
        return False
    return below[0].islower() or _cuts_a_name(above, below)


def _cuts_a_name(above: str, below: str) -> bool:
    """ "THỦ TƯỚNG CHÍNH" / "PHỦ": the break stands in a fixed pair of words in capitals."""
    return (
        below[0].isupper()
        and f"{above.rsplit(maxsplit=1)[-1]} {below.split(maxsplit=1)[0]}" in _pairs()
    )


@cache
def _pairs() -> frozenset[str]:
    data = toml("vanban.pipeline.readers", "furniture.toml")
    return frozenset(data["pairs"]["words"])


Line = TypeVar("Line")
_WRAPPED_LINES = 4
_WRAPPED_WIDTH = range(45, 131)


def join_lines(
    lines: Sequence[Line], key: Callable[[Line], str], width: int | None = None
) -> list[list[Line]]:
    """Lines put together into paragraphs: where the sentence plainly goes on, and everywhere within
    it if the text is hard wrapped.

    ``width`` is that of the whole text where it is known (``wrap_width``); otherwise ``lines``
    alone must show it.
    """
    if len(lines) < 2:
        return [[line] for line in lines]
    texts = [key(line) for line in lines]
    width = wrap_width(texts) if width is None else width
    out = [[lines[0]]]
    for i in range(1, len(lines)):
        if continues(texts[i - 1], texts[i]) or (width and _wraps(texts[i - 1], texts[i], width)):
            out[-1].append(lines[i])
        else:
            out.append([lines[i]])
    return out


def wrap_width(texts: Sequence[str]) -> int:
    """The width at which lines were wrapped by force, 0 if they were not: many lines end near one
    width and hardly any goes beyond.
    """
    if len(texts) < _WRAPPED_LINES:
        return 0
    longest = sorted(map(len, texts))[-1 - len(texts) // 50]
    if longest not in _WRAPPED_WIDTH:
        return 0
    full = sum(len(t) >= longest * 0.8 for t in texts)
    open_ended = sum(1 for t in texts if len(t) >= longest * 0.8 and not _ENDS.search(t))
    return longest if full * 2 >= len(texts) and open_ended * 2 >= full else 0


def _wraps(above: str, below: str, width: int) -> bool:
    """In wrapped text a line ends where the next word no longer fits; a marker still opens a
    paragraph.
    """
    if not above or not below or _ENDS.search(above) or starts_unit(below):
        return False
    word = below.split(maxsplit=1)[0]
    return len(above) + 1 + len(word) > width * 0.95


def starts_unit(line: str) -> bool:
    """Whether a line opens with a numeral, a letter, a bullet or a unit word, as a new paragraph
    does.
    """
    return _MARKER.match(line) is not None
