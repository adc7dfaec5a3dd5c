"""Đôn đốc that really sends: one letter to each unit, and an entry in the log of a task only when
its letter went out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from vanban.tracking.acts import act
from vanban.tracking.cases import case_of, cases_of
from vanban.tracking.errors import BadReport, NotAllowed
from vanban.tracking.mail import MailFailed, send_mail
from vanban.tracking.queries.desk import whole_task
from vanban.tracking.queries.rows import TaskRow, by_lead
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import count_tasks, find_tasks
from vanban.tracking.search.words import name_key
from vanban.tracking.states import TimeState
from vanban.tracking.store.models import Unit
from vanban.tracking.store.store import Store
from vanban.tracking.units.directory import units_of
from vanban.tracking.workflow import Person, Said, refusal, step_named

URGE = "urge"
AHEAD = (7, 3, 1, 0)
"""Days left on which work is urged of itself."""
WEEK = 7
"""Days between urges of overdue work."""


@dataclass(frozen=True, slots=True)
class Urge:
    """A letter to one unit. ``unit_id``: its written name; ``address``: None where none is
    known.
    """

    unit_id: int
    unit: str
    address: str | None
    tasks: tuple[TaskRow, ...]
    as_of: date

    @property
    def subject(self) -> str:
        """One line."""
        return f"Đôn đốc thực hiện {len(self.tasks)} nhiệm vụ, ngày {self.as_of:%d/%m/%Y}"

    def words(self, note: str | None = None) -> str:
        """The letter."""
        lines = [f"Kính gửi: {self.unit}", ""]
        lines.append("Đề nghị đơn vị khẩn trương hoàn thành và báo cáo kết quả các nhiệm vụ sau:")
        for n, task in enumerate(self.tasks, 1):
            due = f"{task.due:%d/%m/%Y}" if task.due else "không thời hạn"
            lines += [
                f"{n}. {task.text}",
                f"   Hạn: {due} ({task.time_label}). Văn bản: {task.whereabouts}.",
            ]
        return "\n".join([*lines, *(["", note] if note else []), ""])


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of an urge. ``failed``: why the letter did not go out."""

    urge: Urge
    failed: str | None = None


def urges(store: Store, wanted: TaskFilter, person: Person) -> list[Urge]:
    """What ``person`` may urge now of the overdue tasks of ``wanted``, by leading unit: what was
    given to units one by one is urged part by part.
    """
    late = replace(wanted, states=(TimeState.OVERDUE.value,), parts=True, limit=0, offset=0)
    return _letters(store, _allowed(store, find_tasks(store, late).rows, person))


def not_given_out(store: Store) -> int:
    """How many overdue tasks nobody is urged about, because their documents were not released."""
    late = TaskFilter(states=(TimeState.OVERDUE.value,))
    return count_tasks(store, late) - count_tasks(store, replace(late, visible=True))


def automatic_urges(store: Store, person: Person) -> list[Urge]:
    """What is urged today without anybody's asking, by leading unit: work due in ``AHEAD`` days,
    and overdue work on its first day and every ``WEEK`` days from there.
    """
    states = (TimeState.OVERDUE.value, TimeState.DUE_SOON.value)
    rows = find_tasks(store, TaskFilter(states=states, parts=True, limit=0)).rows
    return _letters(store, _allowed(store, filter(_has_its_day, rows), person))


def _has_its_day(row: TaskRow) -> bool:
    if row.days is None:
        return False
    if row.time is TimeState.OVERDUE:
        return row.days % WEEK == 1
    return row.days in AHEAD


def _allowed(store: Store, rows: Iterable[TaskRow], person: Person) -> list[TaskRow]:
    """Those that this person may urge now."""
    known = list(rows)
    step, today, cases = step_named(URGE), store.today(), cases_of(store, [r.id for r in known])
    return [row for row in known if refusal(step, cases[row.id], person, today) is None]


def _letters(store: Store, rows: Sequence[TaskRow]) -> list[Urge]:
    units = by_lead(rows)
    addresses = _addresses(store, list(units))
    found = [
        Urge(unit, led.name, addresses.get(unit), tuple(led.tasks), store.today())
        for unit, led in units.items()
    ]
    return sorted(found, key=lambda urge: name_key(urge.unit))


def _addresses(store: Store, actor_ids: Sequence[int]) -> dict[int, str]:
    """Written name to the address of the unit that has its work today."""
    with store.reading() as connection:
        units = units_of(connection, actor_ids)
        query = select(Unit.id, Unit.email).where(Unit.id.in_(set(units.values())))
        known = {row.id: row.email for row in connection.execute(query) if row.email}
    return {actor: known[unit] for actor, unit in units.items() if unit in known}


def send_urges(
    store: Store,
    found: Iterable[Urge],
    person: Person,
    *,
    server: str | None,
    note: str | None = None,
) -> list[Sent]:
    """Send each letter; a task is urged in its log when one of its letters went out. A letter that
    fails hinders no other.
    """
    results = [_send(urge, server, note) for urge in found]
    _record(store, results, person, note)
    return results


def _record(
    store: Store, results: Sequence[Sent], person: Person, note: str | None
) -> dict[int, int]:
    """Write into the log of each task to whom its letters went; the entry of each."""
    went: dict[int, list[str]] = {}
    for result in results:
        if result.failed is None:
            for task in result.urge.tasks:
                went.setdefault(task.id, []).append(f"{result.urge.unit}, {result.urge.address}")
    return {
        task_id: act(
            store, task_id, URGE, person, Said(note=note, sent=f"đã gửi thư cho {'; '.join(to)}")
        )
        for task_id, to in went.items()
    }


def _send(urge: Urge, server: str | None, note: str | None) -> Sent:
    if urge.address is None:
        return Sent(urge, "danh bạ chưa có thư điện tử của đơn vị")
    try:
        send_mail(server, urge.address, urge.subject, urge.words(note))
    except MailFailed as error:
        return Sent(urge, error.what)
    return Sent(urge)


def take_step(
    store: Store, task_id: int, name: str, person: Person, said: Said, *, server: str | None
) -> int:
    """As ``acts.act``; an urge sends its letter first, unless the number of a letter on paper is
    given. The id of the entry.
    """
    if name != URGE:
        return act(store, task_id, name, person, said)
    if said.evidence:
        return act(store, task_id, name, person, replace(said, sent="bằng công văn"))
    wrong = refusal(step_named(URGE), case_of(store, task_id), person, store.today())
    if wrong is not None:
        raise NotAllowed(wrong)
    found = _letters(store, [whole_task(store, task_id).row])
    if not found:
        raise BadReport("nhiệm vụ chưa có đơn vị chủ trì để đôn đốc")
    results = [_send(urge, server, said.note) for urge in found]
    failed = [f"{sent.urge.unit}: {sent.failed}" for sent in results if sent.failed]
    if len(failed) == len(results):
        raise MailFailed(
            f"chưa đôn đốc được ({'; '.join(failed)})",
            "Ghi thư điện tử của đơn vị trong danh bạ, hoặc ghi số công văn đã gửi.",
        )
    return _record(store, results, person, said.note)[task_id]
