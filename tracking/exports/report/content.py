"""What the report says, before it has a form. Words and counts follow report 1270/BC-TCTTTg (domain
brief 6.2, 6.3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vanban.tracking.exports.letterhead import Letterhead
from vanban.tracking.exports.model import Snapshot, TrackedTask
from vanban.tracking.exports.report.periods import Period
from vanban.tracking.exports.summary import Counts, summary
from vanban.tracking.exports.words import day, number, percent
from vanban.tracking.states import TimeState

NO_PERIOD = "(Tính đến ngày {})"
SUMMARY_HEADS = (
    ("TT", ()), ("Đơn vị", ()), ("Tổng số", ()), ("Hoàn thành", ("Tổng", "Đúng hạn", "Quá hạn")),
    ("Chưa hoàn thành", ("Tổng", "Trong hạn", "Quá hạn")), ("Tỷ lệ hoàn thành đúng "
                                                            "hạn", ()), ("Ghi chú", ()),
)  # fmt: skip
DETAIL_HEADS = (
    "TT", "Nhiệm vụ", "Văn bản giao", "Chủ trì", "Phối hợp", "Sản "
                                                             "phẩm", "Thời hạn (như văn "
                                                                     "bản)", "Thời hạn (đến ngày)",
    "Tiến độ, kết quả", "Tình trạng", "Số ngày quá hạn",
)  # fmt: skip
SHORT_HEADS = ("TT", "Nhiệm vụ", "Văn bản giao", "Chủ trì", "Thời hạn", "Tình trạng")
FOOT = (
    "Ghi chú: nhiệm vụ có nhiều đơn vị chủ trì hoặc đã giao cụ thể được tính cho từng đơn vị, "
    "dòng Tổng cộng tính mỗi nhiệm vụ một lần; tổng số gồm cả nhiệm vụ tạm dừng, thu hồi, bị bãi "
    "bỏ; "
    "tỷ lệ hoàn thành đúng hạn tính trên số đã hoàn thành và số quá hạn chưa hoàn thành."
)


TO_WRITE = (
    ("V. ĐÁNH GIÁ CHUNG", ("1. Ưu điểm", "2. Tồn tại, hạn chế", "3. Nguyên nhân")),
    ("VI. KIẾN NGHỊ, ĐỀ XUẤT", ("1. Với cơ quan cấp trên", "2. Với các đơn vị")),
)
"""Parts of the report that the drafter writes: titles, and what each part answers."""


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened in a period: tasks that came over from before and new ones; entries of the
    log.
    """

    carried_over: int
    new: int
    extended: int = 0
    returned: int = 0
    urged: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """The content of a report."""

    head: Letterhead
    day: date
    about: str
    period: str
    opening: str
    findings: tuple[str, ...]
    units: tuple[Counts, ...]
    total: Counts
    late: tuple[TrackedTask, ...]
    soon: tuple[TrackedTask, ...]
    tasks: tuple[TrackedTask, ...]
    soon_days: int


def compose(
    taken: Snapshot,
    head: Letterhead = Letterhead(),
    *,
    first: date | None = None,
    last: date | None = None,
    period: Period | None = None,
    happened: Happened | None = None,
) -> Report:
    """The report on ``taken``; ``first`` and ``last`` bound the days on which its decisions were
    issued. ``period``: the tasks are those of a period, in which this ``happened``.
    """
    units, total = summary(taken.tasks, taken.shares)
    whose = f" của {taken.unit}" if taken.unit else ""
    return Report(
        head=head,
        day=taken.as_of,
        about=f"Tình hình thực hiện nhiệm vụ được giao{whose}",
        period=period.words if period else _period(first, last, taken.as_of),
        opening=_opening(taken, whose),
        findings=(*_movement(happened), *_findings(total, units)),
        units=tuple(units),
        total=total,
        late=_sorted(t for t in taken.tasks if t.time is TimeState.OVERDUE),
        soon=_sorted(t for t in taken.tasks if t.time is TimeState.DUE_SOON),
        tasks=taken.tasks,
        soon_days=taken.soon,
    )


def _period(first: date | None, last: date | None, as_of: date) -> str:
    if first is None and last is None:
        return NO_PERIOD.format(day(as_of))
    start = f"Từ ngày {day(first)} đến" if first else "Đến"
    return f"({start} ngày {day(last or as_of)})"


