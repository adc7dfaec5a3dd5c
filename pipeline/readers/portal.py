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

from vanban.extractors.language.data import toml
from vanban.pipeline.readers.draft import Item, Paragraph, Table, paragraphs
from vanban.pipeline.readers.layout import has_quoc_hieu, has_recipients
from vanban.schemas import BlockRole

_UNIT = re.compile(
    r"\W{0,3}(?:Điều\s*\d+\s*[.:]|PHỤ LỤC\b|Phụ lục\s+[\dIVX]+\b|KẾ HOẠCH$|QUY CHẾ$|CHƯƠNG TRÌNH$)"
)
_ATTRIBUTES = 3


def without_page(items: Sequence[Item]) -> list[Item]:
    """``items``, with what plainly belongs to the portal marked as page furniture."""
    texts = ["" if isinstance(item, Table) else item.text for item in items]
    if not any(_UNIT.match(t) or has_quoc_hieu(t) for t in texts):
        return list(items)
    below = _below(items, texts)
    out: list[Item] = []
    for i, item in enumerate(items):
        if (
            (below is not None and i >= below)
            or _is_attributes(item, i, texts)
            or _matches("foot", texts[i])
        ):
            out.extend(_furniture(item))
        else:
            out.append(item)
    return out


def _below(items: Sequence[Item], texts: Sequence[str]) -> int | None:
    """Where the part of the portal below the document begins: at its heading, after all that has a
    form of a document, without tables.
    """
    last = next((i for i in range(len(items) - 1, -1, -1) if _has_form(items[i])), len(items))
    found = next((n for n in range(last + 1, len(items)) if _matches("below", texts[n])), None)
    return (
        None if found is None or any(isinstance(item, Table) for item in items[found:]) else found
    )


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


def _is_attributes(item: Item, index: int, texts: Sequence[str]) -> bool:
    """A table with several labels of attributes, above the first words of the document's own form."""
    if not isinstance(item, Table) or any(
        _UNIT.match(t) or has_quoc_hieu(t) for t in texts[:index]
    ):
        return False
    return (
        sum(
            _matches("attributes", text.strip().rstrip(" :"))
            for row in item.texts()
            for text in row
        )
        >= _ATTRIBUTES
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
