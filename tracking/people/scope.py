"""Which work a person may see: one condition for lists, counts, search, exports, feeds and API."""

from __future__ import annotations

from dataclasses import replace

from vanban.tracking.errors import BadQuery, NotFound
from vanban.tracking.people.person import UNIT, Person
from vanban.tracking.queries.desk import (
    DocumentWork,
    all_names,
    documents_with_work,
    is_released,
)
from vanban.tracking.queries.rows import TaskRow
from vanban.tracking.queries.search import Hit, search, search_choices
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import count_tasks
from vanban.tracking.queries.units import UnitRow, unit_loads
from vanban.tracking.queries.within import EVERYWHERE, Choices, Within
from vanban.tracking.states import TimeState
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


def loads_seen(store: Store, person: Person, role: str = "lead") -> list[UnitRow]:
    """Load of each unit that he sees; for a unit's people counted over what was given out."""
    rows, seen = unit_loads(store, role=role), units_seen(person)
    if seen is None:
        return rows
    own = (row for row in rows if row.unit_id in seen)
    given = (_given_out(store, person, row, role) for row in own)
    return [row for row in given if row.total]


def _given_out(store: Store, person: Person, row: UnitRow, role: str) -> UnitRow:
    mine = seen_by(person, TaskFilter(unit_ids=(row.unit_id,), role=role))

    def count(*states: str) -> int:
        return count_tasks(store, replace(mine, states=states))

    late, overdue = count(TimeState.DONE_LATE), count(TimeState.OVERDUE)
    return replace(
        row,
        total=count(),
        done_in_time=count("done") - late,
        done_late=late,
        open_in_time=count("open") - overdue,
        due_soon=count(TimeState.DUE_SOON),
        no_deadline=count(TimeState.NO_DEADLINE),
        overdue=overdue,
        halted=count(TimeState.HALTED),
        repealed=count(TimeState.REPEALED),
    )


def sees(store: Store, person: Person, task: TaskRow) -> bool:
    """Whether the person may see this task: its unit's, whatever the name, once it is given out."""
    seen = units_seen(person)
    if seen is None:
        return True
    own = {part.unit_id for part in task.parts} & all_names(store, seen)
    return bool(own) and is_released(store, task.document_id)


def documents_seen(
    store: Store, person: Person, *, limit: int, offset: int = 0
) -> tuple[DocumentWork, ...]:
    """Documents, the newest first; a unit's people see those whose work is given out."""
    released = units_seen(person) is not None
    return documents_with_work(store, limit=limit, offset=offset, released=released)


def require_document(store: Store, person: Person, document_id: int) -> None:
    """``NotFound`` for a document that this person does not see."""
    if not _is_open(store, person, document_id):
        raise NotFound(f"không có văn bản số {document_id}")


def found_by(
    store: Store, person: Person, words: str, *, limit: int, within: Within = EVERYWHERE
) -> list[Hit]:
    """What the words find among what this person sees, the best first; nothing where only signs
    were typed.
    """
    try:
        own = _own(store, person, within)
        return search(store, words, limit=limit, within=own) if words.strip() else []
    except BadQuery:
        return []


def choices_for(store: Store, person: Person, words: str, within: Within) -> Choices:
    """By what this person can narrow what the words find; see ``found_by``."""
    return search_choices(store, words, _own(store, person, within))


def _own(store: Store, person: Person, within: Within) -> Within:
    seen = units_seen(person)
    if seen is None:
        return within
    return replace(within, released=True, units=tuple(sorted(all_names(store, seen))))


def _is_open(store: Store, person: Person, document_id: int) -> bool:
    return units_seen(person) is None or is_released(store, document_id)
