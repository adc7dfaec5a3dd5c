"""Where a search looks: documents of a kind, a year, a body; and how many hits each has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from vanban.tracking.queries.id_list import id_list
from vanban.tracking.store.models import Actor, Assignment, Document, Passage


@dataclass(frozen=True, slots=True)
class Within:
    """``kind``: the code of a kind of document (QĐ), ``year``, ``issuer``: id of the body. For who
    sees his own work only: ``released``, ``units``: of tasks those of these written names.
    """

    kind: str | None = None
    year: int | None = None
    issuer: int | None = None
    released: bool = False
    units: tuple[int, ...] | None = None

    @property
    def conditions(self) -> list[ColumnElement[bool]]:
        """What a passage and its document must meet."""
        wanted = (
            (Document.doc_code, self.kind),
            (Document.year, self.year),
            (Document.issuer_id, self.issuer),
        )
        found: list[ColumnElement[bool]] = [c == value for c, value in wanted if value is not None]
        if self.released:
            found.append(Document.released_on.is_not(None))
        if self.units is not None:
            own = select(Assignment.id).where(
                Assignment.task_id == Passage.task_id, Assignment.actor_id.in_(self.units)
            )
            found.append(or_(Passage.task_id.is_(None), own.exists()))
        return found

    def kept(self, connection: Connection, passages: Sequence[int]) -> Sequence[int]:
        """Those of ``passages`` that lie within, in their order."""
        if not self.conditions or not passages:
            return passages
        inside = set(connection.execute(self._of(connection, passages, Passage.id)).scalars())
        return [passage for passage in passages if passage in inside]

    def _of(self, connection: Connection, passages: Sequence[int], *columns: Any) -> Select[Any]:
        query = select(*columns).select_from(Passage).join(Document)
        return query.where(Passage.id.in_(id_list(connection, passages)), *self.conditions)


EVERYWHERE = Within()


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to narrow a search by, and how many hits have it."""

    value: str | int
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Choices:
    """The values of the hits, the most frequent first; years the latest first."""

    kinds: tuple[Choice, ...]
    years: tuple[Choice, ...]
    issuers: tuple[Choice, ...]


def choices(connection: Connection, within: Within, passages: Sequence[int]) -> Choices:
    """By what the hits ``passages`` can be narrowed."""
    columns = (Document.doc_code, Document.doc_name, Document.year, Document.issuer_id, Actor.name)
    query = within._of(connection, passages, *columns, func.count().label("hits"))
    query = query.outerjoin(Actor, Actor.id == Document.issuer_id).group_by(*columns)
    kinds, years, issuers = Counter[Any](), Counter[Any](), Counter[Any]()
    for row in connection.execute(query):
        kinds[row.doc_code, row.doc_name or row.doc_code] += row.hits
        years[row.year, str(row.year)] += row.hits
        issuers[row.issuer_id, row.name] += row.hits
    latest = sorted(_listed(years.items()), key=lambda choice: choice.label, reverse=True)
    return Choices(_listed(kinds.most_common()), tuple(latest), _listed(issuers.most_common()))


def _listed(counted: Iterable[tuple[tuple[Any, Any], int]]) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, n) for (value, label), n in counted if value is not None)
