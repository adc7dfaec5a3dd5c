"""``apply_edits``: people's edits over the rows of a plan. Pure; run at load, undo and edit alike.

Field by field three things are compared: what the plan said when the person wrote (``base``), what
the person said (``value``), what the plan says now. The person's word stands; where the plan now
says a third thing, the field is to be looked at again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pydantic import JsonValue

from vanban.tracking.edits.model import (
    DATE_FIELDS,
    ROLE_FIELDS,
    TASK_FIELDS,
    Edit,
    parts,
    rows_of,
)
from vanban.tracking.edits.places import basis_number
from vanban.tracking.occurrences import rule_dates
from vanban.tracking.store.citation_rows import basis_rows
from vanban.tracking.store.fields import Fields
from vanban.tracking.store.identity import cite_symbol, year_of
from vanban.tracking.store.rows import AssignmentRow, PlanRows, TaskRows, named_actor, task_words

_DEADLINE = ("due", "start_on", "until_on", "deadline_text", "deadline_kind", "rrule")
_RULE = ("deadline_kind", "rrule", "until_on", "start_on")
OTHER_READING = "khác:"
"""Prefix of a doubt: a later reading says neither what the plan said nor what the person said."""


def apply_edits(rows: PlanRows, edits: Sequence[Edit]) -> PlanRows:
    """``rows`` as people set them right. ``edits``: those in force, oldest first, resolved to the
    stable ids of ``rows``. Applying them twice is applying them once.
    """
    desk = _Desk(rows, {t.fields["stable_id"]: t for t in rows.tasks}, dict(rows.left_out))
    for edit in edits:
        _HOW.get(edit.kind, _nothing)(desk, edit)
    return desk.plan()


@dataclass(slots=True)
class _Desk:
    """The rows while edits are laid over them."""

    rows: PlanRows
    tasks: dict[str, TaskRows]
    left_out: dict[str, int]

    def plan(self) -> PlanRows:
        """The rows with the edits in them, tasks numbered in their order."""
        numbered = [_numbered(task, n) for n, task in enumerate(self.tasks.values())]
        return replace(
            self.rows, tasks=tuple(numbered), left_out=tuple(sorted(self.left_out.items()))
        )

    def put_after(self, place: str | None, task: TaskRows) -> None:
        """Put ``task`` behind the one at ``place``, or at the end."""
        stable = task.fields["stable_id"]
        items = [item for item in self.tasks.items() if item[0] != stable]
        at = next((n for n, (key, _) in enumerate(items, 1) if key == place), len(items))
        items.insert(at, (stable, task))
        self.tasks = dict(items)


def _numbered(task: TaskRows, ordinal: int) -> TaskRows:
    fields = {**task.fields, "ordinal": ordinal, "needs_review": bool(task.doubts)}
    return task._replace(fields=fields)


def _nothing(_desk: _Desk, _edit: Edit) -> None:
    """Kinds that change no row of a plan: a name that is a unit of the directory."""


def _set(desk: _Desk, edit: Edit) -> None:
    basis = basis_number(edit.target)
    if basis is not None:
        _put_basis(desk, basis, edit.value)
        return
    if edit.target == "document":
        _set_document(desk, edit)
        return
    task = desk.tasks.get(edit.task or "")
    if task is not None and edit.field in TASK_FIELDS:
        said = set_field(task, edit.field, edit.value, desk.rows)
        desk.tasks[edit.task or ""] = _compared(said, edit.field, edit)


def _set_document(desk: _Desk, edit: Edit) -> None:
    field, value = edit.field or "", edit.value
    words: Fields = {field: _day(value) if field in ("issued_on", "effective_on") else value}
    if field == "number_symbol" and isinstance(value, str):
        words |= {"cite_symbol": cite_symbol(value)}
    document = {**desk.rows.document, **words}
    if field in ("number_symbol", "issued_on"):
        issued = document["issued_on"]
        document["year"] = year_of(document["number_symbol"], issued.year if issued else None)
    desk.rows = replace(desk.rows, document=document)


def _put_basis(desk: _Desk, number: int, words: JsonValue) -> None:
    """What the document rests on by its basis ``number``: what ``words`` name, or nothing."""
    rows = list(desk.rows.citations)
    own = [
        n for n, row in enumerate(rows) if (row["place"], row["place_id"]) == ("basis", str(number))
    ]
    at = own[0] if own else len(rows)
    span = (rows[at]["start"], rows[at]["end"]) if own else (0, 0)
    new = basis_rows(words, number, span) if isinstance(words, str) else ()
    kept = [row for n, row in enumerate(rows) if n not in own]
    desk.rows = replace(desk.rows, citations=(*kept[:at], *new, *kept[at:]))


def _compared(task: TaskRows, field: str, edit: Edit) -> TaskRows:
    """Is there a doubt left? A field that a person set is settled, unless a later reading says a
    third thing.
    """
    now = (task.plan_says or {}).get(field)
    doubts = task.doubts - {OTHER_READING + field}
    if field in _DEADLINE:
        doubts -= {"deadline"}
    if field in ("text", "leads"):
        doubts -= {"task"}
    if now not in (edit.base, edit.value):
        doubts |= {OTHER_READING + field}
    return task._replace(doubts=doubts)


def _accept(desk: _Desk, edit: Edit) -> None:
    """Seen and right: holds as long as the plan says what was seen."""
    task = desk.tasks.get(edit.task or "")
    if task is None:
        return
    seen = edit.field or "text"
    said = (task.plan_says or {}).get(seen, field_value(task, seen))
    if said != edit.base:
        return
    gone = task.doubts if edit.field is None else _doubts_of(edit.field)
    desk.tasks[edit.task or ""] = task._replace(doubts=task.doubts - gone)


def _doubts_of(field: str) -> frozenset[str]:
    own = "deadline" if field in _DEADLINE else "task"
    return frozenset({own, OTHER_READING + field})


def _add(desk: _Desk, edit: Edit) -> None:
    """A task that the reading missed. Where a later reading has it, the two are one row and the
    person's words stand.
    """
    given = {k: v for k, v in _values(edit.value).items() if k in TASK_FIELDS}
    if edit.task in rows_of(edit) and edit.task in desk.tasks:
        return
    if edit.task in desk.tasks:
        for field, value in given.items():
            _set(desk, replace(edit, field=field, value=value, base=None))
        return
    if edit.task is not None:
        place = edit.others[0] if edit.others else None
        neighbour = desk.tasks.get(place or "")
        made = _with(_blank(edit, neighbour), given, desk.rows)
        desk.put_after(place, made._replace(plan_says=None, doubts=frozenset()))


def _remove(desk: _Desk, edit: Edit) -> None:
    basis = basis_number(edit.target)
    if basis is not None:
        _put_basis(desk, basis, None)
        return
    _take_out(desk, edit.task, edit.id)


def _take_out(desk: _Desk, stable: str | None, by: int) -> None:
    if stable in desk.tasks:
        del desk.tasks[stable]
        desk.left_out[stable] = by


def _split(desk: _Desk, edit: Edit) -> None:
    """One task into several, or (each piece with a unit) into one part for each unit."""
    whole = desk.tasks.get(edit.task or "")
    if whole is None or edit.task is None:
        return
    last = edit.task
    for stable, piece in zip(edit.others, parts(edit), strict=False):
        given = {k: v for k, v in piece.items() if k in TASK_FIELDS}
        known = desk.tasks.get(stable)
        if known is None:
            made = _with(_piece(whole, stable, edit, shared="unit_id" in piece), given, desk.rows)
            desk.put_after(last, made)
        elif stable not in rows_of(edit):  # the task itself, or a later reading that split it too
            desk.tasks[stable] = _set_all(known, given, desk.rows)
        last = stable


def _piece(whole: TaskRows, stable: str, edit: Edit, *, shared: bool) -> TaskRows:
    fields = {**whole.fields, "stable_id": stable, "origin": "manual"}
    share = edit.task if shared else None
    return whole._replace(fields=fields, same_as=None, citations=(), share_of=share, plan_says=None)


def _merge(desk: _Desk, edit: Edit) -> None:
    """Several rows that are one task: the words and units of the others come to the first."""
    task = desk.tasks.get(edit.task or "")
    others = [stable for stable in edit.others if stable in desk.tasks]
    if task is None or not others:
        return
    given = _values(edit.value)
    for stable in others:
        task = _joined(task, desk.tasks[stable], desk.rows, words="text" not in given)
        _take_out(desk, stable, edit.id)
    chosen = {k: v for k, v in given.items() if k in TASK_FIELDS}
    desk.tasks[edit.task or ""] = _set_all(task, chosen, desk.rows)


def _set_all(task: TaskRows, values: Mapping[str, JsonValue], rows: PlanRows) -> TaskRows:
    for field, value in values.items():
        task = set_field(task, field, value, rows)
    return task


def _joined(task: TaskRows, other: TaskRows, rows: PlanRows, *, words: bool) -> TaskRows:
    if words:
        text = f"{task.fields['text']} {other.fields['text']}"
        task = set_field(task, "text", text, rows)
    for field in (*ROLE_FIELDS, "outputs"):
        mine, theirs = _words(field_value(task, field)), _words(field_value(other, field))
        if set(theirs) - set(mine):
            both: list[JsonValue] = [*mine, *(w for w in theirs if w not in mine)]
            task = set_field(task, field, both, rows)
    return task


_HOW: Mapping[str, Callable[[_Desk, Edit], None]] = {
    "set": _set,
    "accept": _accept,
    "add": _add,
    "remove": _remove,
    "split": _split,
    "merge": _merge,
}


def field_value(task: TaskRows, field: str) -> JsonValue:
    """What the rows of a task say of ``field``, as an edit's value."""
    if field in ROLE_FIELDS:
        return list(dict.fromkeys(a.text for a in task.assignments if a.role == ROLE_FIELDS[field]))
    if field == "outputs":
        return [o["text"] for o in task.outputs]
    value = task.fields[DATE_FIELDS.get(field, field)]
    return value.isoformat() if isinstance(value, date) else value


