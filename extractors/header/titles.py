"""Trích yếu: the words of a title without what stands before them, who issues, number and day,
"V/v", the type said again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from vanban.extractors.header.lines import Line
from vanban.extractors.header.types import OF_ISSUER, is_body
from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import fold, key
from vanban.schemas import DocType, Span

_NUMBER_DAY = re.compile(toml("vanban.extractors.header")["patterns"]["number_day"], re.IGNORECASE)
_SUBJECT = re.compile(r"\s*\(?\s?v\s?/\s?v\s?:?\s*", re.IGNORECASE)


class Title(NamedTuple):
    """The title and what was said before it. ``between``: number and day on the same line, and
    their offset.
    """

    text: str | None
    span: Span | None
    of_issuer: tuple[str, Span] | None
    between: tuple[str, int] | None


def title_of(lines: Sequence[Line], doc_type: DocType | None) -> Title:
    """The title that ``lines`` hold, of a document of this type."""
    text, first = " ".join(line.text for line in lines), lines[0]
    of_issuer, named = _of_issuer(text, first) or (None, 0)
    start = _title_start(text, named, doc_type)
    shown = text[start:].strip(" .;_*")
    shown = shown if "(" in shown else shown.rstrip(")")
    on_one_line = of_issuer and start <= len(first.text) + 1
    return Title(
        shown or None,
        _title_span(lines, start, shown) if shown else None,
        of_issuer,
        (text[named:start], first.span.start + named) if on_one_line else None,
    )


def _of_issuer(text: str, first: Line) -> tuple[tuple[str, Span], int] | None:
    """'CỦA BỘ TRƯỞNG …' before the title: the body with its place, and where it
    ends in ``text``.
    """
    m = OF_ISSUER.match(fold(text))
    body = text[m.start("body") : m.end("body")] if m else ""
    if not m or not is_body(body):
        return None
    at = first.span.start + m.start("body")
    return (body, Span(start=at, end=min(at + len(body), first.span.end))), m.end("body")


def _title_start(text: str, named: int, doc_type: DocType | None) -> int:
    """Where the title's own words begin: behind the issuer (which ends at ``named``) with number
    and day, behind 'V/v', behind the type said again.
    """
    start = named
    if named and (number := _NUMBER_DAY.match(fold(text[start:]))):
        start += number.end()
    if subject := _SUBJECT.match(text[start:]):
        start += subject.end()
    return start + _type_again(text[start:], doc_type)


def _title_span(title: Sequence[Line], start: int, shown: str) -> Span:
    """Where the title stands, without the signs that close it."""
    last, begins = title[-1], _span_from(title, start)
    signs = " .;_*" if "(" in shown else " .;_*)"
    end = last.span.end - (len(last.text) - len(last.text.rstrip(signs)))
    return Span(start=begins, end=max(end, begins))


def _type_again(text: str, doc_type: DocType | None) -> int:
    """Length of the type's name where the title says it once more: 'Nghị định sửa đổi …' under NGHỊ
    ĐỊNH.
    """
    name = doc_type.name if doc_type else ""
    rest = text[len(name) :]
    return (
        len(name) + 1
        if name
        and key(text[: len(name)]) == key(name)
        and rest[:1] == " "
        and rest[1:2].islower()
        and text[:1].isupper()
        else 0
    )


def _span_from(title: Sequence[Line], start: int) -> int:
    """Offset in the source of character ``start`` of the joined title."""
    at = 0
    for line in title:
        if start <= at + len(line.text):
            return line.span.start + max(0, start - at) + _lead(line.text[max(0, start - at) :])
        at += len(line.text) + 1
    return title[-1].span.end


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip())
