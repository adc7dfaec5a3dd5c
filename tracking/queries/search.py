"""Search over texts and tasks, with and without accents: the same answers from SQLite and from
PostgreSQL.

Ranking goes in tiers, so that a common word in a million tasks costs no more than a rare one: the
phrase with its accents, all words with their accents, the phrase without, all words without. A tier
is read newest first and only as far as needed; inside a tier hits are ordered by how well they fit.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Connection,
    Integer,
    cast,
    column,
    func,
    null,
    select,
    text,
)

from vanban.tracking.errors import BadQuery
from vanban.tracking.search.words import Word, bare_form, composed, exact_form, words
from vanban.tracking.store.models import Document, Passage, Revision, Task
from vanban.tracking.store.store import Store

_PART = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_SNIPPET = 160
_FEW = 5_000
_PLACES = 20
_PHRASE_TIERS = (0, 2)
_NEAR = {"task": 1_000, "text": 300}
"""Words that happen to stand together come first, but only among so many of the newest passages
that have all words is it looked
for: where they seldom do, a million tasks would be gone through for nothing. A phrase in quotes is
looked for everywhere.
"""
_ONE_BY_ONE = 60
_WINDOW, _PLENTY = {"task": 10_000, "text": 300}, {"task": 60, "text": 20}
"""PostgreSQL: words that ``_PLENTY`` of the newest ``_WINDOW`` passages have are common. Words of a
text are long to read.
"""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand together; ``prefix``: the last one may go on; ``without``: must not
    occur.
    """

    words: tuple[Word, ...]
    prefix: bool = False
    without: bool = False


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


def parse(question: str) -> tuple[Term, ...]:
    """The terms of ``question``: words, "phrases", begin* and -without. ``BadQuery`` if nothing is
    left to look for.
    """
    terms = []
    for match in _PART.finditer(composed(question)):
        written = match["phrase"] if match["phrase"] is not None else match["word"]
        found = tuple(words(written))
        if found:
            prefix = match["phrase"] is None and written.endswith("*")
            terms.append(Term(found, prefix, bool(match["minus"])))
    if not any(not term.without for term in terms):
        raise BadQuery("không có từ nào để tìm", 'Gõ từ cần tìm, ví dụ: vanban search "kế hoạch"')
    return tuple(terms)


def search(
    store: Store, question: str, *, kinds: Sequence[str] = ("task", "text"), limit: int = 20
) -> list[Hit]:
    """The best ``limit`` hits of each kind, the better ones first. ``kinds``: task, text."""
    terms = parse(question)
    with store.reading() as connection:
        hits = [hit for kind in kinds for hit in _search(connection, terms, kind, limit)]
    return sorted(hits, key=lambda hit: hit.tier)


def _search(connection: Connection, terms: Sequence[Term], kind: str, limit: int) -> list[Hit]:
    found: dict[int, int] = {}
    for tier, ids in enumerate(_matches(connection, terms, kind, limit)):
        for passage in ids[:limit]:
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
    words = _Words(connection, kind)
    exact_phrase, exact, phrase, bare = _tiers(connection.dialect.name, terms)
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


def _tiers(dialect: str, terms: Sequence[Term]) -> tuple[str | None, str | None, str | None, str]:
    """A match expression for each tier; None where it would repeat the next one."""
    wanted = [t for t in terms if not t.without]
    several, accents = len(wanted) > 1, any(w.exact != w.bare for t in wanted for w in t.words)
    joined = _joined(terms)
    expression = _fts5 if dialect == "sqlite" else _tsquery
    return (
        expression(joined, exact=True) if several and accents else None,
        expression(terms, exact=True) if accents else None,
        expression(joined, exact=False) if several else None,
        expression(terms, exact=False),
    )


def _joined(terms: Sequence[Term]) -> tuple[Term, ...]:
    """All wanted words as one phrase."""
    wanted = [t for t in terms if not t.without]
    return (
        Term(tuple(w for t in wanted for w in t.words), wanted[-1].prefix),
        *(t for t in terms if t.without),
    )


def _fts5(terms: Sequence[Term], *, exact: bool) -> str:
    def one(term: Term) -> str:
        phrase = " ".join(
            f"={w.exact}" if exact and not term.without else w.bare for w in term.words
        )
        return f'"{phrase}"' + ("*" if term.prefix else "")

    wanted = " AND ".join(one(t) for t in terms if not t.without)
    return f"({wanted})" + "".join(f" NOT {one(t)}" for t in terms if t.without)


def _tsquery(terms: Sequence[Term], *, exact: bool) -> str:
    def lexeme(word: Word, last: bool, term: Term) -> str:
        value = (
            "=" + word.exact
            if exact and not term.without and word.exact != word.bare
            else word.bare
        )
        return f"'{value}'" + (":*" if last and term.prefix else "")

    def one(term: Term) -> str:
        inner = " <-> ".join(
            lexeme(w, n == len(term.words), term) for n, w in enumerate(term.words, 1)
        )
        return f"!({inner})" if term.without else f"({inner})"

    return " & ".join(one(t) for t in terms)


