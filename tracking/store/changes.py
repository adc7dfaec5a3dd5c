"""The difference between two revisions, as shown by ``vanban diff``."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from vanban.tracking.store.fields import Fields
from vanban.tracking.store.rows import PlanRows, TaskRows

_DOCUMENT = (
    "doc_name",
    "number_symbol",
    "issued_on",
    "issuer_text",
    "title",
    "signer",
    "effective_on",
    "is_draft",
)
_TASK = (
    "stable_id",
    "number",
    "group_text",
    "text",
    "deadline_text",
    "deadline_kind",
    "plan_due",
    "rrule",
    "submit_to",
    "funding",
    "note",
)
_ROLES = {"leads": "lead", "cooperators": "cooperate", "reports_to": "report_to"}


def difference(
    plan: PlanRows,
    ids: Mapping[str, int],
    *,
    document: Fields,
    tasks: Mapping[int, Any],
    actors: Mapping[int, Sequence[Any]],
    outputs: Mapping[int, Sequence[Any]],
    corrected: Mapping[int, Collection[str]],
) -> dict[str, Any]:
    """What ``plan`` changes: document fields, tasks added, removed, brought back and changed, field
    by field.

    ``corrected``: fields that people corrected, by row; the plan's words for them do not show in
    the store.
    """
    result: dict[str, Any] = {
        "document": _fields(document, plan.document, _DOCUMENT),
        "added": [],
        "removed": [],
        "back": [],
        "changed": [],
        "same": 0,
    }
    for task in plan.tasks:
        row = ids[task.fields["stable_id"]]
        old = tasks.get(row)
        if old is None or not old.present:
            result["added" if old is None else "back"].append(_brief(row, task.fields))
            continue
        names = [name for name in _TASK if name not in corrected.get(row, ())]
        changed = _fields(old._mapping, task.fields, names) | _parts(
            task, actors.get(row, ()), outputs.get(row, ())
        )
        if changed:
            result["changed"].append({**_brief(row, task.fields), "fields": changed})
        else:
            result["same"] += 1
    kept = set(ids.values())
    result["removed"] = [
        _brief(row, old._mapping) | {"reported": old.report_id is not None}
        for row, old in tasks.items()
        if old.present and row not in kept
    ]
    return result


def _brief(row: int, task: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": row,
        "stable_id": task["stable_id"],
        "number": task["number"],
        "text": task["text"],
    }


def _fields(
    old: Mapping[str, Any], new: Mapping[str, Any], names: Sequence[str]
) -> dict[str, list[Any]]:
    return {
        name: [_plain(old[name]), _plain(new[name])] for name in names if old[name] != new[name]
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _parts(task: TaskRows, actors: Sequence[Any], outputs: Sequence[Any]) -> dict[str, list[Any]]:
    """Actors and products; actors that a person named are not the plan's."""
    pairs: dict[str, tuple[list[str], list[str]]] = {}
    for name, role in _ROLES.items():
        if not any(a.corrected for a in actors if a.role == role):
            pairs[name] = (
                [a.text for a in actors if a.role == role],
                [a.text for a in task.assignments if a.role == role],
            )
    pairs["outputs"] = [o.text for o in outputs], [o["text"] for o in task.outputs]
    return {name: [old, new] for name, (old, new) in pairs.items() if old != new}
