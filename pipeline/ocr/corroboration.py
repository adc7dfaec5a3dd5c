"""Number and day of a decision, often written in by hand: read wrongly, they are set right only by
a second witness.

Witnesses are the lines "(Kèm theo Quyết định số … ngày …)" of the same file, and the file's name
where it holds number and symbol. A witness must agree with at least one figure that was read. Each
change is recorded, and named in a diagnostic.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

from vanban.pipeline.ocr.day_slot import DaySlot, day_slot, with_year_below, written_out
from vanban.pipeline.ocr.flow import pieces_of
from vanban.pipeline.ocr.issuer_codes import meant_code
from vanban.pipeline.readers.page.lines import Row, rows
from vanban.pipeline.readers.page.model import PageText, Word
from vanban.schemas import Diagnostic, HeaderField

_SYMBOL = re.compile(r"/?-?(?P<symbol>[A-ZĐ]{2,5}\s?-\s?[A-ZĐ][A-ZĐa-z]{1,12}\d{0,4})\W*$")
_CITED_DAY = re.compile(
    r"\b(?P<day>\d{1,2})(?:/|\s*tháng\s*)(?P<month>\d{1,2})(?:/|\s*năm\s*)(?P<year>\d{4})"
)
_FIELDS: dict[HeaderField, str] = {"number": "Số", "issued_on": "Ngày"}
_NUMBER_WORD = re.compile(r"s[ốôó]:?$", re.IGNORECASE)
_SURE = 0.8
_LIKELY = 0.6
"""Confidence below which a word may be set right by another of its kind."""
_AGREED = 0.9
"""Confidence from which on two engines agree."""
_FIRST_ROWS = 14


@dataclass(frozen=True, slots=True)
class Corrected:
    """Pages after the change, and what is to be said of it."""

    pages: list[PageText]
    notes: tuple[Diagnostic, ...]


def with_witnesses(pages: Sequence[PageText], filename: str) -> Corrected:
    """The pages with number and day of the document set right, where a second witness tells them;
    what stays doubtful is said with the candidates.
    """
    out = list(pages)
    if not out or out[0].kind != "ocr":
        return Corrected(out, ())
    out[0], number = _with_number(out[0], out[1:], filename)
    out[0], day = _with_day(out[0], out[1:])
    return Corrected(out, tuple(note for note in (number, day) if note))


def _corrected(field: HeaderField, value: str, source: str, read: Sequence[str]) -> Diagnostic:
    message = (
        f"{_FIELDS[field]} {value} được sửa theo {source} vì bản quét không đọc rõ; "
        "cần đối chiếu với bản gốc."
    )
    candidates = tuple(dict.fromkeys((value, *read)))
    return Diagnostic(
        code="ocr-corrected",
        severity="warning",
        message=message,
        field=field,
        candidates=candidates,
    )


def _doubtful(field: HeaderField, candidates: Sequence[str]) -> Diagnostic:
    shown = " hoặc ".join(candidates) or "không đọc được"
    message = f"{_FIELDS[field]} của văn bản viết tay hoặc mờ ({shown}); cần đối chiếu với bản gốc."
    return Diagnostic(
        code="header-doubtful",
        severity="warning",
        message=message,
        field=field,
        candidates=tuple(candidates),
    )


def _with_number(
    page: PageText, others: Sequence[PageText], filename: str
) -> tuple[PageText, Diagnostic | None]:
    slot = next(filter(None, (_slot(row) for row in rows(page.words)[:_FIRST_ROWS])), None)
    if slot is None or slot.is_sure():
        return page, None
    slots = [s for p in others for row in rows(p.words) if (s := _slot(row))]
    page, slot = _with_symbol(page, slot, slots)
    page, slot = _with_issuer_code(page, slot)
    cited = [s.figures for s in slots if _plain(s.symbol) == _plain(slot.symbol)]
    named = _number_in_name(filename, slot.symbol)
    if slot.figures.isdigit() and slot.figures in (named, *cited):
        return page, None  # two sources agree
    read = [slot.figures, *cited]
    if named and any(_agrees(named, figures) for figures in read):
        source = "tên tệp và các chữ số còn đọc được"
        said = _corrected("number", f"{named}/{slot.symbol}", source, [f for f in read if f])
        return _replaced(page, slot, named), said
    candidates = [slot.figures, *_figures_of(slot), *cited, *([named] if named else [])]
    return page, _doubtful("number", [c for c in dict.fromkeys(candidates) if c.isdigit()])


def _with_symbol(page: PageText, slot: _Slot, cited: Sequence[_Slot]) -> tuple[PageText, _Slot]:
    """The page with its symbol as the attachment cites it, where it was hardly read and parts from
    that in one letter.
    """
    if slot.words[-1].confidence >= _LIKELY:
        return page, slot
    for other in cited:
        letters = list(zip(other.symbol, slot.symbol, strict=False))
        if len(other.symbol) == len(slot.symbol) and sum(a != b for a, b in letters) == 1:
            return _under_symbol(page, slot, other.symbol)
    return page, slot


def _with_issuer_code(page: PageText, slot: _Slot) -> tuple[PageText, _Slot]:
    """The page with the issuer's code as its name in the head has it, where it was hardly read."""
    kind, _, read = slot.symbol.partition("-")
    if slot.words[-1].confidence >= _LIKELY:
        return page, slot
    head = [w for row in rows(page.words)[:_FIRST_ROWS] for w in row]
    code = meant_code(read, [[w.text for w in piece] for piece in pieces_of(head)])
    return _under_symbol(page, slot, f"{kind}-{code}") if code else (page, slot)