def set_field(task: TaskRows, field: str, value: JsonValue, rows: PlanRows) -> TaskRows:
    """``task`` with ``value``; what the plan says of the field is kept beside."""
    says = {field: field_value(task, field), **(task.plan_says or {})}
    return _with(task._replace(plan_says=says), {field: value}, rows)


def _with(task: TaskRows, values: Mapping[str, JsonValue], rows: PlanRows) -> TaskRows:
    """``task`` with new values, its dates and the words that it is found by brought up to date."""
    for field, value in values.items():
        task = _put(task, field, value)
    if any(field in values for field in _RULE):
        task = _dated(task, rows)
    return _findable(task)


def _put(task: TaskRows, field: str, value: JsonValue) -> TaskRows:
    if field in ROLE_FIELDS:
        return task._replace(assignments=_reassigned(task, ROLE_FIELDS[field], _words(value)))
    if field == "outputs":
        span = {"start": task.fields["start"], "end": task.fields["end"]}
        made = ({"ordinal": n, "text": w, **span} for n, w in enumerate(_words(value)))
        return task._replace(outputs=tuple(made))
    column = DATE_FIELDS.get(field, field)
    fields = {**task.fields, column: _day(value) if field in DATE_FIELDS else value}
    if field == "rrule" and value:
        fields["deadline_kind"] = "recurring"
    return task._replace(fields=fields)


