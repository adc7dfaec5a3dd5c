"""``vanban load``: plans into the store, each document whole or not at all, known decisions as new
revisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import Connection, or_, select, text

from vanban.schemas import Plan
from vanban.tracking.search.words import name_key
from vanban.tracking.store.identity import Identity
from vanban.tracking.store.insert import Stamp, add_documents
from vanban.tracking.store.models import Actor, Document
from vanban.tracking.store.revise import Outcome, revise
from vanban.tracking.store.rows import PlanRows, plan_rows
from vanban.tracking.store.unit_loads import Tally, write

BATCH = 250
_STEP = 500


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one plan. ``outcome``: new, revised, unchanged. ``changes`` as in
    ``revise.Changes``.
    """

    document_id: int
    number_symbol: str | None
    title: str | None
    filename: str
    outcome: str
    revision: int
    tasks: int
    changes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """A document of the store as far as telling decisions apart needs it."""

    id: int
    identity: str
    issuer: str | None
    cite_symbol: str | None
    year: int | None
    title: str


def batches(plans: Iterable[Plan], size: int = BATCH) -> Iterator[list[Plan]]:
    """``plans`` in lists of at most ``size``."""
    source = iter(plans)
    while batch := list(islice(source, size)):
        yield batch


def load_batch(connection: Connection, rows: Sequence[PlanRows], stamp: Stamp) -> list[Loaded]:
    """Load ``rows`` in the transaction of ``connection``; results in the same order."""
    _lock(connection, rows)
    tally = Tally()
    results: dict[int, Loaded] = {}
    for wave in _waves(rows):
        known = find_known(connection, [rows[n].identity for n in wave])
        fresh = [n for n in wave if n not in {wave[k] for k in known}]
        for n, (document_id, tasks) in zip(
            fresh, add_documents(connection, [rows[n] for n in fresh], stamp, tally), strict=True
        ):
            results[n] = _loaded(rows[n], document_id, ("new", 1, tasks, {}))
        for k, document_id in known.items():
            outcome = revise(connection, document_id, rows[wave[k]], stamp, tally)
            results[wave[k]] = _loaded(rows[wave[k]], document_id, outcome)
    write(connection, tally)
    return [results[n] for n in range(len(rows))]


def prepare(plans: Sequence[Plan], stamp: Stamp) -> list[PlanRows]:
    """The rows of ``plans``: the slow part, done before the database is locked."""
    return [plan_rows(plan, stamp.today) for plan in plans]


def _loaded(rows: PlanRows, document_id: int, outcome: Outcome) -> Loaded:
    words = rows.document
    return Loaded(
        document_id, words["number_symbol"], words["title"], rows.revision["filename"], *outcome
    )


def _waves(rows: Sequence[PlanRows]) -> Iterator[list[int]]:
    """Indexes of ``rows`` in lists that hold no decision twice: a second copy must see the first
    one.
    """
    waves: list[tuple[list[int], set[str]]] = []
    for n, row in enumerate(rows):
        mark = row.identity.cite_symbol or row.identity.key
        for indexes, marks in waves:
            if mark not in marks:
                indexes.append(n)
                marks.add(mark)
                break
        else:
            waves.append(([n], {mark}))
    return iter([indexes for indexes, _ in waves])


def _lock(connection: Connection, rows: Sequence[PlanRows]) -> None:
    """Two loaders of one decision wait for each other (SQLite has one writer anyway)."""
    if connection.dialect.name != "postgresql":
        return
    marks = sorted({row.identity.cite_symbol or row.identity.key for row in rows})
    query = (
        "SELECT pg_advisory_xact_lock(h) FROM "
        "(SELECT DISTINCT hashtextextended(m, 0) AS h FROM unnest(CAST(:m AS text[])) AS m ORDER "
        "BY h) AS x"
    )
    connection.execute(text(query), {"m": marks})


def find_known(connection: Connection, identities: Sequence[Identity]) -> dict[int, int]:
    """Index of an identity to the id of the document that it is, for those that the store has."""
    symbols = sorted({i.cite_symbol for i in identities if i.cite_symbol})
    keys = sorted({i.key for i in identities if not i.cite_symbol})
    by_symbol: dict[str, list[Known]] = {}
    by_key: dict[str, Known] = {}
    for row in _rows(connection, symbols, keys):
        by_key[row.identity] = row
        if row.cite_symbol:
            by_symbol.setdefault(row.cite_symbol, []).append(row)
    found = (
        (n, same_decision(i, by_key.get(i.key), by_symbol.get(i.cite_symbol or "", [])))
        for n, i in enumerate(identities)
    )
    return {n: row.id for n, row in found if row}


def _rows(connection: Connection, symbols: Sequence[str], keys: Sequence[str]) -> Iterator[Known]:
    columns = (
        Document.id,
        Document.identity,
        Actor.key,
        Document.cite_symbol,
        Document.year,
        Document.title,
    )
    query = select(*columns).outerjoin(Actor, Actor.id == Document.issuer_id)
    for at in range(0, max(len(symbols), len(keys)), _STEP):
        some = or_(
            Document.cite_symbol.in_(symbols[at : at + _STEP]),
            Document.identity.in_(keys[at : at + _STEP]),
        )
        yield from (
            Known(*row[:-1], title=name_key(row.title or ""))
            for row in connection.execute(query.where(some))
        )


def same_decision(new: Identity, exact: Known | None, near: Sequence[Known]) -> Known | None:
    """The document that ``new`` is. ``near``: those with its number and symbol.

    A copy that lost its issuer, or its date, is the decision that has the rest in common, if there
    is only one.
    """
    if exact is not None:
        return exact
    fits = [
        k
        for k in near
        if _agree(k.issuer, new.issuer)
        and (k.year == new.year or (None in (k.year, new.year) and k.title == new.title))
    ]
    return fits[0] if len(fits) == 1 else None


def _agree(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a == b