@dataclass(frozen=True, slots=True)
class _Words:
    """The word table of one kind of passage."""

    connection: Connection
    kind: str

    def newest(self, query: str) -> tuple[list[int], bool]:
        """The newest passages that match, at most ``_NEAR``, and whether these are all."""
        near = _NEAR[self.kind]
        if self.connection.dialect.name != "sqlite":
            ids = self._ask(_GIN_WINDOW, q=query, n=near, window=_WINDOW[self.kind])
            if len(ids) >= _PLENTY[self.kind]:
                return ids, False
        ids = self._ask(
            _FTS5_NEWEST if self.connection.dialect.name == "sqlite" else _GIN_NEWEST,
            q=query,
            n=near,
        )
        return ids, len(ids) < near

    def among(self, ids: Sequence[int], query: str, limit: int) -> list[int]:
        """Those of ``ids`` (the newest that match a wider query) that match, the newest first."""
        if not ids:
            return []
        if self.connection.dialect.name != "sqlite":
            return self._ask(_GIN_AMONG, q=query, n=limit, ids=list(ids))
        if len(ids) <= _ONE_BY_ONE:
            return self._ask(_FTS5_AMONG, q=query, n=limit, ids=json.dumps(list(ids)))
        return self._ask(_FTS5_SINCE, q=query, n=limit, first=ids[-1])

    def _ask(self, statement: str, **given: Any) -> list[int]:
        return list(
            self.connection.execute(text(statement.format(kind=self.kind)), given).scalars().all()
        )


_FTS5 = "SELECT w.rowid FROM {kind}_words w WHERE {kind}_words MATCH :q AND EXISTS (SELECT 1 FROM passages p WHERE p.id = w.rowid) "
_FTS5_NEWEST = _FTS5 + "ORDER BY w.rowid DESC LIMIT :n"
_FTS5_AMONG = (
    _FTS5 + "AND w.rowid IN (SELECT value FROM json_each(:ids)) ORDER BY w.rowid DESC LIMIT :n"
)
_FTS5_SINCE = _FTS5 + "AND w.rowid >= :first ORDER BY +w.rowid DESC LIMIT :n"
"""Forwards: reading backwards FTS5 does not stop at the first id, forwards it begins there."""
_GIN_NEWEST = "SELECT id FROM (SELECT id FROM {kind}_words WHERE words @@ CAST(:q AS tsquery) OFFSET 0) w ORDER BY id DESC LIMIT :n"
"""Words that few passages have, found in the index and ordered then: the planner would rather read
passage after passage backwards,
for it does not know what unpacking a long one costs."""
_GIN_WINDOW = (
    "SELECT id FROM (SELECT id, words FROM {kind}_words ORDER BY id DESC LIMIT :window) w "
    "WHERE words @@ CAST(:q AS tsquery) ORDER BY id DESC LIMIT :n"
)
"""Common words, whose list in the index is long and in no order: read off the newest rows."""
_GIN_AMONG = (
    "SELECT id FROM (SELECT id, words FROM {kind}_words WHERE id = ANY(:ids) OFFSET 0) w "
    "WHERE words @@ CAST(:q AS tsquery) ORDER BY id DESC LIMIT :n"
)


def _task_hits(
    connection: Connection, found: dict[int, int], terms: Sequence[Term]
) -> list[tuple[Hit, float]]:
    query = (
        select(Passage.id, Task.id.label("task_id"), Task.text, Task.start, Document.id.label("document_id"), Document.number_symbol,
               Document.title, Document.issued_on)
        .join(Task, Task.id == Passage.task_id)
        .join(Document, Document.id == Task.document_id)
        .where(Passage.id.in_(list(found)), Task.present)
    )  # fmt: skip
    return [
        _hit("task", row, row.text, row.start, found[row.id], terms)
        for row in connection.execute(query)
    ]


def _text_hits(
    connection: Connection, found: dict[int, int], terms: Sequence[Term]
) -> list[tuple[Hit, float]]:
    query = (
        select(Passage.id, Passage.start, Passage.end, null().label("task_id"), Revision.text, Document.id.label("document_id"),
               Document.number_symbol, Document.title, Document.issued_on)
        .join(Document, Document.id == Passage.document_id)
        .join(Revision, (Revision.document_id == Document.id) & (Revision.number == Document.revision))
        .where(Passage.id.in_(list(found)))
    )  # fmt: skip
    rows = connection.execute(query).all()
    return [
        _hit("text", row, row.text[row.start : row.end], row.start, found[row.id], terms)
        for row in rows
    ]


