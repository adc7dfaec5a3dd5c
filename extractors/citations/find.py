"""Citations in running text: find the named documents, then settle nesting, relations, issuers and
titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from vanban.extractors.actors import identified_on
from vanban.extractors.citations.context import (
    closer,
    opener,
    pinpoint_before,
    relation_before,
    tail_of,
)
from vanban.extractors.citations.data import words
from vanban.extractors.citations.dates import StatedDate, date_after
from vanban.extractors.citations.found import Found
from vanban.extractors.citations.laws import find_laws
from vanban.extractors.citations.numbers import find_numbers, head_before
from vanban.extractors.language.folding import fold
from vanban.schemas import Citation, Span
from vanban.schemas.document import Relation

_MARKUP = re.compile(r"<[^<>]{1,40}>")
_SIGNS = re.compile(
    r"[Ll]uật|LUẬT|[Pp]háp\s+[Ll]ệnh|[Hh]iến\s+pháp|HIẾN|LỆNH|[Ss]ố\s?:?\s|này|[TQ]CVN|\d"
)
_THIS = re.compile(r"\s{1,3}này(?!\w)")
_SELF_CODES = frozenset(
    [
        "L",
        "BL",
        "PL",
        "NĐ",
        "NQ",
        "QĐ",
        "TT",
        "TTLT",
        "CT",
        "KH",
        "QC",
        "QyĐ",
        "CTr",
        "ĐA",
        "ĐL",
        "KL",
        "HD",
        "PA",
        "HP",
        "NQLT",
    ]
)
_PURE_LIST = re.compile(r"[\s,;]{0,9}(?:và|hoặc)?[\s,]{0,9}(?:các\s|số\s)?\s{0,9}$")
_BREAK = re.compile(
    r"[;:]|\.\s|\.$|\(\s*(?:sau|dưới|gọi|viết)|hiệu\s+lực|được\s+(?:sửa|bổ|thay|đính)"
    r"|(?<!\w)(?:thì|như\s+sau)(?!\w)"
)
_TRAILING = re.compile(r"[\s,;.]*(?:(?<!\w)(?:và|các|hoặc|của|theo|tại)(?!\w)[\s,;]*){0,3}$")
_HEADING = re.compile(
    r"\s*(?P<type>Thông\s+tư\s+liên\s+tịch|Thông\s+tư|Nghị\s+định|Quyết\s+định|Nghị\s+quyết|Luật"
    r"|Bộ\s+luật|Pháp\s+lệnh)\s+(?!số|này|\d)"
)
_CAN_CU = re.compile(r"(?<!\w)Căn\s+cứ\s")
_OVER = re.compile(
    r"(?:\s?\(\s?[A-ZĐ]{1,4}\d{0,3}\s?\))?(?:\s{1,3}của\s{1,3}[A-ZĐỦ][^;:.,()\d]{2,50}?"
    r"(?=\s{1,3}ngày\s))?"
)
_PASSED = re.compile(r"\s{1,3}(?:đã\s+)?(?:được|do)\s[^;:.()]{3,100}?\sthông\s+qua(?=\s+ngày)")
_YEAR_INSIDE = re.compile(r"/((?:19|20)\d\d)/")
_LAWS = frozenset(("L", "BL", "PL", "HP"))
_INHERITED: frozenset[Relation] = frozenset(("amended_by", "amends", "replaces", "repeals"))


@dataclass(frozen=True, slots=True)
class _Item:
    """An outermost document and those inside its title."""

    found: Found
    relation: Relation
    nested: tuple[_Item, ...] = ()


def find_citations(text: str, *, offset: int = 0) -> tuple[Citation, ...]:
    """Documents that ``text`` names, outermost ones in order; those inside another's title are its
    ``nested``.

    Spans are offsets into ``text`` plus ``offset``. ``core`` is the span without a trailing date.
    "Nghị định này" and the document's own heading in front of "Căn cứ" have the relation ``self``.
    A short form that is being defined ("sau đây gọi là …") names the same document again and is no
    citation. Rules: domain brief 1.8 and 5; NĐ 30/2020, Phụ lục I, II.5.
    """
    if not _SIGNS.search(text):
        return ()
    seen = _MARKUP.sub(lambda m: " " * len(m.group()), fold(text))
    found = _settle([*find_numbers(seen), *find_laws(seen), *_selves(seen)])
    found = [f if f.core_end is not None or f.is_self else _dated(seen, f) for f in found]
    found = [f for f in found if not _is_alias(seen, f)]
    heading = _own_heading(seen)
    inside = [f for f in found if heading is not None and f.end <= heading.end]
    items = _group(seen, [f for f in found if f not in inside])
    if heading is not None:
        items = [_Item(heading, "self", tuple(_group(seen, inside))), *items]
    return tuple(_citations(text, seen, items, offset))


def flatten(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """All citations, nested ones too, in text order."""
    out: list[Citation] = []
    for c in citations:
        out.append(c)
        out.extend(flatten(c.nested))
    return tuple(sorted(out, key=lambda c: (c.span.start, -c.span.end)))


def _selves(text: str) -> list[Found]:
    out = []
    for m in _THIS.finditer(text):
        head = head_before(text, m.start())
        if head and head[1] and head[1].code in _SELF_CODES and text[head[0]].isupper():
            out.append(Found(start=head[0], end=m.end(), type=head[1], number=None, is_self=True))
    return out


def _settle(found: list[Found]) -> list[Found]:
    """In order, without overlaps: the earlier and, from one start, the longer one stays."""
    kept: list[Found] = []
    for f in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or f.start >= kept[-1].end:
            kept.append(f)
    return _typed_by_list(kept)


def _typed_by_list(found: list[Found]) -> list[Found]:
    return [f for f in found if f.type is not None or f.number is not None]


def _dated(text: str, f: Found) -> Found:
    stated = date_after(text, f.end) or _date_over_issuer(text, f.end)
    return replace(
        f,
        core_end=f.end,
        end=stated.end if stated else f.end,
        issued_on=stated.day if stated else None,
    )


def _date_over_issuer(text: str, position: int) -> StatedDate | None:
    """The date behind a short issuer or a unit's code: "số 15/CP của Chính phủ ngày 02/3/1993",
    "12/2002/TT-BCA (A11) ngày …".
    """
    m = _OVER.match(text, position)
    if m is None or m.end() == position or opener().search(m.group()):
        return None
    stated = date_after(text, m.end())
    return stated if stated and stated.day else None


@cache
def _alias() -> re.Pattern[str]:
    return re.compile(words()["alias"]["before"])


def _is_alias(text: str, f: Found) -> bool:
    window = text[max(0, f.start - 110) : f.start]
    return ("gọi" in window or "viết" in window) and _alias().search(window) is not None


def _own_heading(text: str) -> Found | None:
    """The document's own name where a text begins with it: "Thông tư Hướng dẫn … Căn cứ Luật …"."""
    m = _HEADING.match(text)
    if m is None:
        return None
    basis = _CAN_CU.search(text, m.end())
    head = head_before(text, m.end("type"))
    if head is None or head[1] is None:
        return None
    numbered_kind = head[1].code not in _LAWS
    if basis is None and not (
        numbered_kind and text[m.end()].isupper() and opener().match(text, m.end())
    ):
        return None
    end = len(text[: basis.start() if basis else len(text)].rstrip(" .;,"))
    if re.search(r"[;]|\.\s", text[m.end() : end]):
        return None
    title = " ".join(text[m.end() : end].split())
    return Found(start=head[0], end=end, type=head[1], number=None, title=title, is_self=True)


