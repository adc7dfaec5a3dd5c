"""Search over texts and tasks, with and without accents: the same answers from SQLite and from
PostgreSQL.

Ranking goes in tiers, so that a common word in a million tasks costs no more than a rare one: the
phrase with its accents, all words with their accents, the phrase without, all words without. A tier
is read newest first and only as far as needed; inside a tier hits are ordered by how well they fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    null,
    select,
)

from vanban.tracking.exports.words import document_name
from vanban.tracking.queries.within import EVERYWHERE, Choices, Within, choices
from vanban.tracking.search.places import find_places, snippet
from vanban.tracking.search.terms import Term, joined, parse, tiers
from vanban.tracking.search.word_table import NEAR, WordTable
from vanban.tracking.store.models import Document, Passage, Revision, Task
from vanban.tracking.store.store import Store

KINDS = ("task", "text")
_PHRASE_TIERS = (0, 2)
_EXACT_TIERS = (0, 1)
_SHORT_TEXT = 50
"""Characters that each text counts for more than it has: a word alone is not the best hit."""
_OPENS = 0.5
"""What a hit gains that opens with what was looked for."""
_NAMED = (
    Document.id.label("document_id"),
    Document.number_symbol,
    Document.title,
    Document.issued_on,
)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found. ``start`` and ``end``: the snippet in the document's text; ``marks``: places
    in the snippet.

    ``tier`` 0 is best: phrase with accents, words with accents, phrase without, words without."""

    kind: str
    document_id: int
    number_symbol: str | None
    title: str | None
    issued_on: date | None
    task_id: int | None
    snippet: str
    marks: tuple[tuple[int, int], ...]
    start: int
    end: int
    tier: int

    @property
    def document_name(self) -> str:
        """What its document is called."""
        return document_name(self.number_symbol, self.title, self.document_id)


def search(
    store: Store,
    question: str,
    *,
    kinds: Sequence[str] = KINDS,
    limit: int = 20,
    within: Within = EVERYWHERE,
) -> list[Hit]:
    """The best ``limit`` hits of each kind, the better ones first. ``kinds``: task, text.
    ``within``: among the newest ``NEAR`` that match.
    """
    terms = parse(question)
    with store.reading() as connection:
        hits = [hit for kind in kinds for hit in _search(connection, terms, kind, limit, within)]
    return sorted(hits, key=lambda hit: hit.tier)


def search_choices(store: Store, question: str, within: Within = EVERYWHERE) -> Choices:
    """By what the newest ``NEAR`` hits of each kind can be narrowed."""
    query = tiers(store.dialect, parse(question)).bare
    with store.reading() as connection:
        found = [i for kind in KINDS for i in WordTable(connection, kind).newest(query)[0]]
        return choices(connection, within, found)


def _search(
    connection: Connection, terms: Sequence[Term], kind: str, limit: int, within: Within
) -> list[Hit]:
    found: dict[int, int] = {}
    most = NEAR[kind] if within.conditions else limit
    for tier, ids in enumerate(_matches(connection, terms, kind, most)):
        for passage in within.kept(connection, ids)[:limit]:
            found.setdefault(passage, tier)
        if len(found) >= limit:
            break
    hits = (_task_hits if kind == "task" else _text_hits)(connection, found, terms)
    return [hit for hit, fit in sorted(hits, key=lambda pair: (pair[0].tier, -pair[1]))][:limit]


def _matches(
    connection: Connection, terms: Sequence[Term], kind: str, limit: int
) -> Iterator[list[int]]:
    """Ids of passages tier by tier, the newest first.

    What matches the widest tier comes first: where it is little, or holds enough of them, the
    others are looked for among it alone.
    """
    words = WordTable(connection, kind)
    exact_phrase, exact, phrase, bare = tiers(connection.dialect.name, terms)
    wide, all_of_them = words.newest(bare)
    narrow: list[int] = []
    if exact:
        narrow = words.among(wide, exact, len(wide))
        if len(narrow) < limit and not all_of_them:
            narrow, _ = words.newest(exact)
    yield words.among(narrow, exact_phrase, limit) if exact_phrase else []
    yield narrow
    yield words.among(wide, phrase, limit) if phrase else []
    yield wide


def _task_hits(
    connection: Connection, found: dict[int, int], terms: Sequence[Term]
) -> list[tuple[Hit, float]]:
    query = (
        select(Passage.id, Task.start, Task.text, Task.id.label("task_id"), *_NAMED)
        .join(Task, Task.id == Passage.task_id)
        .join(Document, Document.id == Task.document_id)
        .where(Passage.id.in_(list(found)), Task.present)
    )
    return [_hit("task", row, row.text, found[row.id], terms) for row in connection.execute(query)]


def _text_hits(
    connection: Connection, found: dict[int, int], terms: Sequence[Term]
) -> list[tuple[Hit, float]]:
    in_force = (Revision.document_id == Document.id) & (Revision.number == Document.revision)
    no_task = null().label("task_id")
    query = (
        select(Passage.id, Passage.start, Passage.end, Revision.text, no_task, *_NAMED)
        .join(Document, Document.id == Passage.document_id)
        .join(Revision, in_force)
        .where(Passage.id.in_(list(found)))
    )
    rows = connection.execute(query).all()
    return [_hit("text", row, row.text[row.start : row.end], found[row.id], terms) for row in rows]


def _hit(
    kind: str, row: Row[*tuple[Any, ...]], content: str, tier: int, terms: Sequence[Term]
) -> tuple[Hit, float]:
    """The hit and how well it fits: many marks in few words, best from the first word on."""
    exact = tier in _EXACT_TIERS
    phrase = find_places(content, joined(terms), exact=exact) if tier in _PHRASE_TIERS else []
    places = phrase or find_places(content, terms, exact=exact)
    start, end = snippet(content, places)
    hit = Hit(
        kind=kind,
        document_id=row.document_id,
        number_symbol=row.number_symbol,
        title=row.title,
        issued_on=row.issued_on,
        task_id=row.task_id,
        snippet=content[start:end],
        marks=tuple((a - start, b - start) for a, b in places if start <= a and b <= end),
        start=row.start + start,
        end=row.start + end,
        tier=tier,
    )
    dense = len(places) / (_SHORT_TEXT + len(content))
    opens = bool(places) and places[0][0] == 0
    return hit, dense + (_OPENS if opens else 0.0)


def highlighted(hit: Hit, before: str, after: str) -> str:
    """The snippet with ``before`` and ``after`` round each mark."""
    pieces, at = [], 0
    for a, b in hit.marks:
        if a >= at:
            pieces += [hit.snippet[at:a], before, hit.snippet[a:b], after]
            at = b
    return "".join([*pieces, hit.snippet[at:]])


def matching_tasks(connection: Connection, question: str) -> list[int] | None:
    """Ids of the tasks whose words match; None when they are many (then ``task_conditions`` test
    each).
    """
    query = tiers(connection.dialect.name, parse(question)).bare
    return WordTable(connection, "task").tasks(query)


def task_conditions(question: str) -> list[ColumnElement[bool]]:
    """Conditions on ``Task``: its words match. For words that many tasks have: each test is
    cheap.
    """
    tests = []
    for term in parse(question):
        phrase = " " + " ".join(word.bare for word in term.words) + ("" if term.prefix else " ")
        test = Task.words.contains(phrase)
        tests.append(~test if term.without else test)
    return tests
