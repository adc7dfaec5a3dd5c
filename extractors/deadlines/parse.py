"""The two ways in: a cell that holds a deadline, and running text that may hold some."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from vanban.extractors.context import Context
from vanban.extractors.deadlines.combine import DITTO, combine
from vanban.extractors.deadlines.grammar import read
from vanban.extractors.deadlines.lexicon import lexicon
from vanban.extractors.deadlines.misread import with_misreadings
from vanban.extractors.deadlines.prose import clauses
from vanban.extractors.deadlines.tokens import tokenize
from vanban.extractors.language.folding import key
from vanban.extractors.memo import once_a_document
from vanban.schemas import Deadline, Span

_DITTO = re.compile(
    r"\A(?:\W*(?:nt|như trên|-nt-)\W*|[\s\"'/,.″〃-]*(?:\"|''|//|″|〃)[\s\"'/,.″〃-]*)",
    re.IGNORECASE,
)
_BEHIND = len("/202.")
"""Letters behind a time in which a year that lost a figure stands: it is no part of the time."""
_EMPTY = re.compile(r"[\W_]*")


def parse_deadline(text: str, context: Context, *, offset: int = 0) -> Deadline:
    """What a whole cell says. ``offset`` is where ``text`` begins in the source; grammar: domain
    brief 4.4.

    An empty cell is kind 'none'; a ditto mark too, with anchor 'ditto', for the table's reader to
    fill in.
    """
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if end <= start:
        return Deadline()
    words = text[start:end]
    place = {"text": words, "span": Span(start=start + offset, end=end + offset)}
    if is_ditto(words):
        return Deadline(needs_review=True, reason=DITTO, anchor="ditto").model_copy(update=place)
    if _EMPTY.fullmatch(words):
        return Deadline().model_copy(update=place)
    return _read(words, context).model_copy(update=place)


@once_a_document
def _read(words: str, context: Context) -> Deadline:
    return with_misreadings(combine(read(tokenize(words)), context), words)


def is_ditto(text: str) -> bool:
    """'nt', '-nt-', '//', '″': the value of the row above."""
    return _DITTO.fullmatch(text.strip()) is not None and bool(key(text) or text.strip())


def find_deadlines(text: str, context: Context, *, offset: int = 0) -> tuple[Deadline, ...]:
    """Times by which work is due in running text: first what lines of their own say, then the
    others in order; dates of cited documents and of things
    past are left out. ``offset`` is where ``text`` begins in the source.
    """
    found = _times(text, context)
    return tuple(_moved(deadline, offset) for deadline in found) if offset else found


def _moved(deadline: Deadline, offset: int) -> Deadline:
    span = deadline.span
    moved = span and Span(start=span.start + offset, end=span.end + offset)
    return deadline.model_copy(update={"span": moved})


@once_a_document
def _times(text: str, context: Context) -> tuple[Deadline, ...]:
    """What ``find_deadlines`` finds. An item is asked for its times as a whole, as one of several
    works and as an assignment.
    """
    found = list(_labelled(text, context))
    text = _blanked(text, [(d.span.start, d.span.end) for d in found if d.span])
    for start, end, readings in clauses(text):
        deadline = with_misreadings(combine(readings, context), text[start : end + _BEHIND])
        if not _past(deadline, context):
            place = {"text": text[start:end], "span": Span(start=start, end=end)}
            found.append(deadline.model_copy(update=place))
    return tuple(found)


def _labelled(text: str, context: Context) -> Iterator[Deadline]:
    """What lines say that are only a time, behind its label: 'Thời gian thực hiện: Tháng 12/2025.'
    They set a time even where it has begun or passed.
    """
    for line in _label_line().finditer(text):
        start, end = line.span("value")
        value = text[start:end].rstrip(" .;,)")
        deadline = parse_deadline(value, context, offset=start)
        if deadline.due or deadline.start or deadline.rrule:
            yield deadline


@cache
def _label_line() -> re.Pattern[str]:
    words = sorted(lexicon().prose["labels"], key=len, reverse=True)
    labels = "|".join(r"\s".join(label.split()) for label in words)
    return re.compile(
        rf"(?:^|(?<=[.;(]\s)|(?<=\())\s*(?:[-+*]\s*)?(?:{labels})\s?:\s*"
        r"(?P<value>[^;()\n]{3,90}?)(?=[.;)]?\s*$|[.;]\s|\))",
        re.IGNORECASE | re.MULTILINE,
    )


def _blanked(text: str, taken: Iterable[tuple[int, int]]) -> str:
    """``text`` with what was read already made dots, offset for offset."""
    for start, end in taken:
        text = text[:start] + "." * (end - start) + text[end:]
    return text


def _past(deadline: Deadline, context: Context) -> bool:
    """Over before the document was issued (or its own date): a time that the text tells of, not one
    that it sets.
    """
    day = deadline.due or (deadline.start if deadline.kind == "window" else None)
    if deadline.kind == "recurring" and context.issued_on:
        began = deadline.start if deadline.boundary else None  # 'hằng tháng trước ngày 01/01/1995'
        ended = deadline.until
        return bool(
            (ended and ended < context.issued_on) or (began and began.year < context.issued_on.year)
        )
    told = deadline.boundary == "on" and deadline.kind == "date"
    return bool(
        day
        and context.issued_on
        and (day < context.issued_on or (told and day == context.issued_on))
    )