def _group(text: str, found: Sequence[Found]) -> list[_Item]:
    """Puts documents that stand in the title of the one before inside it."""
    items: list[_Item] = []
    for f in found:
        outer = items[-1] if items else None
        if outer and _is_nested(text, outer, f):
            last = outer.nested[-1].found if outer.nested else outer.found
            item = _Item(f, _relation(text, f, last.end, None))
            items[-1] = replace(outer, nested=(*outer.nested, item))
        else:
            items.append(_Item(f, _relation(text, f, _last_end(outer), outer), _inner(text, f)))
    return items


def _inner(text: str, f: Found) -> tuple[_Item, ...]:
    return tuple(_Item(replace(i, core_end=i.end), "amends") for i in f.inner)


def _last_end(item: _Item | None) -> int:
    if item is None:
        return 0
    return (
        max(item.found.end, *(n.found.end for n in item.nested)) if item.nested else item.found.end
    )


def _relation(text: str, f: Found, since: int, before: _Item | None) -> Relation:
    if f.is_self:
        return "self"
    _, start = pinpoint_before(text, f.start)
    said = relation_before(text, start, since)
    if (
        said is None
        and before is not None
        and before.relation in _INHERITED
        and _in_list(text, since, f.start)
    ):
        return before.relation
    return said or "refers"


