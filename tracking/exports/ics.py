"""Calendar (RFC 5545): for each task a VTODO, and for each of its due days an all-day VEVENT, since
some calendars
show no VTODO. UIDs are stable; SEQUENCE grows with every change, so that a calendar takes the newer
one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from vanban.tracking.exports.model import Snapshot, TrackedDate, TrackedTask, by_unit
from vanban.tracking.exports.words import clean, day
from vanban.tracking.states import Reported, TimeState, phase

if TYPE_CHECKING:
    from icalendar import Calendar, Component, Event, Todo
    from icalendar.prop import vRecur

ZONE_NAME = "Asia/Ho_Chi_Minh"
ZONE = ZoneInfo(ZONE_NAME)
ALARM_DAYS = (7, 3, 1)
_AT = time(8)
"""When alarms sound: at eight in the morning."""
_END = time(23, 59)
_TODO_STATUS = {
    Reported.NOT_STARTED: "NEEDS-ACTION",
    Reported.IN_PROGRESS: "IN-PROCESS",
    Reported.AWAITING: "IN-PROCESS",
    Reported.DONE: "COMPLETED",
    Reported.RETURNED: "NEEDS-ACTION",
    Reported.EXTENDED: "IN-PROCESS",
    Reported.SUSPENDED: "NEEDS-ACTION",
    Reported.WITHDRAWN: "CANCELLED",
}


@dataclass(frozen=True, slots=True)
class _Item:
    """What one component tells: the task as a whole, or one of its dates. ``moved``: the planned
    date of an exception.
    """

    task: TrackedTask
    uid: str
    state: str
    progress: int
    done_on: date | None
    start: date | None
    due: date | None
    rrule: str | None = None
    moved: date | None = None


def calendar(
    taken: Snapshot, name: str | None = None, *, alarms: tuple[int, ...] = ALARM_DAYS
) -> bytes:
    """All tasks of ``taken`` as one calendar. The same snapshot gives the same bytes."""
    from icalendar import Calendar, Timezone

    made = Calendar()
    for key, value in (
        ("prodid", "-//vanban//vanban 1//VI"),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("x-wr-calname", clean(name or taken.unit or "Nhiệm vụ theo văn bản")),
        ("x-wr-timezone", ZONE_NAME),
        ("refresh-interval", timedelta(hours=12)),
    ):
        made.add(key, value)
    made.add_component(Timezone.from_tzinfo(ZONE, ZONE_NAME, date(2000, 1, 1), date(2038, 1, 1)))
    for task in taken.tasks:
        if task.time is not TimeState.REPEALED:
            _add(made, task, alarms)
    repealed = (task for task in taken.tasks if task.time is TimeState.REPEALED)
    for task in (*taken.gone, *repealed):  # once imported it would ring for ever
        _add(made, replace(task, state=Reported.WITHDRAWN.value, dates=(), rrule=None), ())
    return bytes(made.to_ical())


def feeds(taken: Snapshot, *, alarms: tuple[int, ...] = ALARM_DAYS) -> dict[str, bytes]:
    """One calendar for each unit, with what it leads and what it helps with; '' holds tasks that
    name no lead.
    """
    units: dict[str, list[TrackedTask]] = {}
    for role in ("lead", "cooperate"):
        for unit, some in by_unit(taken.of_units, role).items():
            if unit or role == "lead":
                known = units.setdefault(unit, [])
                known += [task for task in some if task not in known]
    return {
        unit: calendar(
            replace(taken, tasks=tuple(some), gone=_gone_of(taken, unit)),
            unit or "Chưa rõ đơn vị chủ trì",
            alarms=alarms,
        )
        for unit, some in units.items()
    }


def _gone_of(taken: Snapshot, unit: str) -> tuple[TrackedTask, ...]:
    helped = (
        *by_unit(taken.gone, "lead").get(unit, ()),
        *by_unit(taken.gone, "cooperate").get(unit, ()),
    )
    return tuple(dict.fromkeys(helped)) if unit else ()


def _add(made: Calendar, task: TrackedTask, alarms: tuple[int, ...]) -> None:
    for item in _items(task):
        made.add_component(_todo(item, alarms))
        if item.due is not None:
            made.add_component(_event(item, alarms))


def _items(task: TrackedTask) -> Iterator[_Item]:
    """One for a plain task; a recurring one has its rule and an exception for each date that was
    reported on.
    """
    if not task.dates:
        yield _Item(
            task, _uid(task), task.state, task.progress, task.done_on, task.start_on, task.due
        )
    elif task.phase == "open" and _rule(task.rrule) is not None:
        first = task.dates[0].due
        yield _Item(task, _uid(task), Reported.NOT_STARTED, 0, None, None, first, task.rrule)
        for one in task.dates:
            if one != TrackedDate(one.due):
                due = one.new_due or one.due
                yield _Item(
                    task,
                    _uid(task),
                    one.state,
                    one.progress,
                    one.done_on,
                    None,
                    due,
                    moved=one.due,
                )
    else:
        for one in task.dates:
            state = one.state if task.phase == "open" else task.state
            due = one.new_due or one.due
            yield _Item(
                task,
                f"{_uid(task)}-{one.due:%Y%m%d}",
                state,
                one.progress,
                one.done_on,
                None,
                due,
            )


def _uid(task: TrackedTask) -> str:
    """What calendars know the task by: it stays when the task moves to another address."""
    return task.uid or task.stable_id


def _todo(item: _Item, alarms: tuple[int, ...]) -> Todo:
    from icalendar import Todo

    made = Todo()
    _common(made, item, "viec")
    if item.due:
        made.add("dtstart", datetime.combine(_first_day(item), time(), ZONE))
        made.add("due", datetime.combine(item.due, _END, ZONE))
    elif item.start:
        made.add("dtstart", datetime.combine(item.start, time(), ZONE))
    _repeat(made, item, midnight=True)
    made.add("status", _TODO_STATUS[Reported(item.state)])
    made.add("percent-complete", item.progress)
    if item.done_on and phase(item.state) == "done":
        made.add("completed", datetime.combine(item.done_on, time(12), ZONE).astimezone(UTC))
    elif item.done_on:
        made.add("x-vanban-handed-in", item.done_on.isoformat())
    if item.due:
        _alarms(
            made,
            item,
            alarms,
            timedelta(hours=_AT.hour) - timedelta(hours=_END.hour, minutes=_END.minute),
            related="END",
        )
    return made


def _first_day(item: _Item) -> date:
    """A date of a recurring task begins on that date; so does one whose start is not before its
    end.
    """
    return (
        item.start
        if item.start and item.due and item.start < item.due
        else item.due or item.start or date.min
    )


def _event(item: _Item, alarms: tuple[int, ...]) -> Event:
    from icalendar import Event

    assert item.due is not None
    made = Event()
    _common(made, item, "han")
    made.add("dtstart", item.due)
    made.add("dtend", item.due + timedelta(days=1))
    _repeat(made, item, midnight=False)
    made.add("status", "CANCELLED" if item.state == Reported.WITHDRAWN else "CONFIRMED")
    made.add("transp", "TRANSPARENT")
    _alarms(made, item, alarms, timedelta(hours=_AT.hour), related="START")
    return made


def _common(made: Component, item: _Item, kind: str) -> None:
    task = item.task
    made.add("uid", f"{clean(item.uid)}-{kind}@vanban")
    made.add("dtstamp", task.changed_at.astimezone(UTC))
    made.add("last-modified", task.changed_at.astimezone(UTC))
    made.add("sequence", task.changes)
    made.add("summary", clean(_summary(item, kind)))
    made.add("description", clean(_description(item)))
    if task.leads:
        made.add("categories", [clean(unit) for unit in task.leads])
    made.add("x-vanban-task", clean(task.stable_id))
    made.add("x-vanban-state", str(item.state))


def _summary(item: _Item, kind: str) -> str:
    words = " ".join(item.task.text.split())
    short = words if len(words) <= 120 else words[:117].rstrip() + "…"
    if kind == "viec":
        return short
    return f"{'Xong' if phase(item.state) == 'done' else 'Hạn'}: {short}"


def _description(item: _Item) -> str:
    task = item.task
    units = (("Chủ trì", task.leads), ("Phối hợp", task.cooperators), ("Sản phẩm", task.outputs))
    lines = [
        task.text,
        "",
        f"Văn bản: {task.document.name}" + (f", {task.place}" if task.place else ""),
    ]
    lines += [f"{title}: {'; '.join(names)}" for title, names in units if names]
    if task.deadline_text or item.due:
        lines.append(f"Thời hạn: {task.deadline_text or day(item.due)}")
    return "\n".join(lines)


def _rule(words: str | None) -> vRecur | None:
    """The recurrence rule, or None where it cannot be read: then each date stands for itself."""
    from icalendar.prop import vRecur

    try:
        found = vRecur.from_ical((words or "").removeprefix("RRULE:"))
    except ValueError:
        return None
    return found if "FREQ" in found else None


def _repeat(made: Component, item: _Item, *, midnight: bool) -> None:
    """The rule, or the date that this component stands for. UNTIL is of the kind of DTSTART (RFC
    5545, 3.3.10).
    """
    if item.moved:
        made.add(
            "recurrence-id", datetime.combine(item.moved, time(), ZONE) if midnight else item.moved
        )
    rule = _rule(item.rrule)
    if rule is None:
        return
    last = item.task.until or _day_of(rule.get("UNTIL"))
    rule.pop("UNTIL", None)
    if last and "COUNT" not in rule:
        rule["UNTIL"] = [
            datetime.combine(last, time(23, 59, 59), ZONE).astimezone(UTC) if midnight else last
        ]
    made.add("rrule", rule)


def _day_of(value: object) -> date | None:
    first = value[0] if isinstance(value, list) and value else value
    if isinstance(first, datetime):
        return first.date()
    return first if isinstance(first, date) else None


def _alarms(
    made: Component, item: _Item, days: tuple[int, ...], at: timedelta, *, related: str
) -> None:
    """Alarms for what is still to be done."""
    from icalendar import Alarm

    if phase(item.state) != "open":
        return
    for n in days:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"Còn {n} ngày: {clean(_summary(item, 'viec'))}")
        alarm.add("trigger", at - timedelta(days=n), parameters={"RELATED": related})
        made.add_component(alarm)
