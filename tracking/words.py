"""How people read what the store says: names of fields, days, entries of the log, states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from vanban.extractors.language.data import toml
from vanban.tracking.fields import field_labels
from vanban.tracking.states import label, phase

if TYPE_CHECKING:
    from vanban.tracking.queries.rows import ReportRow, TaskRow

FIELDS = field_labels()
"""Names of fields in the administration's words."""
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FORMULA = re.compile(r"[=+@\t\r]|-\S")


def safe_cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    text = "; ".join(map(str, value)) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and _FORMULA.match(text) else text


def shown(value: Any) -> str:
    """A value for people: dates as 30/11/2026."""
    if isinstance(value, datetime):
        from vanban.tracking.days import ZONE

        return f"{value.astimezone(ZONE):%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return ", ".join(map(str, value)) if isinstance(value, (tuple, list)) else str(value)


def report_line(report: ReportRow) -> str:
    """One entry of the log in words."""
    words = _entry_words(report)
    return "; ".join(filter(None, (words, report.note, report.evidence)))


def _entry_words(report: ReportRow) -> str:
    if report.kind == "correction":
        name = FIELDS.get(report.field or "", report.field)
        return f"sửa {name}: {_value(report.old_value)} → {_value(report.new_value)}"
    if report.state is None:
        return f"{entry_label(report.kind, report.field)}{_beside(report)}"
    words = [label(report.state)]
    if report.progress is not None:
        words.append(f"{report.progress} %")
    if report.done_on:
        words.append(f"ngày {shown(report.done_on)}")
    if report.new_due:
        words.append(f"từ {_value(report.old_due)} đến {shown(report.new_due)}")
    if report.occurrence:
        words.append(f"(kỳ {shown(report.occurrence)})")
    return " ".join(words)


def _beside(report: ReportRow) -> str:
    """What a step without a state says besides: the day asked for, to whom an urge went."""
    if report.new_due:
        return f" đến {shown(report.new_due)}"
    return f" ({report.sent})" if report.sent else ""


def _value(value: date | str | None) -> str:
    """A value of the log; its days are kept as ISO days."""
    from vanban.tracking.store.replay import NO_DUE

    if value in (None, "", NO_DUE):
        return "không có"
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        return shown(date.fromisoformat(value))
    return shown(value).replace("\n", "; ")


def difference_lines(changes: Mapping[str, Any]) -> Iterator[str]:
    """What a load changed, line by line: the header, then tasks that came (+), came back (↺), went
    (-) or changed (~), each changed field below its task.
    """
    for name, (old, new) in changes.get("document", {}).items():
        yield f"  {FIELDS.get(name, name)}: {_side(old)} → {_side(new)}"
    for key, mark in (("added", "+"), ("back", "↺"), ("removed", "-")):
        for task in changes.get(key, ()):
            kept = " (đã có báo cáo; báo cáo được giữ)" if task.get("reported") else ""
            yield f"{mark} [{task['id']}] {task['text']}{kept}"
    for task in changes.get("changed", ()):
        yield f"~ [{task['id']}] {task['text']}"
        for name, (old, new) in task["fields"].items():
            yield f"    {FIELDS.get(name, name)}: {_side(old)} → {_side(new)}"


def _side(value: Any) -> str:
    """A value of one load: several as a list, days as people write them."""
    return _value("; ".join(map(str, value)) if isinstance(value, list) else value)


@cache
def _entries() -> Mapping[str, str]:
    entries: Mapping[str, str] = toml("vanban.tracking", "workflow.toml")["entries"]
    return entries


def entry_label(kind: str, field: str | None) -> str:
    """What an entry of the log is: "đề nghị gia hạn", "đôn đốc"."""
    return _entries().get(f"{kind}.{field}") or _entries()[kind]


def status(row: TaskRow) -> str:
    """Both axes in one cell; and that a later document did away with the task."""
    finished = row.repealed_by and phase(row.state) != "open"
    return f"{_status(row)}; bị bãi bỏ theo {row.repealed_by}" if finished else _status(row)


def _status(row: TaskRow) -> str:
    if phase(row.state) == "done":
        return f"{row.time_label} ({shown(row.done_on)})" if row.done_on else row.time_label
    if row.state == "not_started":
        return row.time_label
    reported = f"{row.state_label} {row.progress} %" if 0 < row.progress < 100 else row.state_label
    same = f"{row.state_label}, "  # "Đang thực hiện, trong hạn" says the state again
    if row.time_label.startswith(same):
        return f"{reported}, {row.time_label.removeprefix(same)}"
    return f"{reported}; {row.time_label[0].lower()}{row.time_label[1:]}"