def _under_symbol(page: PageText, slot: _Slot, symbol: str) -> tuple[PageText, _Slot]:
    """The page and its slot with another symbol; what was read is kept."""
    old = slot.words[-1]
    new = old.corrected(old.text.replace(slot.symbol, symbol))
    words = tuple(new if w is old else w for w in page.words)
    return replace(page, words=words), replace(slot, words=(*slot.words[:-1], new), symbol=symbol)


def _figures_of(slot: _Slot) -> list[str]:
    """What the engines read before one was believed."""
    return [w.raw for w in slot.words if w.raw.isdigit()]


@dataclass(frozen=True, slots=True)
class _Slot:
    """The words between "Số:" and the symbol, the symbol's own included."""

    words: tuple[Word, ...]
    figures: str
    symbol: str

    def is_sure(self) -> bool:
        return self.figures.isdigit() and all(
            w.confidence >= _AGREED and not w.raw for w in self.words
        )


def _slot(row: Row) -> _Slot | None:
    for i, word in enumerate(row):
        if not _NUMBER_WORD.search(word.text):
            continue
        for j in range(i + 1, min(i + 5, len(row))):
            match = _SYMBOL.search(row[j].text)
            if match:
                own = row[j].text[: match.start()]
                figures = "".join(w.text for w in row[i + 1 : j]) + own
                return _Slot(
                    tuple(row[i + 1 : j + 1]), figures.strip(" /"), match["symbol"].replace(" ", "")
                )
    return None


def _number_in_name(filename: str, symbol: str) -> str | None:
    """The number in a file name that stands beside the code of the type: qd-707-ttg.pdf,
    707_QD-TTg.pdf, 707-qd.pdf.
    """
    parts = [_plain(p) for p in re.split(r"[^\w]|_", PurePath(filename).stem) if p]
    codes = {_plain(s) for s in symbol.split("-")}
    where = [i for i, p in enumerate(parts) if p in codes]
    near = {
        p
        for i, p in enumerate(parts)
        if p.isdigit() and len(p) <= 5 and min((abs(i - k) for k in where), default=9) == 1
    }
    near = {p for p in near if not re.fullmatch(r"(?:19|20)\d\d", p)} or near
    return near.pop() if len(near) == 1 else None


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in parts if not unicodedata.combining(c))


def _agrees(number: str, read: str) -> bool:
    """At least one figure stands in its place, and the length is not far off."""
    return abs(len(number) - len(read)) <= 1 and any(
        a == b for a, b in zip(number, read, strict=False)
    )


def _replaced(page: PageText, slot: _Slot, number: str) -> PageText:
    """The slot's words as one word of number and symbol."""
    first, last = slot.words[0], slot.words[-1]
    read = " ".join(w.text for w in slot.words)
    word = first._replace(
        text=f"{number}/{slot.symbol}",
        raw=read,
        x1=last.x1,
        top=min(w.top for w in slot.words),
        bottom=max(w.bottom for w in slot.words),
        confidence=min(w.confidence for w in slot.words),
    )
    gone = set(map(id, slot.words[1:]))
    return replace(
        page, words=tuple(word if w is first else w for w in page.words if id(w) not in gone)
    )


def _with_day(page: PageText, others: Sequence[PageText]) -> tuple[PageText, Diagnostic | None]:
    first = rows(page.words)[:_FIRST_ROWS]
    for n, head in enumerate(first):
        row = with_year_below(head, first[n + 1 : n + 3])
        slot = day_slot(row)
        if slot is None:
            continue
        if slot.sure:
            return page, None
        return _settled_day(page, row, slot, _cited_days(others))
    return page, None


def _cited_days(pages: Sequence[PageText]) -> list[date]:
    """Days that the other pages name and that were read surely, those of their own first line
    "(Kèm theo … ngày …)" among them.
    """
    return [
        found
        for page in pages
        for row in rows(page.words)
        for found in _days_in(" ".join(w.text for w in row if w.confidence >= _SURE))
    ]


def _days_in(text: str) -> Iterator[date]:
    for match in _CITED_DAY.finditer(text):
        with suppress(ValueError):
            yield date(int(match["year"]), int(match["month"]), int(match["day"]))


def _settled_day(
    page: PageText, row: Row, slot: DaySlot, cited: Sequence[date]
) -> tuple[PageText, Diagnostic | None]:
    """The day as a second witness has it; without one, the likeliest, and a doubt."""
    agreed = [d for d in cited if d in slot.candidates]
    near = [d for d in cited if slot.is_near(d)]
    read = [d.isoformat() for d in slot.candidates]
    if agreed:
        return _written(page, row, slot, agreed[0]), None
    if near:
        source = "dòng “Kèm theo …” của chính văn bản"
        value = f"{near[0].day}/{near[0].month}/{near[0].year}"
        return _written(page, row, slot, near[0]), _corrected("issued_on", value, source, read)
    if slot.candidates:
        page = _written(page, row, slot, slot.candidates[0])
    return page, _doubtful("issued_on", read)


def _written(page: PageText, row: Row, slot: DaySlot, day: date) -> PageText:
    gone = set(map(id, row[slot.first : slot.end]))
    new = written_out(row, slot, day)
    at = next(i for i, w in enumerate(page.words) if id(w) in gone)
    kept = [w for w in page.words[at:] if id(w) not in gone]
    return replace(page, words=(*page.words[:at], *new, *kept))
