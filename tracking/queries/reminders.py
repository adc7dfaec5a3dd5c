"""Reminders: what is due in 7, 3 or 1 days and what is overdue, for each unit; as files, or by
e-mail.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from vanban.tracking.errors import BadQuery
from vanban.tracking.exports.words import number
from vanban.tracking.mail import MailFailed, mail_server, send_mail
from vanban.tracking.queries.rows import Led, TaskRow, by_lead
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import find_tasks
from vanban.tracking.search.words import bare_form, name_key
from vanban.tracking.states import TimeState
from vanban.tracking.store.bulk_insert import chunks
from vanban.tracking.store.models import Reminder, Task
from vanban.tracking.store.store import Store

DAYS = (7, 3, 1)


@dataclass(frozen=True, slots=True)
class UnitReminder:
    """What one unit must be told on a day. ``parents``: words of the tasks above its sub-tasks."""

    unit_id: int
    unit: str
    due: tuple[TaskRow, ...]
    overdue: tuple[TaskRow, ...]
    as_of: date
    parents: Mapping[int, str] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """One line."""
        counts = ((len(self.due), "sắp đến hạn"), (len(self.overdue), "quá hạn"))
        words = ", ".join(f"{number(n)} nhiệm vụ {how}" for n, how in counts if n)
        return f"Nhắc việc ngày {self.as_of:%d/%m/%Y}: {words}"

    @property
    def slug(self) -> str:
        """Name of the unit as a file name."""
        return bare_form(name_key(self.unit)).replace(" ", "-")[:80] or str(self.unit_id)


def reminders(
    store: Store, *, as_of: date | None = None, days: Sequence[int] = DAYS, overdue: bool = True
) -> list[UnitReminder]:
    """For each leading unit what is due in exactly one of ``days`` days (and today), and what is
    overdue, of documents whose work is given out.
    """
    day = as_of or store.today()
    if any(n < 0 for n in days):
        raise BadQuery("số ngày nhắc không được âm")
    soon = _open_on(store, day, {day + timedelta(days=n) for n in (*days, 0)})
    late = _overdue(store, day) if overdue else ()
    due, gone = by_lead(soon), by_lead(late)
    above = _parents(store, [*soon, *late])
    found = [
        UnitReminder(unit, led.name, _tasks(due, unit), _tasks(gone, unit), day, above)
        for unit, led in {**due, **gone}.items()
    ]
    return sorted(found, key=lambda reminder: name_key(reminder.unit))


def _open_on(store: Store, day: date, wanted: Set[date]) -> list[TaskRow]:
    """Open tasks that are due on one of the days ``wanted``, as seen on ``day``."""
    asked = TaskFilter(
        due_from=day,
        due_to=max(wanted),
        states=("open",),
        as_of=day,
        parts=True,
        visible=True,
        limit=0,
    )
    return [row for row in find_tasks(store, asked).rows if row.due in wanted]


def _overdue(store: Store, day: date) -> Sequence[TaskRow]:
    states = (TimeState.OVERDUE.value,)
    asked = TaskFilter(states=states, as_of=day, parts=True, visible=True, limit=0)
    return find_tasks(store, asked).rows


def _tasks(units: Mapping[int, Led], unit: int) -> tuple[TaskRow, ...]:
    return tuple(units[unit].tasks) if unit in units else ()


def _parents(store: Store, rows: Sequence[TaskRow]) -> dict[int, str]:
    """Words of the tasks that stand above those of ``rows``."""
    ids = sorted({row.parent_id for row in rows if row.parent_id is not None})
    with store.reading() as connection:
        found: dict[int, str] = {}
        for some in chunks(ids):
            query = select(Task.id, Task.text).where(Task.id.in_(some))
            found |= {row.id: row.text for row in connection.execute(query)}
    return found


def reminder_text(reminder: UnitReminder) -> str:
    """The reminder as plain text."""
    lines = [f"Kính gửi: {reminder.unit}", "", reminder.subject + "."]
    for title, rows in (("SẮP ĐẾN HẠN", reminder.due), ("QUÁ HẠN", reminder.overdue)):
        if rows:
            lines += ["", title]
            lines += [
                line
                for n, row in enumerate(rows, 1)
                for line in _task_lines(n, row, reminder.parents.get(row.parent_id or 0))
            ]
    return "\n".join([*lines, ""])


def _task_lines(n: int, row: TaskRow, above: str | None) -> list[str]:
    """A task in two lines; a sub-task with the words that it stands under."""
    place = row.whereabouts
    due = f"{row.due:%d/%m/%Y}" if row.due else ""
    with_others = f"; phối hợp: {', '.join(row.cooperators)}" if row.cooperators else ""
    return [
        f"{n}. {above.rstrip(' :;.')}: {row.text}" if above else f"{n}. {row.text}",
        f"   Hạn: {due} ({row.time_label}). Văn bản: {place}{with_others}. Mã nhiệm vụ: {row.id}",
    ]


def write_files(found: Sequence[UnitReminder], folder: Path) -> list[Path]:
    """One text file for each unit."""
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    for reminder in found:
        path = folder / f"{reminder.slug}.txt"
        if path in paths:  # two names, one slug
            path = folder / f"{reminder.slug}-{reminder.unit_id}.txt"
        path.write_text(reminder_text(reminder), encoding="utf-8")
        paths.append(path)
    return paths


def read_addresses(path: Path) -> dict[str, str]:
    """Unit's name to e-mail address, from a TOML file with a table ``[email]``."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))["email"]
    except (OSError, KeyError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadQuery(
            f"không đọc được danh sách địa chỉ {path}: {error}",
            'Viết dạng TOML: [email] rồi "Tên đơn vị" = "địa chỉ".',
        ) from error
    return {name_key(unit): str(address) for unit, address in table.items()}


def send(
    store: Store,
    found: Sequence[UnitReminder],
    addresses: Mapping[str, str],
    *,
    server: str | None = None,
) -> list[UnitReminder]:
    """Mail each unit that has an address what it was not mailed before; returns what was sent."""
    url = server or mail_server()
    if not url:
        raise MailFailed("chưa cấu hình máy chủ thư")
    sent = []
    for reminder in found:
        address = addresses.get(name_key(reminder.unit))
        fresh = _not_sent(store, reminder) if address else None
        if address and fresh:
            send_mail(url, address, fresh.subject, reminder_text(fresh))
            _remember(store, fresh, address)
            sent.append(fresh)
    return sent


def _days(row: TaskRow, day: date) -> int:
    return (row.due - day).days if row.due and row.due >= day else -1


def _not_sent(store: Store, reminder: UnitReminder) -> UnitReminder | None:
    """Without what the unit was told already: a due date once for each number of days, an overdue
    task once.
    """
    with store.reading() as connection:
        rows = connection.execute(
            select(Reminder.task_id, Reminder.due, Reminder.days).where(
                Reminder.actor_id == reminder.unit_id
            )
        )
        known = {tuple(row) for row in rows}

    def new(tasks: Sequence[TaskRow]) -> tuple[TaskRow, ...]:
        return tuple(t for t in tasks if (t.id, t.due, _days(t, reminder.as_of)) not in known)

    due, overdue = new(reminder.due), new(reminder.overdue)
    return replace(reminder, due=due, overdue=overdue) if due or overdue else None


def _remember(store: Store, reminder: UnitReminder, address: str) -> None:
    from vanban.tracking.store.bulk_insert import insert_rows

    rows = {
        (row.id, row.due, _days(row, reminder.as_of)) for row in (*reminder.due, *reminder.overdue)
    }
    values = [
        {
            "task_id": t,
            "actor_id": reminder.unit_id,
            "due": due,
            "days": n,
            "sent_on": reminder.as_of,
            "address": address,
        }
        for t, due, n in sorted(rows)
    ]
    store.writing(lambda connection: insert_rows(connection, Reminder, values))
