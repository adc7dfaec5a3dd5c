"""Units of the store: one row for each name."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects import postgresql, sqlite

from vanban.tracking.search.words import bare_form
from vanban.tracking.store.bulk_insert import next_ids
from vanban.tracking.store.models import Actor
from vanban.tracking.store.rows import ActorRow

_STEP = 2000


def ensure_actors(connection: Connection, rows: Iterable[ActorRow]) -> dict[str, int]:
    """Key to id for all ``rows``; those that are new are added."""
    wanted = _best(rows)
    found = _find(connection, wanted)
    missing = [
        wanted[key] for key in sorted(wanted.keys() - found.keys())
    ]  # one order for all writers: no deadlock
    if missing:
        _add(connection, missing)
        found |= _find(connection, {row.key: row for row in missing})
    return found


def _best(rows: Iterable[ActorRow]) -> dict[str, ActorRow]:
    """Of rows with one key, one that is in the registry."""
    best: dict[str, ActorRow] = {}
    for row in rows:
        if row.key not in best or (row.actor_id and not best[row.key].actor_id):
            best[row.key] = row
    return best


def _find(connection: Connection, wanted: dict[str, ActorRow]) -> dict[str, int]:
    found: dict[str, int] = {}
    keys = sorted(wanted)
    for at in range(0, len(keys), _STEP):
        query = select(Actor.id, Actor.key, Actor.actor_id).where(
            Actor.key.in_(keys[at : at + _STEP])
        )
        for id_, key, actor_id in connection.execute(query):
            found[key] = id_
            row = wanted[key]
            if row.actor_id and not actor_id:  # the registry has learnt it since
                connection.execute(
                    update(Actor)
                    .where(Actor.id == id_)
                    .values(actor_id=row.actor_id, name=row.name, kind=row.kind)
                )
    return found


def _add(connection: Connection, rows: list[ActorRow]) -> None:
    ids = next_ids(connection, Actor, len(rows))
    values = [
        {
            "id": i,
            "key": r.key,
            "bare": bare_form(r.key),
            "name": r.name,
            "actor_id": r.actor_id,
            "kind": r.kind,
        }
        for i, r in zip(ids, rows, strict=True)
    ]
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(insert(Actor).on_conflict_do_nothing(index_elements=["key"]), values)
