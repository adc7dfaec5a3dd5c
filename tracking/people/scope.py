"""Which work a person may see: one condition for lists, counts, search, exports, feeds and API."""

from __future__ import annotations

from dataclasses import replace

from vanban.tracking.people.person import UNIT, Person
from vanban.tracking.queries.desk import all_names, is_released
from vanban.tracking.queries.rows import TaskRow
from vanban.tracking.queries.tasks import TaskFilter
from vanban.tracking.store.store import Store


def units_seen(person: Person) -> tuple[int, ...] | None:
    """The units whose work he sees; None: everybody's."""
    return person.units if person.role == UNIT else None


def seen_by(person: Person, wanted: TaskFilter) -> TaskFilter:
    """The filter, bound to what the person may see."""
    seen = units_seen(person)
    if seen is None:
        return wanted
    asked = wanted.unit_ids
    own = seen if asked is None else tuple(set(seen) & set(asked))
    return replace(wanted, unit_ids=own, visible=True)


def sees(store: Store, person: Person, task: TaskRow) -> bool:
    """Whether the person may see this task: its unit's, whatever the name, once it is given out."""
    seen = units_seen(person)
    if seen is None:
        return True
    own = {part.unit_id for part in task.parts} & all_names(store, seen)
    return bool(own) and is_released(store, task.document_id)
