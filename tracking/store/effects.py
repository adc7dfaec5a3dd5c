"""What a document does to those that it changes: all of it, some units of it, some other part.

Kept with the citation (``citations.effect``) and asked by the views, so that documents may be
loaded, undone and removed in any order: nothing of it is written into the document that is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from vanban.extractors.citations import find_citations
from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import fold
from vanban.schemas import Citation, Plan
from vanban.tracking.store.addresses import Address, addresses, in_words, mentions

ENDING = ("replaces", "repeals")
CHANGING = ("amends", *ENDING)
WHOLE, PART = "all", "part"
SEPARATOR = "; "
_WINDOW = 240
"""Code points before a citation in which the verb is looked for: twice the longest in the corpus.
"""
_SENTENCE = re.compile(r"[.;:]\s|\n")


def effect(plan: Plan, citation: Citation) -> str | None:
    """``all``, ``part``, or the addresses of what is changed ('khoản 2 Điều 3; phần II'); None
    where the document is only named, or its change is work that is still to be done.
    """
    start = citation.span.start
    if citation.relation not in CHANGING or any(
        task.span.start <= start < task.span.end for task in plan.tasks
    ):
        return None
    before = plan.source.text[max(0, start - _WINDOW) : start]
    return extent(before, exact=not citation.pinpoint, ends=citation.relation in ENDING)


def extent(before: str, *, exact: bool = True, ends: bool = True) -> str:
    """How much the words ``before`` a document's name change of it; not ``exact``: a khoản or điểm
    of it is named; ``ends``: what they name is done away with.
    """
    said = _sentence(before)
    words = _of_this_document(_after_verb(said, ends))
    places = changed_units(words, ends)
    if places:
        return as_effect(places)
    return PART if not exact or _table("parts").search(words) else WHOLE


def as_effect(places: Iterable[Address]) -> str:
    """What ``places_of`` reads."""
    return SEPARATOR.join(dict.fromkeys(map(in_words, places)))


def places_of(effect_: str) -> tuple[Address, ...]:
    """The addresses that ``effect`` wrote."""
    return tuple(
        address for place in effect_.split(SEPARATOR) for address in addresses(mentions(place))
    )


def _sentence(before: str) -> str:
    return _SENTENCE.split(fold(before))[-1]


def _after_verb(words: str, ends: bool) -> str:
    """What follows the verb: the last one, but 'bãi bỏ nhiệm vụ số 3 về sửa đổi Luật' does away
    with the task, whatever it is about.
    """
    after = [words[verb.end() :] for verb in _verbs().finditer(words)]
    with_place = [w for w in after if ends and changed_units(w, ends)]
    return (with_place or after or [words])[-1]


def _of_this_document(words: str) -> str:
    """Without what is said of another document that stands before this one."""
    others = list(_table("another").finditer(words))
    rest = words[others[-1].end() :] if others else words
    return rest if mentions(rest) else words


def changed_units(words: str, ends: bool, end: int | None = None) -> tuple[Address, ...]:
    """The units that ``words`` name as changed, up to ``end``; none where only something in them
    ends.
    """
    found = mentions(words)
    if not found or _table("except").search(words):
        return ()
    bare = not any(label for one in found for label in one.labels)  # 'tại Phụ lục kèm theo'
    return () if (ends or bare) and not named_whole(words) else addresses(found, end)


def named_whole(words: str) -> bool:
    """Whether the first unit that ``words`` name is meant itself, not something in it."""
    found = mentions(words)
    return bool(found) and bool(_table("whole_unit").match(words[: found[0].start]))


def title_citations(plan: Plan) -> tuple[Citation, ...]:
    """Documents that the title says are changed: 'Về việc sửa đổi … ban hành kèm theo Quyết định
    …'.
    """
    span = plan.document.evidence.get("title")
    if span is None:
        return ()
    found = find_citations(plan.source.text[span.start : span.end], offset=span.start)
    return tuple(c for c in found if c.relation in CHANGING)


def with_years(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Citation rows, those without a date dated as the document's other mention of that number
    is.
    """
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
