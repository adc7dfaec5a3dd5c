"""Units of the directory: added, joined, told apart; which names are theirs; who follows whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select, update

from vanban.extractors.actors.registry import Entry, by_id, entries
from vanban.tracking.errors import BadEdit, NotFound
from vanban.tracking.search.words import name_key
from vanban.tracking.store.actors import ensure_actors
from vanban.tracking.store.bulk_insert import insert_rows, next_ids
from vanban.tracking.store.models import Actor, Assignment, Unit, UnitName
from vanban.tracking.store.rows import named_actor
from vanban.tracking.store.store import Store

_MOST_STEPS = 10
"""Successions in a row: a body merged into one that was merged in turn."""


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """A unit of the directory. ``names``: how it is written; ``heir``: the unit that has its work
    now.
    """

    id: int
    name: str
    short: str | None
    kind: str | None
    parent_id: int | None
    valid_from: date | None
    valid_to: date | None
    successor_id: int | None
    email: str | None
    in_house: bool
    names: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NewUnit:
    """What is known of a unit."""

    name: str
    short: str | None = None
    kind: str | None = None
    parent_id: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successor_id: int | None = None
    email: str | None = None
    in_house: bool = False


@dataclass(frozen=True, slots=True)
class LooseName:
    """A written name that is no unit of the directory yet. ``suggested``: the unit it may be."""

    actor_id: int
    name: str
    kind: str
    tasks: int
    suggested: int | None


def add_unit(store: Store, unit: NewUnit) -> int:
    """Put a unit into the directory; its own name is its first written name. The id; that of the
    unit which has the name already.
    """
    return store.writing(lambda connection: put_unit(connection, unit))


def put_unit(connection: Connection, unit: NewUnit) -> int:
    """As ``add_unit``, in a transaction that is open."""
    key = name_key(unit.name)
    if not key:
        raise BadEdit("đơn vị phải có tên")
    known = connection.execute(select(Unit.id).where(Unit.key == key)).scalar()
    if known is not None:
        return int(known)
    unit_id = next_ids(connection, Unit, 1)[0]
    values: dict[str, Any] = {name: getattr(unit, name) for name in NewUnit.__slots__}
    insert_rows(connection, Unit, [{"id": unit_id, "key": key, **values}])
    actor = named_actor(unit.name)
    link(connection, unit_id, [ensure_actors(connection, [actor])[actor.key]])
    return unit_id


def change_unit(store: Store, unit_id: int, **values: str | int | date | bool | None) -> None:
    """Change what is known of a unit (fields of ``NewUnit``)."""
    unknown = set(values) - set(NewUnit.__slots__)
    if unknown:
        raise BadEdit(f"đơn vị không có mục {', '.join(sorted(unknown))}")
    if "name" in values:
        values["key"] = name_key(str(values["name"]))

    def work(connection: Connection) -> None:
        _known(connection, unit_id)
        connection.execute(update(Unit).where(Unit.id == unit_id).values(**values))

    store.writing(work)


def _known(connection: Connection, unit_id: int) -> None:
    if connection.execute(select(Unit.id).where(Unit.id == unit_id)).first() is None:
        raise NotFound(f"danh bạ không có đơn vị số {unit_id}")


def link_names(store: Store, unit_id: int, actor_ids: Collection[int]) -> None:
    """These written names are this unit (whatever they were before)."""

    def work(connection: Connection) -> None:
        _known(connection, unit_id)
        link(connection, unit_id, actor_ids)

    store.writing(work)


def name_unit(store: Store, unit_id: int, names: Sequence[str]) -> None:
    """These names are this unit, in documents that are here and in those to come. ``BadEdit`` where
    one is the name of another unit of the directory.
    """

    def work(connection: Connection) -> None:
        _known(connection, unit_id)
        for name in names:
            key = name_key(name)
            other = select(Unit.id).where(Unit.key == key, Unit.id != unit_id)
            if not key or connection.execute(other).first():
                raise BadEdit(
                    f"“{name}” là một đơn vị khác trong danh bạ",
                    "Gộp hai đơn vị bằng `vanban unit merge`.",
                )
        actors = ensure_actors(connection, [named_actor(name) for name in names])
        link(connection, unit_id, list(actors.values()))

    store.writing(work)


def link(connection: Connection, unit_id: int, actor_ids: Collection[int]) -> None:
    """As ``link_names``, in a transaction that is open."""
    ids = sorted(set(actor_ids))
    connection.execute(delete(UnitName).where(UnitName.actor_id.in_(ids)))
    insert_rows(connection, UnitName, [{"actor_id": i, "unit_id": unit_id} for i in ids])


def unlink_names(store: Store, actor_ids: Collection[int]) -> None:
    """These written names are no unit of the directory any more."""
    gone = delete(UnitName).where(UnitName.actor_id.in_(sorted(actor_ids)))
    store.writing(lambda connection: connection.execute(gone))


def merge_units(store: Store, kept: int, others: Collection[int]) -> None:
    """Several entries are one unit: names, parts below and predecessors come to ``kept``."""
    gone = sorted(set(others) - {kept})

    def work(connection: Connection) -> None:
        _known(connection, kept)
        connection.execute(update(UnitName).where(UnitName.unit_id.in_(gone)).values(unit_id=kept))
        for column in (Unit.parent_id, Unit.successor_id):
            moved = update(Unit).where(column.in_(gone), Unit.id != kept)
            connection.execute(moved.values({column: kept}))
        connection.execute(delete(Unit).where(Unit.id.in_(gone)))

    store.writing(work)


def list_units(store: Store) -> tuple[UnitEntry, ...]:
    """All units of the directory by name, with how each is written."""
    with store.reading() as connection:
        written = select(UnitName.unit_id, Actor.id, Actor.name).join(
            Actor, Actor.id == UnitName.actor_id
        )
        names: dict[int, list[tuple[int, str]]] = {}
        for unit_id, actor_id, name in connection.execute(written.order_by(Actor.id)):
            names.setdefault(unit_id, []).append((actor_id, name))
        rows = connection.execute(select(Unit)).all()
    columns = [name for name in UnitEntry.__slots__ if name != "names"]
    found = [
        UnitEntry(**{n: getattr(row, n) for n in columns}, names=tuple(names.get(row.id, ())))
        for row in rows
    ]
    return tuple(sorted(found, key=lambda unit: name_key(unit.name)))


def loose_names(store: Store, *, limit: int = 200) -> tuple[LooseName, ...]:
    """Written names that no unit has, those with most tasks first."""
    tasks = func.count(Assignment.task_id.distinct())
    query = (
        select(Actor.id, Actor.name, Actor.kind, tasks.label("tasks"))
        .join(Assignment, Assignment.actor_id == Actor.id)
        .outerjoin(UnitName, UnitName.actor_id == Actor.id)
        .where(UnitName.actor_id.is_(None), Assignment.role.in_(("lead", "cooperate")))
        .group_by(Actor.id, Actor.name, Actor.kind)
        .order_by(tasks.desc(), Actor.id)
        .limit(limit)
    )
    with store.reading() as connection:
        rows = connection.execute(query).all()
        keys = _unit_keys(connection)
    return tuple(LooseName(r.id, r.name, r.kind, r.tasks, keys.get(name_key(r.name))) for r in rows)


def _unit_keys(connection: Connection) -> dict[str, int]:
    """What a unit may be written as: its name and its abbreviation."""
    found: dict[str, int] = {}
    for row in connection.execute(select(Unit.id, Unit.name, Unit.short)):
        found.setdefault(name_key(row.name), row.id)
        if row.short:
            found.setdefault(name_key(row.short), row.id)
    return found


def actors_of(
    connection: Connection, unit_ids: Collection[int], *, inherited: bool = True
) -> list[int]:
    """Ids of the written names of these units and (``inherited``) of the units whose work came to
    them.
    """
    units = set(unit_ids)
    for _ in range(_MOST_STEPS if inherited else 0):
        before = connection.execute(select(Unit.id).where(Unit.successor_id.in_(units))).scalars()
        more = set(before) - units
        if not more:
            break
        units |= more
    query = select(UnitName.actor_id).where(UnitName.unit_id.in_(units))
    return sorted(connection.execute(query).scalars())


def same_units(connection: Connection, actor_ids: Collection[int]) -> list[int]:
    """Written names, with all other names of their units and of those whose work came to these."""
    query = select(UnitName.unit_id).where(UnitName.actor_id.in_(actor_ids))
    units = connection.execute(query).scalars().all()
    return sorted({*actor_ids, *actors_of(connection, units)})


def heirs_names(connection: Connection, actor_ids: Collection[int]) -> list[int]:
    """Written names, with all names of the units that have their work today."""
    heirs = set(units_of(connection, actor_ids).values())
    return sorted({*actor_ids, *actors_of(connection, heirs)})


def units_of(connection: Connection, actor_ids: Collection[int]) -> dict[int, int]:
    """Written name to the unit that has its work today: the last in the line of successors."""
    query = select(UnitName.actor_id, UnitName.unit_id).where(UnitName.actor_id.in_(actor_ids))
    own = {row.actor_id: row.unit_id for row in connection.execute(query)}
    followed = select(Unit.id, Unit.successor_id).where(Unit.successor_id.is_not(None))
    heirs = {row.id: row.successor_id for row in connection.execute(followed)}
    return {actor: _last(unit, heirs) for actor, unit in own.items()}


def _last(unit: int, heirs: dict[int, int]) -> int:
    for _ in range(_MOST_STEPS):
        if unit not in heirs:
            break
        unit = heirs[unit]
    return unit


def fill_from_registry(store: Store) -> int:
    """Bodies of the registry that the store's documents name, with those that follow them by law,
    as units; returns how many are new.
    """
    return store.writing(_fill)


def _fill(connection: Connection) -> int:
    query = select(Actor.id, Actor.actor_id).where(Actor.actor_id.is_not(None))
    named: dict[str, list[int]] = {}
    for id_, code in connection.execute(query):
        named.setdefault(str(code), []).append(id_)
    wanted = _with_successors([code for code in named if code in by_id()])
    before = connection.execute(select(func.count()).select_from(Unit)).scalar_one()
    ids = {entry.id: put_unit(connection, _from_entry(entry)) for entry in wanted}
    for entry in wanted:
        link(connection, ids[entry.id], named.get(entry.id, ()))
        if entry.successor in ids:
            heir = ids[entry.successor]
            own = update(Unit).where(Unit.id == ids[entry.id], Unit.successor_id.is_(None))
            connection.execute(own.values(successor_id=heir))
    after: int = connection.execute(select(func.count()).select_from(Unit)).scalar_one()
    return after - before


def _with_successors(codes: Sequence[str]) -> list[Entry]:
    """The entries of ``codes`` and of those that follow them."""
    wanted, new = set(codes), set(codes)
    while new:
        new = {by_id()[code].successor for code in new} & by_id().keys() - wanted
        wanted |= new
    return [entry for entry in entries() if entry.id in wanted]


def _from_entry(entry: Entry) -> NewUnit:
    return NewUnit(
        entry.name,
        short=entry.aliases[0] if entry.aliases else None,
        kind=entry.kind[:20],
        valid_from=_whole_day(entry.valid_from),
        valid_to=_whole_day(entry.valid_to),
    )


def _whole_day(words: str) -> date | None:
    """A partial date (2025, 2025-03) says no day."""
    return date.fromisoformat(words) if len(words) == len("2025-03-01") else None


def find_unit(store: Store, words: str) -> int:
    """The unit that ``words`` name: an id, its name, its abbreviation, a written name of it."""
    key = name_key(words)
    with store.reading() as connection:
        if words.strip().isdigit():
            _known(connection, int(words))
            return int(words)
        known = _unit_keys(connection)
        if key in known:
            return known[key]
        query = select(UnitName.unit_id).join(Actor, Actor.id == UnitName.actor_id)
        found = connection.execute(
            query.where(or_(Actor.key == key, Actor.actor_id == words.strip()))
        ).scalar()
    if found is None:
        raise NotFound(f"danh bạ không có đơn vị “{words}”", "Thêm bằng `vanban unit add`.")
    return int(found)
