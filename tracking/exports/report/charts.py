"""Three small charts as SVG: how all tasks stand, the load of each unit, and what falls due month
by month.

Colours keep apart for colour-blind readers and every bar carries its number, so that a black and
white print can be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from vanban.tracking.exports.calendar_days import due_days
from vanban.tracking.exports.model import TrackedTask
from vanban.tracking.exports.summary import Counts
from vanban.tracking.exports.words import clean, day, number
from vanban.tracking.states import TimeState

KINDS = (
    ("done_in_time", "Hoàn thành đúng hạn", "#1b7837", "#ffffff"),
    ("done_late", "Hoàn thành quá hạn", "#a6dba0", "#000000"),
    ("open", "Chưa hoàn thành, trong hạn", "#4a90c4", "#ffffff"),
    ("due_soon", "Sắp đến hạn", "#fdbf4f", "#000000"),
    ("overdue", "Chưa hoàn thành, quá hạn", "#c0392b", "#ffffff"),
    ("halted", "Tạm dừng, thu hồi, bị bãi bỏ", "#bdbdbd", "#000000"),
)
MONTH_KINDS = (
    ("done", "Đã hoàn thành", "#1b7837", "#ffffff"),
    ("open", "Chưa hoàn thành", "#4a90c4", "#ffffff"),
    ("overdue", "Chưa hoàn thành, quá hạn", "#c0392b", "#ffffff"),
)
_LEFT, _HIGH = 30, 150
_FONT = "'Times New Roman','Liberation Serif',serif"
WIDTH = 680
_MOST_UNITS = 15
_MOST_MONTHS = 18


def _values(c: Counts) -> dict[str, int]:
    return {
        "done_in_time": c.done_in_time,
        "done_late": c.done_late,
        "open": c.open_in_time - c.due_soon,
        "due_soon": c.due_soon,
        "overdue": c.overdue,
        "halted": c.halted + c.repealed,
    }


def progress_chart(total: Counts) -> str:
    """One bar of all tasks."""
    body, y = _legend(6, KINDS)
    body += _bar(10, y, (WIDTH - 20, 34), _values(total), total.total)
    return _svg(body, y + 44, f"Tình trạng {number(total.total)} nhiệm vụ")


def load_chart(units: Sequence[Counts]) -> str:
    """A bar for each unit, as long as its number of tasks; the rest of a long list is left to the
    table.
    """
    shown = list(units)[:_MOST_UNITS]
    most = max((u.total for u in shown), default=1) or 1
    body, y = _legend(6, KINDS)
    left, room = 230, WIDTH - 230 - 40
    for unit in shown:
        width = room * unit.total / most
        for n, words in enumerate(_wrapped(unit.name, 38)):
            body += _text(
                left - 8,
                y + (15 if len(unit.name) <= 38 else 9) + 12 * n,
                words,
                anchor="end",
                size=11.5,
            )
        body += _bar(left, y, (width, 20), _values(unit), unit.total)
        body += _text(left + width + 6, y + 15, number(unit.total), size=12, bold=True)
        y += 28
    if len(units) > len(shown):
        body += _text(
            left,
            y + 12,
            f"và {len(units) - len(shown)} đơn vị khác (xem bảng)",
            size=11,
            italic=True,
        )
        y += 18
    return _svg(body, y + 6, "Số nhiệm vụ theo đơn vị chủ trì")


def timeline_chart(tasks: Sequence[TrackedTask], as_of: date) -> str:
    """What falls due in each month around ``as_of``: finished, overdue, still to come."""
    months = _months(tasks, as_of)
    body, top = _legend(6, MONTH_KINDS)
    step = (WIDTH - _LEFT - 10) / max(len(months), 1)
    most = max((sum(v.values()) for v in months.values()), default=1) or 1
    base = top + 14 + _HIGH
    body += f'<line x1="{_LEFT}" y1="{base}" x2="{WIDTH - 10}" y2="{base}" stroke="#444"/>'
    for n, (month, values) in enumerate(months.items()):
        body += _column(_LEFT + n * step, base, step, values, _HIGH / most)
        body += _month_words(_LEFT + (n + 0.5) * step, base, month, first=n == 0)
        if month == (as_of.year, as_of.month):
            body += _today(_LEFT + (n + (as_of.day - 0.5) / 31) * step, top, base, as_of)
    return _svg(body, base + 36, "Số việc đến hạn theo tháng")


def _column(x: float, base: float, step: float, values: dict[str, int], unit: float) -> str:
    """One month: what is finished below, what is overdue on top, the sum over it."""
    body, y, middle = "", base, x + step / 2
    for kind, _, color, ink in MONTH_KINDS:
        size = unit * values[kind]
        y -= size
        if size:
            body += (
                f'<rect x="{x + step * 0.18:.1f}" y="{y:.1f}" width="{step * 0.64:.1f}" '
                f'height="{size:.1f}" fill="{color}"/>'
            )
        if size >= 13:
            body += _text(
                middle, y + size / 2 + 4, number(values[kind]), anchor="middle", size=11, color=ink
            )
    total = sum(values.values())
    return body + (
        _text(middle, y - 4, number(total), anchor="middle", size=11, bold=True) if total else ""
    )


def _month_words(x: float, base: float, month: tuple[int, int], *, first: bool) -> str:
    body = _text(x, base + 14, f"{month[1]:02d}", anchor="middle", size=11)
    return body + (
        _text(x, base + 28, str(month[0]), anchor="middle", size=11, bold=True)
        if first or month[1] == 1
        else ""
    )


def _today(x: float, top: float, base: float, as_of: date) -> str:
    line = (
        f'<line x1="{x:.1f}" y1="{top}" x2="{x:.1f}" y2="{base}" stroke="#c0392b" '
        f'stroke-dasharray="4 3"/>'
    )
    return line + _text(x, top - 1, day(as_of), anchor="middle", size=10.5, color="#c0392b")


def _months(tasks: Sequence[TrackedTask], as_of: date) -> dict[tuple[int, int], dict[str, int]]:
    """Every month of a window around ``as_of`` that holds due days, the empty ones between them
    too.
    """
    counted_out = (TimeState.HALTED, TimeState.REPEALED)
    days = [d for d in due_days(tasks) if d.time not in counted_out]
    now = as_of.year * 12 + as_of.month - 1
    known = [d.day.year * 12 + d.day.month - 1 for d in days] or [now]
    first = max(min([*known, now]), now - _MOST_MONTHS // 3)
    last = max(m for m in [*known, now] if m < first + _MOST_MONTHS)
    found = {
        (m // 12, m % 12 + 1): {"done": 0, "open": 0, "overdue": 0}
        for m in range(first, max(last, first + 5) + 1)
    }
    for one in days:
        values = found.get((one.day.year, one.day.month))
        if values is not None:
            done = one.time in (TimeState.DONE_IN_TIME, TimeState.DONE_LATE)
            values["done" if done else "overdue" if one.time is TimeState.OVERDUE else "open"] += 1
    return found


def _bar(x: float, y: float, size: tuple[float, float], values: dict[str, int], total: int) -> str:
    """A stacked bar of ``size`` (width, height)."""
    body, (length, height) = "", size
    for kind, title, color, ink in KINDS:
        width = length * values[kind] / total if total else 0
        if not width:
            continue
        tip = f"<title>{escape(title)}: {values[kind]}</title>"
        place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height}"'
        body += f'<rect {place} fill="{color}" stroke="#fff" stroke-width="0.8">{tip}</rect>'
        if width >= 16:
            body += _text(
                x + width / 2,
                y + height / 2 + 4.5,
                number(values[kind]),
                anchor="middle",
                size=12,
                color=ink,
            )
        x += width
    return body


def _legend(y: float, kinds: Sequence[tuple[str, str, str, str]]) -> tuple[str, float]:
    body, x = "", 10.0
    for _, title, color, _ in kinds:
        need = 26 + len(title) * 5.9
        if x + need > WIDTH:
            x, y = 10.0, y + 18
        body += (
            f'<rect x="{x:.1f}" y="{y:.1f}" width="11" height="11" fill="{color}" '
            f'stroke="#666" stroke-width="0.5"/>'
        )
        body += _text(x + 16, y + 10, title, size=11.5)
        x += need
    return body, y + 26


def _wrapped(words: str, width: int) -> list[str]:
    """Two lines at most."""
    words = clean(words)
    if len(words) <= width:
        return [words]
    cut = words.rfind(" ", 0, width) if " " in words[:width] else width
    rest = words[cut:].strip()
    return [words[:cut], rest if len(rest) <= width else rest[: width - 1] + "…"]


def _text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    size: float = 12,
    bold: bool = False,
    italic: bool = False,
    color: str = "#000",
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    slant = ' font-style="italic"' if italic else ""
    style = f'text-anchor="{anchor}" font-size="{size}" fill="{color}"{weight}{slant}'
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{escape(clean(words))}</text>'


def _svg(body: str, height: float, title: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'width="{WIDTH}" height="{height:.0f}" '
        f'role="img" font-family="{_FONT}"><title>{escape(title)}</title>{body}</svg>'
    )
