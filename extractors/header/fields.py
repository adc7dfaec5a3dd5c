"""Number and symbol, place and date, as the first page states them (NĐ 30/2020, Phụ lục I, II.3 and
II.4).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from vanban.extractors.header.lines import BLANK
from vanban.extractors.language.folding import fold
from vanban.schemas import Span

_SEG = r"[A-ZĐÂÊÔĂƠƯ][A-ZĐÂÊÔĂƠƯa-zđ0-9&]{0,14}"
_JOIN = r"\s{0,2}[-/.]\s{0,2}"
_SYMBOL = rf"{_SEG}(?:{_JOIN}{_SEG}|\s?-\s?(?={_SEG})){{0,6}}"
_NUMBER = r"\d{1,6}(?:\.\d{1,3})?\s?[a-zA-Z]?(?=\W|$)"
_NORMATIVE = re.compile(
    rf"(?P<number>{_NUMBER})\s{{0,3}}/\s{{0,3}}(?P<year>\d{{4}})\s{{0,3}}[/-]\s{{0,3}}"
    rf"(?P<symbol>{_SYMBOL})"
)
_PARTY = re.compile(
    rf"(?P<number>\d{{1,6}})\s{{0,3}}-\s{{0,3}}(?P<symbol>{_SEG}\s{{0,2}}/\s{{0,2}}{_SEG}"
    rf"(?:{_JOIN}{_SEG}){{0,3}})"
)
_ADMINISTRATIVE = re.compile(rf"(?P<number>{_NUMBER})\s{{0,3}}[/\s]\s{{0,3}}(?P<symbol>{_SYMBOL})")
_DRAFT = re.compile(
    rf"{BLANK}(?P<sep>[-/])\s{{0,3}}"
    rf"(?:\d{{4}}\s{{0,2}}/\s{{0,2}}|{BLANK}/\s{{0,2}})?(?P<symbol>{_SYMBOL})"
)
_BARE = re.compile(r"\d{1,6}[a-z]?\s*$")
_FULL_DAY = re.compile(  # in "ngàyd2 tháng 9" a figure of the day was not read
    r"(?:(?<!\w)|(?<=ng[àa]y))(?:"
    r"(\d{1,2})\s{0,3}th[áa]ng\s{0,3}(\d{1,2})\s{0,3}n[ăa]m\s{0,3}(\d{4})"
    r"|(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}))",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?P<place>[^\d,;:()]{2,60}),\s{0,3}ng(?:ày|ay)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """Number and symbol; ``number`` is None where the document leaves it blank."""

    number: str | None
    symbol: str | None
    number_symbol: str | None
    spans: dict[str, Span]


@dataclass(frozen=True, slots=True)
class Day:
    """A date, and where it is written."""

    day: date
    span: Span


def parse_number(text: str, offset: int) -> Number | None:
    """The first number and symbol in ``text`` (the words after 'Số:'); '12 /2020/NĐ- CP' is read
    without its odd spaces.
    """
    view = fold(text)
    blank = _DRAFT.match(view)
    if blank:
        symbol = Span(start=blank.start("symbol") + offset, end=blank.end() + offset)
        return Number(None, _close(blank["symbol"]), None, {"symbol": symbol})
    found = [
        (m.start(), kind, m)
        for kind, p in enumerate((_NORMATIVE, _PARTY, _ADMINISTRATIVE))
        if (m := p.search(view))
    ]
    if found:
        return _numbered(min(found)[2], offset)
    bare = _BARE.match(view)
    if bare:
        words = bare.group().strip()
        return Number(words, None, words, {"number": Span(start=offset, end=offset + len(words))})
    return None


def _numbered(m: re.Match[str], offset: int) -> Number:
    spans = {
        name: Span(start=m.start(name) + offset, end=m.start(name) + len(m[name].rstrip()) + offset)
        for name in ("number", "symbol")
    }
    spans["number_symbol"] = Span(start=m.start() + offset, end=m.end() + offset)
    number, symbol = _close(m["number"]), _close(m["symbol"])
    year = m.groupdict().get("year")
    joint = "-" if m.re is _PARTY else "/"
    return Number(number, symbol, joint.join((number, *([year] if year else []), symbol)), spans)


def _close(words: str) -> str:
    return re.sub(r"\s+", "", words)


def parse_day(text: str, offset: int) -> Day | None:
    """The first full date in ``text``; None when day, month or year is blank or impossible."""
    for m in _FULL_DAY.finditer(fold(text)):
        d, month, year = (int(g) for g in m.groups() if g)
        try:
            day = date(year, month, d)
        except ValueError:
            continue
        lead = re.search(r"ng(?:ày|ay)\s*$", text[: m.start()], re.IGNORECASE)
        return Day(
            day, Span(start=(lead.start() if lead else m.start()) + offset, end=m.end() + offset)
        )
    return None


def parse_place(text: str, offset: int) -> tuple[str, Span] | None:
    """The place before ', ngày', as written."""
    m = _PLACE.match(text)
    if not m:
        return None
    words = m["place"]
    start = len(words) - len(words.lstrip(" .-_*"))
    place = words.strip(" .-_*")
    return (place, Span(start=start + offset, end=start + offset + len(place))) if place else None
