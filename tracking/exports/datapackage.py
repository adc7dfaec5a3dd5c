"""Tables as CSV with a description by the Frictionless standard (Data Package 1.0): fields, keys
and foreign keys.

What the columns are: ``datapackage.toml``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from vanban.extractors.language.data import toml
from vanban.tracking.exports.model import DocumentFacts, Snapshot, TrackedTask
from vanban.tracking.states import Reported, TimeState
from vanban.tracking.words import safe_cell

Cell = str | int | date | bool | None
Rows = Iterable[tuple[Cell, ...]]
_VALUES = {
    "state": tuple(Reported),
    "time_state": tuple(TimeState),
    "role": ("lead", "cooperate", "report_to"),
}


@cache
def _tables() -> dict[str, Any]:
    data = toml("vanban.tracking.exports", "datapackage.toml")
    return {name: table for name, table in data.items() if isinstance(table, dict)}


def data_package(taken: Snapshot) -> dict[str, bytes]:
    """File name to content: ``datapackage.json`` and a CSV (UTF-8, comma, CRLF) for each table."""
    units = {
        name: n
        for n, name in enumerate(
            sorted({p.name for t in taken.tasks for p in t.parts if p.name}), 1
        )
    }
    rows: dict[str, Rows] = {
        "documents": (_document(d) for d in sorted(taken.documents, key=lambda d: d.id)),
        "units": ((n, name) for name, n in units.items()),
        "tasks": map(_task, taken.tasks),
        "assignments": _assignments(taken.tasks, units),
        "outputs": (
            (t.id, n, text)
            for t in taken.tasks
            for n, text in enumerate(filter(None, t.outputs), 1)
        ),
        "dates": (
            (t.id, d.due, d.new_due, d.state, d.progress, d.done_on)
            for t in taken.tasks
            for d in t.dates
        ),
    }
    files = {f"{name}.csv": _csv(table, rows[name]) for name, table in _tables().items()}
    package = {
        "profile": "tabular-data-package",
        "name": "vanban",
        "title": "Nhiệm vụ theo văn bản hành chính",
        "description": f"Tình hình đến ngày {taken.as_of.isoformat()}",
        "resources": [_resource(*pair) for pair in _tables().items()],
    }
    return files | {
        "datapackage.json": (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()
    }


def _csv(table: dict[str, Any], rows: Rows) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([field[0] for field in table["fields"]])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode()


def _cell(value: Cell) -> str:
    """A value as CSV has it. Words that a spreadsheet would take for a formula get an
    apostrophe.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    # a lone CR would end the line for some readers; NUL ends the file for others
    return str(safe_cell(value)).replace("\r", "\n").replace("\0", "")


def _resource(name: str, table: dict[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(*f) for f in table["fields"]],
        "primaryKey": table["key"],
        "missingValues": [""],
    }
    if "refers" in table:
        schema["foreignKeys"] = [
            {"fields": [a], "reference": {"resource": b, "fields": [c]}}
            for a, b, c in table["refers"]
        ]
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "description": table["about"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n", "delimiter": ",", "header": True},
        "schema": schema,
    }


def _field(name: str, kind: str, about: str, required: bool) -> dict[str, Any]:
    limits: dict[str, Any] = ({"required": True} if required else {}) | (
        {"enum": list(_VALUES[name])} if name in _VALUES else {}
    )
    return {"name": name, "type": kind, "description": about} | (
        {"constraints": limits} if limits else {}
    )


def _document(d: DocumentFacts) -> tuple[Cell, ...]:
    return d.id, d.number_symbol, d.doc_name, d.title, d.issued_on, d.issuer, d.place, d.revision


def _task(t: TrackedTask) -> tuple[Cell, ...]:
    return (
        t.id,
        t.stable_id,
        t.document.id,
        t.ordinal,
        " / ".join(t.path),
        t.group,
        t.text,
        t.deadline_text,
        t.deadline_kind,
        t.start_on,
        t.plan_due,
        t.due,
        t.rrule,
        t.state,
        t.progress,
        t.done_on,
        t.time.value,
        t.days,
        t.as_of,
        t.needs_review,
        t.report_note,
        t.report_day,
    )


def _assignments(tasks: Iterable[TrackedTask], units: dict[str, int]) -> Rows:
    for task in tasks:
        for n, part in enumerate((p for p in task.parts if p.name), 1):
            yield task.id, n, units[part.name], part.role, part.text
