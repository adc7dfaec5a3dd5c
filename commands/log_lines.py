"""What people wrote about tasks and documents, in the order in which they wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from vanban.tracking.words import report_line, shown

if TYPE_CHECKING:
    from vanban.tracking.edits.model import Edit
    from vanban.tracking.queries.rows import ReportRow


@dataclass(frozen=True, slots=True)
class LogEntry:
    """When, who, what."""

    at: datetime
    by: str
    words: str


def entries(
    reports: Iterable[ReportRow], edits: Iterable[Edit], *, of_task: bool = False
) -> Iterator[LogEntry]:
    """Reports and edits in words; ``of_task``: of one task, which need not be named."""
    from vanban.tracking.edits.words import edit_line

    for report in reports:
        whose = "" if of_task else f"nhiệm vụ {report.task_id}: "
        yield LogEntry(report.at, report.by, f"{whose}{report_line(report)}")
    for edit in edits:
        whose = f"nhiệm vụ {edit.task_id}: " if edit.task_id and not of_task else ""
        assert edit.at is not None
        yield LogEntry(edit.at, edit.by, f"{whose}{edit_line(edit)} (lần sửa số {edit.id})")


def in_turn(found: Iterable[LogEntry]) -> Iterator[str]:
    """One line for each entry, the oldest first."""
    for entry in sorted(found, key=lambda entry: entry.at):
        yield f"  {shown(entry.at)} {entry.by}: {entry.words}"