def _sorted(tasks: Iterable[TrackedTask]) -> tuple[TrackedTask, ...]:
    return tuple(sorted(tasks, key=lambda t: (t.due or date.max, t.document.id, t.ordinal)))


def _opening(taken: Snapshot, whose: str) -> str:
    n = len(taken.documents)
    return (
        f"Tính đến ngày {day(taken.as_of)}, tình hình thực hiện các nhiệm vụ{whose} được giao tại "
        f"{number(n)} văn bản "
        "đang theo dõi trên hệ thống như sau:"
    )


def _movement(happened: Happened | None) -> Iterable[str]:
    """What came into the period, and what was done about it besides finishing it."""
    if happened is None:
        return
    yield (
        f"Nhiệm vụ phải thực hiện trong kỳ: {number(happened.carried_over + happened.new)} "
        f"(kỳ trước chuyển sang {number(happened.carried_over)}, giao mới {number(happened.new)})."
    )
    counted = (
        (happened.extended, "gia hạn"),
        (happened.returned, "trả lại, thực hiện lại"),
        (happened.urged, "đôn đốc"),
    )
    words = "; ".join(f"{what} {number(n)} lượt" for n, what in counted if n)
    if words:
        yield f"Trong kỳ: {words}."


def _findings(total: Counts, units: Iterable[Counts]) -> Iterable[str]:
    """The figures in words, as 1270 gives them."""
    yield f"Tổng số nhiệm vụ: {number(total.total)}."
    yield (
        f"Đã hoàn thành: {number(total.done)} nhiệm vụ (đúng hạn {number(total.done_in_time)}, "
        f"quá hạn {number(total.done_late)})"
        + (f"; tỷ lệ hoàn thành đúng hạn {percent(total.rate)}." if total.rate is not None else ".")
    )
    undated = f", trong đó không thời hạn {number(total.no_deadline)}" if total.no_deadline else ""
    open_ = f"trong hạn {number(total.open_in_time)}{undated}; quá hạn {number(total.overdue)}"
    yield f"Chưa hoàn thành: {number(total.open)} nhiệm vụ ({open_})."
    if total.halted:
        yield f"Tạm dừng, thu hồi: {number(total.halted)} nhiệm vụ."
    if total.repealed:
        yield (
            f"Bị văn bản sau bãi bỏ, thay thế khi chưa hoàn thành: {number(total.repealed)} "
            f"nhiệm vụ."
        )
    late = sorted((u for u in units if u.overdue), key=lambda u: -u.overdue)[:5]
    if late:
        yield (
            "Đơn vị còn nhiệm vụ quá hạn nhiều nhất: "
            + "; ".join(f"{u.name} ({number(u.overdue)})" for u in late)
            + "."
        )


def summary_row(order: str, c: Counts) -> tuple[str, ...]:
    """A row of the summary as words."""
    counts = (c.total, c.done, c.done_in_time, c.done_late, c.open, c.open_in_time, c.overdue)
    return (order, c.name, *(number(n) for n in counts), percent(c.rate), c.remark)


def short_row(order: int, task: TrackedTask) -> tuple[str, ...]:
    """A row of the tables of overdue and soon due tasks."""
    return (
        str(order),
        task.text,
        task.document.number_symbol or "",
        "; ".join(task.leads),
        day(task.due),
        task.time_label,
    )


def _progress(task: TrackedTask) -> str:
    """How far the work has come: its state, the day it was done or its percent, the last note."""
    note = f". {task.report_note}" if task.report_note else ""
    if task.phase == "done":
        done = f"; ngày {day(task.done_on)}" if task.done_on else ""
        return f"{task.state_label}{done}{note}"
    percent = f" ({task.progress} %)" if task.progress else ""
    return f"{task.state_label}{percent}{note}"


def detail_row(order: int, task: TrackedTask) -> tuple[str, ...]:
    """A row of the annex."""
    return (
        str(order),
        task.text,
        task.numbered_place,
        "; ".join(task.leads),
        "; ".join(task.cooperators),
        "; ".join(task.outputs),
        task.deadline_text or "",
        day(task.due),
        _progress(task),
        task.time_label,
        str(task.days_late or ""),
    )
