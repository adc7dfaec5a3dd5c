"""What a document does to those that it changes: all of them, some numbered tasks, some other part.

Kept with the citation (``citations.effect``) and asked by the views, so that documents may be
loaded, undone and removed in any order: nothing of it is written into the document that is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from vanban.extractors.citations import find_citations
from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import fold
from vanban.schemas import Citation, Plan

CHANGING = ("amends", "replaces", "repeals")
WHOLE, PART = "all", "part"
_WINDOW = 240
"""Code points before a citation in which the verb is looked for: twice the longest in the corpus."""
_LONGEST_RANGE = 100
"""Tasks in 'nhiệm vụ 3 đến 7': more is a misreading."""
_SENTENCE = re.compile(r"[.;:]\s|\n")


def effect(plan: Plan, citation: Citation) -> str | None:
    """``all``, ``part``, the numbers of the tasks with a space before, between and after ``' 3 4 '``, or
    their addresses (``tracking.fields.place_words``) likewise between bars ``'|mục II.3|mục II.4|'``;
    None where the document is only named, or its change is work that is still to be done.
    """
    start = citation.span.start
    if citation.relation not in CHANGING or any(
        task.span.start <= start < task.span.end for task in plan.tasks
    ):
        return None
    return extent(plan.source.text[max(0, start - _WINDOW) : start], exact=not citation.pinpoint)


def extent(before: str, *, exact: bool = True) -> str:
    """How much the words ``before`` a document's name change of it; not ``exact``: a khoản or điểm
    of it is named.
    """
    words = _after_verb(_SENTENCE.split(fold(before))[-1])
    below = _table("addressed").search(words)
    if below:
        places = [f"mục {below['part']}.{number}" for number in _numbers(below["numbers"])]
        return f"|{'|'.join(places)}|"
    listed = _table("numbered").search(words)
    if listed:
        return f" {' '.join(_numbers(listed['numbers']))} "
    return PART if not exact or _table("parts").search(words) else WHOLE


def _after_verb(words: str) -> str:
    ends = [verb.end() for verb in _verbs().finditer(words)]
    return words[ends[-1] :] if ends else words


def _numbers(words: str) -> Iterator[str]:
    for piece in _table("between").split(words):
        ends = _table("range").match(piece)
        if ends is None:
            yield piece.strip()
        elif int(ends[1]) <= int(ends[2]) <= int(ends[1]) + _LONGEST_RANGE:
            yield from map(str, range(int(ends[1]), int(ends[2]) + 1))


def title_citations(plan: Plan) -> tuple[Citation, ...]:
    """Documents that the title says are changed: 'Về việc sửa đổi … ban hành kèm theo Quyết định …'."""
    span = plan.document.evidence.get("title")
    if span is None:
        return ()
    found = find_citations(plan.source.text[span.start : span.end], offset=span.start)
    return tuple(c for c in found if c.relation in CHANGING)


def with_years(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Citation rows, those without a date dated as the document's other mention of that number is."""
    rows = list(rows)
    years: dict[str, set[int]] = {}
    for row in rows:
        if row["cite_symbol"] and row["cite_year"]:
            years.setdefault(row["cite_symbol"], set()).add(row["cite_year"])
    only = {symbol: found.pop() for symbol, found in years.items() if len(found) == 1}
    return [
        row if row["cite_year"] else {**row, "cite_year": only.get(row["cite_symbol"])}
        for row in rows
    ]


@cache
def _table(name: str) -> re.Pattern[str]:
    return re.compile(toml("vanban.tracking", "effects.toml")[name], re.IGNORECASE)


@cache
def _verbs() -> re.Pattern[str]:
    verbs = "|".join(
        v.replace(" ", r"\s+") for v in toml("vanban.tracking", "effects.toml")["verbs"]
    )
    return re.compile(rf"(?<!\w)(?:{verbs})(?!\w)", re.IGNORECASE)
