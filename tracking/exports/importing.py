"""From a workbook that a unit filled in to the store: what it changed is reported, what both
changed is shown.

Nothing is overwritten silently: the store's log only grows, and a row on which somebody else
reported since the workbook left is a conflict, written only when the caller says so.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import Connection

from vanban.tracking.errors import Conflict, TrackingError
from vanban.tracking.exports.words import clean
from vanban.tracking.exports.xlsx.frame import MOST as CELL
from vanban.tracking.exports.xlsx.read import Entered, Filled, FilledRow
from vanban.tracking.queries.rows import TaskRow, fetch_occurrences, fetch_tasks
from vanban.tracking.search.words import index_forms
from vanban.tracking.states import Reported, label
from vanban.tracking.store.reporting import Update, add_report
from vanban.tracking.store.store import Store
from vanban.tracking.store.unit_loads import Tally

_DATED = (Reported.DONE, Reported.AWAITING)


class Outcome(StrEnum):
    """What became of a row."""

    UNCHANGED = "unchanged"
    WRITTEN = "written"
    SAME = "same"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowResult:
    """A row and what became of it. ``stands``: what the store holds now, for a conflict.
    ``message`` is Vietnamese.
    """

    row: FilledRow
    outcome: Outcome
    message: str = ""
    stands: Entered | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """The results of all rows, and what could not be read as a row."""

    results: tuple[RowResult, ...]
    problems: tuple[str, ...]

    def count(self, outcome: Outcome) -> int:
        """How many rows ended so."""
        return sum(result.outcome is outcome for result in self.results)

    @property
    def clean(self) -> bool:
        """True when nothing is left for a person to decide."""
        return (
            not self.problems
            and not self.count(Outcome.CONFLICT)
            and not self.count(Outcome.REFUSED)
        )


def import_workbook(
    store: Store, filled: Filled, *, by: str, overwrite: bool = False, dry_run: bool = False
) -> Imported:
    """Report what the unit changed, row by row, each in a transaction of its own.

    ``overwrite``: conflicts are written too, after what stands (the log keeps both). ``dry_run``:
    nothing is written.
    """
    now = _standing(store, filled)
    write = _rehearsal(store, by) if dry_run else lambda update: store.update(update, by=by)
    return Imported(tuple(_one(row, now, write, overwrite) for row in filled.rows), filled.problems)


class _TakenBack(Exception):
    """Ends a rehearsal."""


def _rehearsal(store: Store, by: str) -> Callable[[Update], int]:
    """Writes a report and takes it back, so that all checks are made."""
    stamp = store.stamp(by)

    def work(connection: Connection, update: Update) -> int:
        add_report(connection, update, stamp, Tally())
        raise _TakenBack

    def write(update: Update) -> int:
        with suppress(_TakenBack):
            store.writing(lambda connection: work(connection, update))
        return 0

    return write


@dataclass(frozen=True, slots=True)
class _Now:
    """How a task, or the date that a row is about, stands in the store."""

    task: TaskRow
    entered: Entered
    has_dates: bool


def _standing(store: Store, filled: Filled) -> dict[int, _Now]:
    """By line of the workbook; a row whose task is not in this store is left out."""
    ids = sorted({row.task_id for row in filled.rows})
    with store.reading() as connection:
        tasks = {t.id: t for t in fetch_tasks(connection, ids, store.today())}
        found: dict[int, _Now] = {}
        for row in filled.rows:
            task = tasks.get(row.task_id)
            if task is None or task.stable_id != row.stable_id:
                continue
            note = task.report_note or ""
            dates = (
                fetch_occurrences(connection, task.id, store.today())
                if row.changed and row.occurrence
                else ()
            )
            one = next((o for o in dates if row.occurrence in (o.due, o.new_due)), None)
            standing = one or task
            found[row.line] = _Now(
                task,
                Entered(standing.state, standing.progress, standing.done_on, note),
                bool(dates),
            )
    return found


def _one(
    row: FilledRow, standing: dict[int, _Now], write: Callable[[Update], int], overwrite: bool
) -> RowResult:
    if not row.changed:
        return RowResult(row, Outcome.UNCHANGED)
    now = standing.get(row.line)
    if row.entered is None:
        return RowResult(row, Outcome.REFUSED, row.problem or "")
    if now is None:
        return RowResult(row, Outcome.REFUSED, "không có nhiệm vụ này trong kho; kiểm tra --db")
    moved = row.revision != (now.task.report_id or 0)
    conflict = _conflict(row, now, moved, overwrite)
    if conflict is not None:
        return conflict
    result = _written(row, now, write)
    if moved and result.outcome is Outcome.WRITTEN:
        over = difference(row, now.entered)
        return replace(result, message=f"{result.message} (ghi lên báo cáo khác: {over})")
    return result


def _conflict(row: FilledRow, now: _Now, moved: bool, overwrite: bool) -> RowResult | None:
    """Why the row is not written, or need not be; None when it may be."""
    assert row.entered is not None
    strange = _other_work(row, now.task)
    if strange is not None:
        return RowResult(row, Outcome.CONFLICT, strange, now.entered)
    if moved and _agree(row.entered, now.entered):
        return RowResult(row, Outcome.SAME, "kho đã có đúng nội dung này", now.entered)
    if moved and not overwrite:
        return RowResult(row, Outcome.CONFLICT, difference(row, now.entered), now.entered)
    return None


def _other_work(row: FilledRow, task: TaskRow) -> str | None:
    """Why the row is not about the task that its hidden columns name: somebody sorted or pasted the
    columns that can be seen. None where the words are the task's; never overwritten.
    """
    shown = index_forms(row.text)[0]
    if shown == index_forms(clean(task.text)[:CELL])[0]:
        return None
    return (
        f"lời trong dòng không phải của nhiệm vụ {task.id} “{_short(task.text)}”: các cột đã bị "
        f"sắp xếp "
        "hay dán riêng, hoặc nhiệm vụ đã đổi lời; xuất lại biểu rồi điền"
    )


def _short(text: str, most: int = 60) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[:most].rstrip()} …"


def _agree(entered: Entered, stands: Entered) -> bool:
    """True when the store holds what the unit wrote: a file read twice changes nothing and is no
    conflict.
    """
    if entered.state != stands.state or entered.note != stands.note:
        return False
    if entered.state == Reported.DONE:
        return entered.done_on in (None, stands.done_on)
    return (entered.progress, entered.done_on) == (stands.progress, stands.done_on)


def _written(row: FilledRow, now: _Now, write: Callable[[Update], int]) -> RowResult:
    assert row.entered is not None
    wrong = contradiction(row.exported, row.entered)
    if wrong:
        return RowResult(row, Outcome.REFUSED, wrong)
    try:
        write(update_of(row, row.entered, now.task.report_id or 0))
    except Conflict:
        return RowResult(
            row,
            Outcome.CONFLICT,
            "có người vừa báo cáo nhiệm vụ này; nhập lại tệp để xem",
            now.entered,
        )
    except TrackingError as error:
        return RowResult(row, Outcome.REFUSED, error.what)
    return RowResult(row, Outcome.WRITTEN, changes(row.exported, row.entered))


def contradiction(before: Entered, after: Entered) -> str | None:
    """Why what the unit wrote does not go together; None if it does."""
    state = Reported(after.state)
    if state is Reported.NOT_STARTED and after.progress:
        return f"ghi tỷ lệ {after.progress} % nhưng trạng thái là “{label(state)}”"
    if state is Reported.DONE and after.progress not in (before.progress, 100):
        return f"trạng thái “{label(state)}” nhưng tỷ lệ là {after.progress} %"
    if state not in _DATED and after.done_on and after.done_on != before.done_on:
        return f"ghi ngày hoàn thành nhưng trạng thái là “{label(state)}”"
    if state is Reported.EXTENDED and before.state != state:
        return (
            "gia hạn phải có thời hạn mới và văn bản cho phép: ghi ở trang của nhiệm vụ, không "
            "ghi trong biểu"
        )
    return None


def update_of(row: FilledRow, entered: Entered, expect: int) -> Update:
    """The report that the row makes: only what was changed, on the report that was seen last."""
    before = row.exported
    note = None if entered.note == before.note else entered.note or "(xóa ghi chú)"
    if (entered.state, entered.progress, entered.done_on) == (
        before.state,
        before.progress,
        before.done_on,
    ):
        return Update(row.task_id, note=note, expect=expect)
    state = Reported(entered.state)
    if state is Reported.EXTENDED:
        state = (
            Reported.IN_PROGRESS
        )  # an extension is an event; further progress under the new due date is work going on
    return Update(
        row.task_id,
        state=state,
        progress=None if state is Reported.DONE else entered.progress,
        done_on=entered.done_on if state in _DATED else None,
        note=note,
        occurrence=row.occurrence,
        expect=expect,
    )


def changes(before: Entered, after: Entered) -> str:
    """'trạng thái: Chưa thực hiện → Đang thực hiện; tỷ lệ: 0% → 40%'."""
    return "; ".join(
        f"{name}: {a} → {b}"
        for name, a, b in zip(_NAMES, _words(before), _words(after), strict=True)
        if a != b
    )


def difference(row: FilledRow, stands: Entered) -> str:
    """A conflict in words: what the workbook had, what the unit wrote, what somebody else
    reported.
    """
    assert row.entered is not None
    columns = zip(_NAMES, _words(row.exported), _words(row.entered), _words(stands), strict=True)
    parts = [
        f"{name}: khi xuất {a}, trong tệp {b}, trong kho {c}"
        for name, a, b, c in columns
        if not a == b == c
    ]
    return "; ".join(parts) or "kho đã có báo cáo khác"


_NAMES = ("trạng thái", "tỷ lệ", "ngày hoàn thành", "kết quả")


def _words(entered: Entered) -> tuple[str, str, str, str]:
    day = f"{entered.done_on:%d/%m/%Y}" if entered.done_on else "(trống)"
    return (
        label(entered.state),
        f"{entered.progress} %",
        day,
        f"“{entered.note}”" if entered.note else "(trống)",
    )
