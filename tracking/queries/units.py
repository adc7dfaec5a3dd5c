"""Units: finding them by name, and their load."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    SQLColumnExpression,
    and_,
    case,
    func,
    or_,
    select,
)

from vanban.extractors.actors.registry import entries
from vanban.tracking.errors import NotFound
from vanban.tracking.queries.changes import repealed
from vanban.tracking.queries.columns import Columns, issued_after
from vanban.tracking.queries.rows import has_later_reports
from vanban.tracking.search.words import bare_form, name_key
from vanban.tracking.states import SOON_DAYS
from vanban.tracking.store.models import Actor, Assignment, Report, Task, Unit, UnitLoad
from vanban.tracking.store.store import Store
from vanban.tracking.store.unit_loads import quarter
from vanban.tracking.units.directory import actors_of

_MOST = 200

_INITIALS = re.compile("[A-ZĐ]{2,10}")
"""Initials as people type them: capitals only; 'sở' and 'y tế' are words of a name."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit and how its tasks stand on a day (report 1270/BC-TCTTTg: done in time and late, open
    in time and overdue).
    """

    unit_id: int
    unit: str
    code: str | None
    total: int
    done_in_time: int
    done_late: int
    open_in_time: int
    due_soon: int
    no_deadline: int
    overdue: int
    halted: int
    repealed: int = 0
    """Not finished when a later document repealed or replaced them: not open, not due."""

    @property
    def done(self) -> int:
        """Đã hoàn thành."""
        return self.done_in_time + self.done_late

    @property
    def open(self) -> int:
        """Chưa hoàn thành: in time (soon due and undated ones among them) and overdue."""
        return self.open_in_time + self.overdue

    @property
    def rate(self) -> float | None:
        """Tỷ lệ hoàn thành đúng hạn, 0..1, over what is finished or overdue."""
        due = self.done + self.overdue
        return self.done_in_time / due if due else None


def find_units(connection: Connection, words: str) -> list[int]:
    """Ids of the units that ``words`` name: a code, a full name, an abbreviation, else all whose
    name contains the words (accents count where they are typed); with those whose work came to
    them by law or by the directory. ``NotFound`` if there is none.
    """
    key, bare = name_key(words), bare_form(name_key(words))
    codes = [words.strip(), *_codes(key)]
    query = select(Actor.id, Actor.actor_id).where(or_(Actor.actor_id.in_(codes), Actor.key == key))
    exact = connection.execute(query).all()
    in_directory = _directory_names(connection, key)
    abbreviated = _abbreviated(connection, words)
    if exact or in_directory:
        before = _predecessors({row.actor_id for row in exact if row.actor_id} | set(codes))
        merged = select(Actor.id).where(Actor.actor_id.in_(before))
        own = {row.id for row in exact} | set(in_directory) | set(abbreviated)
        return sorted(own | set(connection.execute(merged).scalars()))
    if abbreviated:
        return abbreviated
    column, value = (Actor.key, key) if key != bare else (Actor.bare, bare)
    for pattern in (value, f"%{value}%"):
        rows = (
            connection.execute(
                select(Actor.id).where(column.like(pattern)).order_by(Actor.id).limit(_MOST)
            )
            .scalars()
            .all()
        )
        if rows:
            return list(rows)
    raise NotFound(f"không có đơn vị nào tên “{words}”", "Xem các đơn vị bằng `vanban units`.")


def _abbreviated(connection: Connection, words: str) -> list[int]:
    """Units of which ``words`` give the initials: 'KHCN', 'Sở KH&CN' for Sở Khoa học và Công
    nghệ.
    """
    *kind, last = words.split() or [""]
    letters = last.replace("&", "")
    if not _INITIALS.fullmatch(letters):
        return []
    names = connection.execute(select(Actor.id, Actor.name).order_by(Actor.id))
    return [row.id for row in names if _stands_for(kind, letters, row.name.split())]


def _stands_for(kind: Sequence[str], letters: str, name: Sequence[str]) -> bool:
    """Whether a unit's name is the words ``kind`` and words with those initials; its first word may
    stay unsaid.
    """
    head, rest = name[: len(kind)], name[len(kind) :]
    if [w.lower() for w in head] != [w.lower() for w in kind]:
        return False
    initials = "".join(word[0].upper() for word in rest if word.lower() != "và")
    return letters == initials or (not kind and letters == initials[1:])


def _codes(key: str) -> list[str]:
    """Codes of the registry's bodies of that name or abbreviation: 'Bộ TT&TT', 'KHCN'."""
    spoken = (key, f"bộ {key}", f"b{key}")
    return list(dict.fromkeys(code for name in spoken for code in _code_names().get(name, ())))


