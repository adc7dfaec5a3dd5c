"""Words of a portal that stand in one box with the document: readers' comments below it, attributes
above it.

They are kept, as page furniture; and only where a document stands there too, so that a page with
nothing else is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from vanban.extractors.header.attributes import attributes_of
from vanban.extractors.language.data import toml
from vanban.pipeline.readers.draft import Item, Paragraph, Table, paragraphs
from vanban.pipeline.readers.layout import has_quoc_hieu, has_recipients, is_furniture
from vanban.schemas import BlockRole

_UNIT = re.compile(
    r"\W{0,3}(?:Điều\s*\d+\s*[.:]|PHỤ LỤC\b|Phụ lục\s+[\dIVX]+\b|KẾ HOẠCH$|QUY CHẾ$|CHƯƠNG TRÌNH$)"
)
_NUMBER = re.compile(r"(?:luật|nghị quyết)?\s*số\s*:?\s*\d", re.IGNORECASE)
_TITLED = re.compile(r"(?:[^\W\d_]+ ){1,4}(?:số )?\d{1,6}/\S+ ")
_LEAST = 3
"""Paragraphs below a list of attributes that are a document without a head."""


def without_page(items: Sequence[Item]) -> list[Item]:
    """``items``, with what plainly belongs to the portal marked as page furniture."""
    texts = ["" if isinstance(item, Table) else item.text for item in items]
    head = next((i for i, item in enumerate(items) if _opens_document(item)), None)
    listed = _behind_attributes(items[:head])
    if head is None and len(items) - listed < _LEAST:
        return list(items)
    if head is None:
        begin, end = listed, len(items)
    else:
        begin, end = _above(items, texts, head, listed), _below(items, texts)
    out: list[Item] = []
    for i, item in enumerate(items):
        if not begin <= i < end or (head is not None and _matches("foot", texts[i])):
            out.extend(_furniture(item))
        else:
            out.append(item)
    return out


def is_portal_line(text: str) -> bool:
    """Whether a whole line is a portal's own, above or below a document."""
    return _matches("above", text) or _matches("tail", text)


def _above(items: Sequence[Item], texts: Sequence[str], head: int, listed: int) -> int:
    """Where the document begins: at its head, where words or a list of attributes of the portal
    stand above it; else below the last of these.
    """
    last = max((i + 1 for i in range(head) if _matches("above", texts[i])), default=0)
    last = max(last, listed)
    if not last:
        return 0
    return _head_from(items, texts, last, head) if _shows_state(items[head]) else last


def _behind_attributes(items: Sequence[Item]) -> int:
    """The item behind the portal's list of attributes and the words that follow it at once; 0
    where there is no list.
    """
    owners = [(i, p.text) for i, item in enumerate(items) for p in paragraphs([item])]
    found = attributes_of([text for _, text in owners])
    if found is None:
        return 0
    at = owners[found.end - 1][0] + 1
    behind = (i for i in range(at, len(items)) if not _follows_attributes(items[i]))
    return next(behind, len(items))


def _follows_attributes(item: Item) -> bool:
    return isinstance(item, Paragraph) and _matches("behind_attributes", item.text)


def _head_from(items: Sequence[Item], texts: Sequence[str], last: int, head: int) -> int:
    """Up from quốc hiệu over the lines in capitals, rules and number that stand above it."""
    at = head
    while at > last and isinstance(items[at - 1], Paragraph) and _may_stand_above(texts[at - 1]):
        at -= 1
    return at


def _may_stand_above(text: str) -> bool:
    """Capitals, a rule or the star of the Party's letterheads, the number."""
    signs = not any(map(str.isalnum, text))
    return text.isupper() or signs or is_furniture(text) or _NUMBER.match(text) is not None


def _shows_state(item: Item) -> bool:
    return any(has_quoc_hieu(p.text) for p in paragraphs([item]))


def _opens_document(item: Item) -> bool:
    return any(_UNIT.match(p.text) or has_quoc_hieu(p.text) for p in paragraphs([item]))


def _below(items: Sequence[Item], texts: Sequence[str]) -> int:
    """Where the part of the portal below the document begins: at its heading, after all that has a
    form of a document; without tables, unless only a portal writes such a heading.
    """
    last = next((i for i in range(len(items) - 1, -1, -1) if _has_form(items[i])), len(items))
    rest = range(last + 1, len(items))
    tail = next((n for n in rest if _matches("tail", texts[n])), None)
    if tail is not None:
        return next((n for n in range(last + 1, tail) if _names_document(texts[n])), tail)
    found = next((n for n in rest if _matches("below", texts[n])), len(items))
    return len(items) if any(isinstance(item, Table) for item in items[found:]) else found


def _names_document(text: str) -> bool:
    """ "Công điện 223/CĐ-TTg năm 2025 …": the portal's own title of the document."""
    return _TITLED.match(text) is not None


def _has_form(item: Item) -> bool:
    if isinstance(item, Table):
        return any(map(_has_form, paragraphs([item])))
    text = item.text
    return (
        _UNIT.match(text) is not None
        or has_quoc_hieu(text)
        or has_recipients(text)
        or text.endswith("./.")
    )


def _furniture(item: Item) -> Iterator[Paragraph]:
    for paragraph in paragraphs([item]):
        yield replace(paragraph, role=BlockRole.PAGE_FURNITURE)


def _matches(name: str, text: str) -> bool:
    return (
        bool(text)
        and len(text) <= 300
        and _pattern(name).fullmatch(" ".join(text.split()).rstrip(" :")) is not None
    )


@cache
def _pattern(name: str) -> re.Pattern[str]:
    data = toml("vanban.pipeline.readers", "portal.toml")
    return re.compile("|".join(f"(?:{p})" for p in data[name]), re.IGNORECASE)