def _hit(
    kind: str, row: Any, content: str, offset: int, tier: int, terms: Sequence[Term]
) -> tuple[Hit, float]:
    phrase = find_places(content, _joined(terms), exact=tier < 2) if tier in _PHRASE_TIERS else []
    places = phrase or find_places(content, terms, exact=tier < 2)
    start, end = _window(content, places)
    marks = tuple((a - start, b - start) for a, b in places if start <= a and b <= end)
    hit = Hit(kind, row.document_id, row.number_symbol, row.title, row.issued_on, row.task_id, content[start:end], marks,
              offset + start, offset + end, tier)  # fmt: skip
    return hit, len(places) / (50 + len(content)) + (0.5 if places and places[0][0] == 0 else 0.0)


def find_places(content: str, terms: Sequence[Term], *, exact: bool) -> list[tuple[int, int]]:
    """Where the terms stand in ``content``: with their accents, or without where they do not stand
    with them.

    At most ``_PLACES`` for each term: a snippet needs no more, and a long text need not be read to
    its end.
    """
    places: set[tuple[int, int]] = set()
    for term in terms:
        if not term.without:
            places |= (exact and set(_places(content, term, exact=True))) or set(
                _places(content, term, exact=False)
            )
    return sorted(places)


def _places(content: str, term: Term, *, exact: bool) -> Iterator[tuple[int, int]]:
    wanted = [w.exact if exact else w.bare for w in term.words]
    for match in islice(_pattern(term).finditer(content), _PLACES * 5):
        have = [w.exact if exact else w.bare for w in words(match.group())]
        last = have[-1] == wanted[-1] or (term.prefix and have[-1].startswith(wanted[-1]))
        if last and have[:-1] == wanted[:-1]:
            yield match.span()


@lru_cache(maxsize=256)
def _pattern(term: Term) -> re.Pattern[str]:
    """The term in any accents, on the text as it is: folding a long text to look through it would
    cost far more.
    """
    spelled = ["".join(_letters().get(c, re.escape(c)) for c in word.bare) for word in term.words]
    return re.compile(
        r"(?<![^\W_])"
        + r"[\W_]{1,8}".join(spelled)
        + (r"[^\W_]{0,40}" if term.prefix else "")
        + r"(?![^\W_])"
    )


@cache
def _letters() -> dict[str, str]:
    """Bare letter to the class of all letters that it may stand for."""
    groups: dict[str, list[str]] = {}
    for letter in filter(str.isalpha, map(chr, [*range(0x41, 0x250), *range(0x1E00, 0x1F00)])):
        bare = bare_form(exact_form(letter))
        if len(bare) == 1:
            groups.setdefault(bare, []).append(letter)
    groups["i"] += groups["y"]
    return {bare: f"[{''.join(letters)}]" for bare, letters in groups.items()}


def _window(content: str, places: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Bounds of a snippet round the place with the most marks near it, cut at spaces."""
    if len(content) <= _SNIPPET:
        return 0, len(content)
    starts = [a for a, _ in places]
    best = max(
        starts,
        key=lambda at: bisect_left(starts, at + _SNIPPET - 40) - bisect_left(starts, at),
        default=0,
    )
    start = max(0, best - 40)
    if start:
        start = content.find(" ", start, best) + 1 or start
    end = min(len(content), start + _SNIPPET)
    if end < len(content):
        cut = content.rfind(" ", start, end)
        end = cut if cut > best else end
    return start, end


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
    *_, query = _tiers(connection.dialect.name, parse(question))
    sqlite = connection.dialect.name == "sqlite"
    if not sqlite:
        common = connection.execute(
            text(_GIN_WINDOW.format(kind="task")),
            {"q": query, "n": _PLENTY["task"], "window": _WINDOW["task"]},
        ).all()
        if len(common) == _PLENTY["task"]:
            return None
    key, match = (
        ("w.rowid", "task_words MATCH :q") if sqlite else ("w.id", "w.words @@ CAST(:q AS tsquery)")
    )
    few = text(
        f"SELECT p.task_id FROM task_words w JOIN passages p ON p.id = {key} WHERE {match} LIMIT {_FEW}"
    )
    ids = list(connection.execute(few, {"q": query}).scalars())
    return ids if len(ids) < _FEW else None


def task_conditions(question: str) -> list[Any]:
    """Conditions on ``Task``: its words match. For words that many tasks have: each test is cheap."""
    tests = []
    for term in parse(question):
        phrase = " " + " ".join(word.bare for word in term.words) + ("" if term.prefix else " ")
        test = Task.words.contains(phrase)
        tests.append(~test if term.without else test)
    return tests


def id_list(connection: Connection, ids: Sequence[int]) -> Any:
    """``ids`` as something to select from: one parameter, however many there are."""
    if connection.dialect.name == "sqlite":
        return select(column("value", Integer)).select_from(func.json_each(json.dumps(list(ids))))
    return select(func.unnest(cast(list(ids), ARRAY(BigInteger))))