@cache
def _code_names() -> dict[str, list[str]]:
    """Key of a name or abbreviation to the codes of the registry's bodies that have it."""
    found: dict[str, list[str]] = {}
    for entry in entries():
        for key in {name_key(name) for name in (entry.id, entry.name, *entry.aliases)}:
            found.setdefault(key, []).append(entry.id)
    return found


def _predecessors(codes: set[str]) -> set[str]:
    """Codes of the bodies whose work came to those of ``codes``, by the law that merged them."""
    found, new = set[str](), codes
    while new:
        new = {e.id for e in entries() if e.successor in new} - found - codes
        found |= new
    return found


def _directory_names(connection: Connection, key: str) -> list[int]:
    """Written names of the unit of the directory that has this name or abbreviation."""
    rows = connection.execute(select(Unit.id, Unit.key, Unit.short)).all()
    units = [r.id for r in rows if key in (r.key, name_key(r.short) if r.short else None)]
    return actors_of(connection, units) if units else []


def unit_loads(
    store: Store,
    *,
    as_of: date | None = None,
    role: str = "lead",
    unit: str | None = None,
    document_id: int | None = None,
    soon: int = SOON_DAYS,
) -> list[UnitRow]:
    """Load of each unit on ``as_of`` (today), the most loaded first; of one document where
    ``document_id`` is given.
    """
    day = as_of or store.today()
    with store.reading() as connection:
        ids = find_units(connection, unit) if unit else None
        past = day < store.today() and has_later_reports(connection, day)
        own = [] if document_id is None else [Task.document_id == document_id]
        if own:
            counts = _counted(connection, day, role, soon, own, past=past)
        else:
            counts = _from_tally(connection, day, role, soon, ids)
            _correct(connection, counts, day, role, soon, past=past)
        _set_aside(connection, counts, day, role, soon, own, past=past)
        if ids is not None:
            counts = {i: counts[i] for i in ids if i in counts}
        named = select(Actor.id, Actor.name, Actor.actor_id)
        shown = named if ids is None else named.where(Actor.id.in_(ids))
        names = {row.id: row for row in connection.execute(shown)}
    rows = [
        UnitRow(i, names[i].name, names[i].actor_id, **c) for i, c in counts.items() if c["total"]
    ]
    return sorted(rows, key=lambda r: (-r.total, name_key(r.unit)))


def _from_tally(
    connection: Connection, day: date, role: str, soon: int, ids: Sequence[int] | None
) -> dict[int, dict[str, int]]:
    """From the counts kept per quarter; the quarter of ``day`` is counted by due date."""
    late, near = _this_quarter(connection, day, role, soon, ids)
    result = {}
    for row in connection.execute(_tallied(quarter(day), role, ids)):
        overdue = int(row.quarters_late) + late.get(row.actor_id, 0)
        result[row.actor_id] = {
            "total": int(row.total),
            "done_in_time": int(row.in_time),
            "done_late": int(row.done_late),
            "open_in_time": int(row.open) - overdue,
            "due_soon": near.get(row.actor_id, 0),
            "no_deadline": int(row.undated),
            "overdue": overdue,
            "halted": int(row.halted),
        }
    return result


def _tallied(now: str, role: str, ids: Sequence[int] | None) -> Select[*tuple[Any, ...]]:
    """Sums of the counts kept of each unit; ``now``: the quarter before which work is late."""
    bucket = UnitLoad.bucket
    dated = bucket < ":"  # quarters, before all other names
    query = (
        select(
            UnitLoad.actor_id,
            func.sum(UnitLoad.n).label("total"),
            _sum(bucket.in_(("in_time", "no_date")), UnitLoad.n).label("in_time"),
            _sum(bucket == "late", UnitLoad.n).label("done_late"),
            _sum(dated | (bucket == "none"), UnitLoad.n).label("open"),
            _sum(bucket == "none", UnitLoad.n).label("undated"),
            _sum(dated & (bucket < now), UnitLoad.n).label("quarters_late"),
            _sum(bucket == "halted", UnitLoad.n).label("halted"),
        )
        .where(UnitLoad.role == role)
        .group_by(UnitLoad.actor_id)
    )
    return query if ids is None else query.where(UnitLoad.actor_id.in_(ids))