def _reassigned(task: TaskRows, role: str, names: Iterable[str]) -> tuple[AssignmentRow, ...]:
    kept = tuple(a for a in task.assignments if a.role != role)
    return kept + named_assignments(role, names, task.fields)


def named_assignments(role: str, names: Iterable[str], task: Fields) -> tuple[AssignmentRow, ...]:
    """Units that a person named; they point to the task's own span."""
    actors = [named_actor(name) for name in names if name.strip()]
    return tuple(
        AssignmentRow(a, role, n, a.name, task["start"], task["end"], True)
        for n, a in enumerate(dict.fromkeys(actors))
    )


def _dated(task: TaskRows, rows: PlanRows) -> TaskRows:
    """The dates of a rule that a person gave, or none where it is no longer recurring."""
    fields = task.fields
    if fields["deadline_kind"] == "several":  # its dates are given one by one
        return task
    rule = fields["rrule"] if fields["deadline_kind"] == "recurring" else None
    if not rule:
        return task._replace(fields={**fields, "recurring": False}, dates=())
    start = fields["start_on"] or rows.document["issued_on"] or fields["plan_due"] or rows.today
    dates = rule_dates(rule, start, fields["until_on"], rows.today)
    changed: Fields = {"recurring": True}
    if dates:
        changed["plan_due"] = dates[0]
    return task._replace(fields={**fields, **changed}, dates=dates)


def _findable(task: TaskRows) -> TaskRows:
    fields = task.fields
    words = task_words(
        fields["text"],
        fields["group_text"],
        (a.text for a in task.assignments),
        (o["text"] for o in task.outputs),
    )
    return task._replace(words=words)


def _blank(edit: Edit, neighbour: TaskRows | None) -> TaskRows:
    """A task with nothing in it, at the place that the person pointed to, else at its
    neighbour's.
    """
    near = neighbour.fields if neighbour else {}
    at = (edit.start or 0, edit.end or 0) if edit.start is not None else (0, 0)
    start, end = (near["start"], near["end"]) if edit.start is None and neighbour else at
    fields: Fields = {
        "stable_id": edit.task,
        "ordinal": 0,
        "origin": "manual",
        "path": near.get("path", "[]"),
        "place": near.get("place"),
        "group_text": near.get("group_text"),
        "number": None,
        "text": "",
        "action": None,
        "deadline_text": None,
        "deadline_kind": "none",
        "deadline_stated": None,
        "deadline_start": None,
        "deadline_end": None,
        "start_on": None,
        "plan_due": None,
        "rrule": None,
        "until_on": None,
        "recurring": False,
        "needs_review": False,
        "submit_to": None,
        "funding": None,
        "note": None,
        "inherited": "[]",
        "missing": "[]",
        "confidence": 1.0,
        "start": start,
        "end": end,
    }
    return TaskRows(fields, None, None, (), (), (), (), task_words("", None, (), ()))


def _values(value: JsonValue) -> dict[str, JsonValue]:
    return value if isinstance(value, dict) else {}


def _words(value: JsonValue) -> list[str]:
    return [str(word) for word in value] if isinstance(value, list) else []


def _day(value: JsonValue) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None
