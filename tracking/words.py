"""How people read what the store says: names of fields, days, entries of the log, states."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from vanban.tracking.fields import field_labels
from vanban.tracking.states import label, phase

if TYPE_CHECKING:
    from vanban.tracking.queries.rows import ReportRow, TaskRow

FIELDS = field_labels()
"""Names of fields in the administration's words."""
_FORMULA = re.compile(r"[=+@\t\r]|-\S")


def safe_cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    text = "; ".join(map(str, value)) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and _FORMULA.match(text) else text


def shown(value: Any) -> str:
    """A value for people: dates as 30/11/2026."""
    if isinstance(value, datetime):
        from vanban.tracking.store.store import ZONE

        return f"{value.astimezone(ZONE):%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return ", ".join(map(str, value)) if isinstance(value, (tuple, list)) else str(value)


def report_line(report: ReportRow) -> str:
    """One entry of the log in words."""
    if report.kind == "correction":
        words = f"sửa {FIELDS.get(report.field or '', report.field)}: {report.old_value or '∅'} → {report.new_value or '∅'}"
    elif report.state:
        words = label(report.state) + (
            f" {report.progress}%" if report.progress is not None else ""
        )
        words += f" ngày {shown(report.done_on)}" if report.done_on else ""
        words += (
            f" từ {shown(report.old_due) if report.old_due else '∅'} đến {shown(report.new_due)}"
            if report.new_due
            else ""
        )
        words += f" (kỳ {shown(report.occurrence)})" if report.occurrence else ""
    else:
        words = "ghi chú"
    return "; ".join(filter(None, (words, report.note, report.evidence)))


def status(row: TaskRow) -> str:
    """Both axes in one cell."""
    if phase(row.state) == "done":
        return f"{row.time_label} ({shown(row.done_on)})" if row.done_on else row.time_label
    progress = f" {row.progress}%" if 0 < row.progress < 100 else ""
    return (
        row.time_label
        if row.state == "not_started"
        else f"{row.state_label}{progress}; {row.time_label[0].lower()}{row.time_label[1:]}"
    )