def _sum(
    condition: SQLColumnExpression[bool], of: SQLColumnExpression[int] | int = 1
) -> ColumnElement[int]:
    """The sum of ``of`` over the rows where ``condition`` holds."""
    return func.sum(case((condition, of), else_=0))


def _this_quarter(
    connection: Connection, day: date, role: str, soon: int, ids: Sequence[int] | None
) -> tuple[dict[int, int], dict[int, int]]:
    """Open tasks due in this quarter before ``day``, and those due within ``soon`` days, per
    unit.
    """
    late: dict[int, int] = {}
    near: dict[int, int] = {}
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    for low, high, counts in (
        (first, day - timedelta(days=1), late),
        (day, day + timedelta(days=soon), near),
    ):
        due = and_(
            Assignment.role == role,
            Assignment.phase == "open",
            Assignment.due >= low,
            Assignment.due <= high,
        )
        query = select(Actor.id, func.count()).join(
            Assignment, and_(Assignment.actor_id == Actor.id, due)
        )  # unit by unit along its index
        if ids is not None:
            query = query.where(Actor.id.in_(ids))
        counts |= {row[0]: row[1] for row in connection.execute(query.group_by(Actor.id))}
    return late, near


def _correct(
    connection: Connection,
    counts: dict[int, dict[str, int]],
    day: date,
    role: str,
    soon: int,
    *,
    past: bool,
) -> None:
    """Tasks on which something was reported after ``day`` (where there are: ``past``): out as they
    stand now, in as they stood then. Tasks of documents of a later day: out.
    """
    later = issued_after(day)
    changed = Task.id.in_(select(Report.task_id).where(Report.day > day))
    new = Task.document_id.in_(later)
    steps = [(-1, False, changed), (+1, True, and_(changed, ~new))] if past else []
    if connection.execute(later.limit(1)).first() is not None:
        steps.append((-1, False, and_(new, ~changed) if past else new))
    for sign, then, which in steps:
        for actor, numbers in _counted(connection, day, role, soon, [which], past=then).items():
            row = counts.setdefault(actor, dict.fromkeys(numbers, 0))
            for name, n in numbers.items():
                row[name] += sign * n


_STILL_DUE = ("open_in_time", "due_soon", "no_deadline", "overdue")


def _set_aside(
    connection: Connection,
    counts: dict[int, dict[str, int]],
    day: date,
    role: str,
    soon: int,
    where: list[Any],
    *,
    past: bool,
) -> None:
    """Open tasks that a later document repealed: out of those that are due, counted for
    themselves.
    """
    gone = repealed(connection, day)
    if gone is None:
        return
    counted = _counted(connection, day, role, soon, [*where, gone], past=past)
    for actor, numbers in counted.items():
        row = counts[actor]
        for name in _STILL_DUE:
            row[name] -= numbers[name]
        row["repealed"] = numbers["open_in_time"] + numbers["overdue"]


def _counted(
    connection: Connection, day: date, role: str, soon: int, where: list[Any], *, past: bool
) -> dict[int, dict[str, int]]:
    """Counted task by task, for tasks that ``where`` makes few (so no index of listed tasks or of
    roles must be taken).
    """
    c = Columns.of(day, past)
    query = (
        select(Assignment.actor_id, func.count().label("total"), *_standing(c, day, soon))
        .select_from(c.source.join(Assignment, Assignment.task_id == Task.id))
        .where(
            case((and_(Task.listed, ~Task.has_parts), 1), else_=0) == 1,
            Assignment.role.concat("") == role,
            *where,
        )
        .group_by(Assignment.actor_id)
    )
    return {
        row.actor_id: {k: int(v) for k, v in row._mapping.items() if k != "actor_id"}
        for row in connection.execute(query)
    }


def _standing(c: Columns, day: date, soon: int) -> tuple[ColumnElement[int], ...]:
    """How many tasks stand how, as columns of ``UnitRow``."""
    is_open, done = c.phase == "open", c.phase == "done"
    late = func.coalesce(c.due.is_not(None) & (c.done_on > c.due), False)
    near = (c.due >= day) & (c.due <= day + timedelta(days=soon))
    return (
        _sum(done & ~late).label("done_in_time"),
        _sum(done & late).label("done_late"),
        _sum(is_open & func.coalesce(c.due >= day, True)).label("open_in_time"),
        _sum(is_open & near).label("due_soon"),
        _sum(is_open & c.due.is_(None)).label("no_deadline"),
        _sum(is_open & (c.due < day)).label("overdue"),
        _sum(c.phase == "halted").label("halted"),
    )
