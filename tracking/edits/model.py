"""An edit as a value, and which edits are in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import JsonValue

ROLE_FIELDS = {"leads": "lead", "cooperators": "cooperate", "reports_to": "report_to"}
DATE_FIELDS = {"due": "plan_due", "start_on": "start_on", "until_on": "until_on"}
"""Fields of a task that hold a day, and the column of each."""
TEXT_FIELDS = (
    "text",
    "note",
    "group_text",
    "number",
    "action",
    "deadline_text",
    "deadline_kind",
    "rrule",
    "submit_to",
    "funding",
)
LIST_FIELDS = (*ROLE_FIELDS, "outputs")
TASK_FIELDS = (*TEXT_FIELDS, *DATE_FIELDS, *LIST_FIELDS)
DOCUMENT_FIELDS = (
    "number_symbol",
    "doc_name",
    "title",
    "issuer_text",
    "signer",
    "place",
    "issued_on",
    "effective_on",
)


@dataclass(frozen=True, slots=True)
class Edit:
    """One entry of the log. ``task``, ``others``: the tasks that it is about, by stable id of the
    plan at hand; ``task_id``: the row. ``base``: what the plan said then. Values as in
    ``TASK_FIELDS``: words, ISO days, lists of words.
    """

    id: int
    kind: str
    target: str = "task"
    task_id: int | None = None
    field: str | None = None
    base: JsonValue = None
    value: JsonValue = None
    start: int | None = None
    end: int | None = None
    reason: str | None = None
    undoes: int | None = None
    by: str = ""
    at: datetime | None = None
    user_id: int | None = None
    task: str | None = None
    others: tuple[str, ...] = ()


def in_force(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """``edits`` (oldest first) without those taken back; taking back an undo brings its edit
    back.
    """
    gone: set[int] = set()
    kept: list[Edit] = []
    for edit in reversed(edits):
        if edit.id in gone:
            continue
        if edit.undoes is not None:
            gone.add(edit.undoes)
        else:
            kept.append(edit)
    return tuple(reversed(kept))


def parts(edit: Edit) -> tuple[Mapping[str, JsonValue], ...]:
    """The pieces of a split: fields of each, with ``task_id``, its row."""
    value = edit.value if isinstance(edit.value, dict) else {}
    pieces = value.get("parts")
    return tuple(p for p in pieces if isinstance(p, dict)) if isinstance(pieces, list) else ()


def rows_of(edit: Edit) -> dict[str, int]:
    """Tasks that the edit makes: the stable id of each and its row."""
    if edit.kind == "add" and edit.task_id is not None:
        return {f"them-{edit.id}": edit.task_id}
    if edit.kind == "split":
        made = {f"tach-{edit.id}-{n}": p.get("task_id") for n, p in enumerate(parts(edit))}
        return {k: row for k, row in made.items() if isinstance(row, int) and row != edit.task_id}
    return {}


def resolved(edits: Iterable[Edit], rows: Mapping[str, int]) -> tuple[Edit, ...]:
    """``edits`` with the stable ids that their tasks have in the plan whose tasks have these
    ``rows``; tasks that people added have those that they were given.
    """
    edits = tuple(edits)
    names = {row: stable for edit in edits for stable, row in rows_of(edit).items()}
    names |= {row: stable for stable, row in rows.items()}
    return tuple(_named(edit, names) for edit in edits)


def _named(edit: Edit, names: Mapping[int, str]) -> Edit:
    task = names.get(edit.task_id) if edit.task_id is not None else None
    return replace(edit, task=task, others=tuple(names.get(row, "") for row in _other_rows(edit)))


def _other_rows(edit: Edit) -> list[int]:
    """Rows that are named in the value: those merged into the task, the pieces of a split, the task
    after which one is added.
    """
    value = edit.value if isinstance(edit.value, dict) else {}
    if edit.kind == "merge":
        listed = value.get("with")
        return [r for r in listed if isinstance(r, int)] if isinstance(listed, list) else []
    if edit.kind == "split":
        return [r for p in parts(edit) if isinstance(r := p.get("task_id"), int)]
    after = value.get("after")
    return [after] if isinstance(after, int) else []