def _in_list(text: str, since: int, start: int) -> bool:
    gap = text[since:start]
    return not _BREAK.search(gap.rstrip(" ;")) and bool(
        re.search(r"(?:[,;]|(?<!\w)và)\s*(?:các\s)?$", gap)
    )


def _is_nested(text: str, outer: _Item, f: Found) -> bool:
    since = _last_end(outer)
    if (
        outer.found.is_self
        or f.is_self
        or f.start - outer.found.end > 700
        or (outer.found.inner and not outer.found.number)
    ):
        return False
    title = text[outer.found.end : f.start]
    if _BREAK.search(title) or not opener().search(title):
        return False
    _, start = pinpoint_before(text, f.start)
    gap = text[since:start]
    if outer.nested and _PURE_LIST.fullmatch(gap):
        return _same_kind(outer, f)
    return not re.search(r"(?:[,;]|(?<!\w)(?:và|hoặc))\s*(?:các\s|số\s)?$", gap)


def _same_kind(outer: _Item, f: Found) -> bool:
    last = outer.nested[-1].found
    codes = [x.type.code if x.type else "" for x in (outer.found, last, f)]
    if codes[1] in _LAWS and codes[2] in _LAWS:
        return True
    return codes[2] == codes[1] != codes[0]


def _citations(text: str, seen: str, items: Sequence[_Item], offset: int) -> list[Citation]:
    out = []
    for i, item in enumerate(items):
        limit = items[i + 1].found.start if i + 1 < len(items) else len(seen)
        out.append(_citation(text, seen, item, limit, offset))
    return out


def _citation(text: str, seen: str, item: _Item, limit: int, offset: int) -> Citation:
    f = item.found
    first = next((n.found.start for n in item.nested if n.found.start >= f.end), limit)
    begin = f.core if "của" in seen[f.core : f.end] else f.end
    tail = tail_of(seen, begin, max(begin, min(first, limit)), offset) if not f.is_self else None
    pinpoint, _ = pinpoint_before(seen, f.start)
    issued_on = f.issued_on or (tail.issued_on if tail else None) or _passed_on(seen, f)
    return Citation(
        doc_type=f.type,
        number_symbol=f.number,
        title=f.title or _title(text, seen, tail.title_start if tail else None, limit),
        issued_on=issued_on,
        issuer=identified_on(tail.issuer, issued_on or _year(f.number))
        if tail and tail.issuer
        else None,
        pinpoint=pinpoint,
        relation=item.relation,
        nested=tuple(_citations(text, seen, item.nested, offset)) if item.nested else (),
        text=text[f.start : f.end],
        span=Span(start=f.start + offset, end=f.end + offset),
        core=Span(start=f.start + offset, end=f.core + offset),
    )


def _year(number: str | None) -> date | None:
    """The last day of the year inside a number: "95/2017/NĐ-CP"."""
    m = _YEAR_INSIDE.search(number or "")
    return date(int(m.group(1)), 12, 31) if m else None


def _passed_on(text: str, f: Found) -> date | None:
    """ "Luật … được Quốc hội … thông qua ngày …"."""
    m = _PASSED.match(text, f.end) if f.type and f.type.code in _LAWS else None
    stated = date_after(text, m.end()) if m else None
    return stated.day if stated else None


def _title(text: str, seen: str, start: int | None, limit: int) -> str | None:
    if start is None:
        return None
    end = closer().search(seen, start, limit)
    words_ = seen[start : end.start() if end else limit]
    length = len(_TRAILING.sub("", words_))
    return " ".join(text[start : start + length].split()) or None
