"""The steps of a task: giao việc, tiếp nhận, cập nhật, gia hạn, báo cáo hoàn thành, xác nhận …

Who may take which step from where is one table (``workflow.toml``); this module reads it. ``allowed``
is pure: pages and commands ask it and show exactly what it gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import starmap
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection, select, update

from vanban.extractors.language.data import toml
from vanban.tracking.edits.write import NewEdit, write_edits
from vanban.tracking.errors import BadReport, NotAllowed, NotFound
from vanban.tracking.queries.changes import repealed_by
from vanban.tracking.search.words import bare_form, name_key
from vanban.tracking.states import Reported
from vanban.tracking.store.bulk_insert import chunks
from vanban.tracking.store.insert import Stamp
from vanban.tracking.store.models import Assignment, Document, Report, Task
from vanban.tracking.store.reporting import Update, add_report
from vanban.tracking.store.store import Store
from vanban.tracking.store.unit_loads import Tally, write
from vanban.tracking.units.directory import heirs_names

_WRITES_BESIDE = frozenset({"extended"})
"""States that an answer brings with it, as an entry of their own."""


class Person(Protocol):
    """Who acts. ``units``: written names (ids of actors) of the units that he works for."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def units(self) -> tuple[int, ...]: ...


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the table. ``asks``: what can be said with it; ``needs``: what must be said;
    ``main``: stages in which people come for it; ``done``: what they read afterwards.
    """

    name: str
    label: str
    who: tuple[str, ...]
    stages: tuple[str, ...]
    writes: str
    state: str | None
    field: str | None
    needs: tuple[str, ...]
    asks: tuple[str, ...]
    main: tuple[str, ...]
    done: str
    not_own: bool
    once_a_day: bool


@dataclass(frozen=True, slots=True)
class Request:
    """A request that waits for its answer."""

    id: int
    field: str
    new_due: date | None
    note: str | None
    by: str
    day: date


@dataclass(frozen=True, slots=True)
class Case:
    """A task as far as its steps depend on it. ``leads``, ``cooperators``: ids of all written names of
    the units that have the work today.
    """

    task_id: int
    stage: str
    due: date | None = None
    leads: frozenset[int] = frozenset()
    cooperators: frozenset[int] = frozenset()
    request: Request | None = None
    handed_in_by: int | None = None
    urged_on: date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What comes with a step. ``sent``: of an urge, to whom it went or why it did not. ``units``: names
    of the units that a task moves to.
    """

    note: str | None = None
    evidence: str | None = None
    progress: int | None = None
    done_on: date | None = None
    new_due: date | None = None
    occurrence: date | None = None
    units: tuple[str, ...] = ()
    sent: str | None = None
    unit_id: int | None = None
    expect: int | None = None


@cache
def steps() -> Mapping[str, Step]:
    """All steps by name."""
    return {name: _step(name, line) for name, line in _table()["action"].items()}


@cache
def _table() -> Mapping[str, Any]:
    return toml("vanban.tracking", "workflow.toml")


def _step(name: str, line: Mapping[str, Any]) -> Step:
    return Step(
        name,
        line["label"],
        tuple(line["who"]),
        tuple(line["from"]),
        line["writes"],
        line.get("state"),
        line.get("field"),
        tuple(line.get("needs", ())),
        tuple(line["asks"]),
        tuple(line.get("main", ())),
        line["done"],
        bool(line.get("not_own")),
        bool(line.get("once_a_day")),
    )


def stage_label(stage: str) -> str:
    """A stage in the administration's words."""
    return str(_table()["stages"][stage])


def allowed(case: Case, person: Person, today: date) -> tuple[Step, ...]:
    """The steps that ``person`` may take now, in the order of the table."""
    return tuple(s for s in steps().values() if refusal(s, case, person, today) is None)


def main_first(found: Sequence[Step], stage: str) -> tuple[Step, ...]:
    """``found`` with what people come for in this stage in front."""
    return tuple(sorted(found, key=lambda step: stage not in step.main))


def step_named(name: str) -> Step:
    """The step of this name; ``NotFound`` if there is none."""
    step = steps().get(name)
    if step is None:
        raise NotFound(f"không có bước “{name}”", "Mở lại trang rồi thử lại.")
    return step


def step_in_words(words: str) -> Step:
    """The step that people call so, with or without accents; ``NotFound`` names those there are."""
    asked = bare_form(name_key(words))
    for step in steps().values():
        if asked in (bare_form(name_key(step.label)), step.name):
            return step
    known = "; ".join(step.label for step in steps().values())
    raise NotFound(f"không có bước “{words}”", f"Các bước: {known}.")


def need_words(need: str) -> str:
    """What must be said, in words."""
    return str(_table()["needs"][need])


def missing(step: Step, said: Said) -> tuple[str, ...]:
    """What the step needs and ``said`` lacks."""
    given = {
        "note": said.note,
        "new_due": said.new_due,
        "units": said.units,
        "evidence": said.evidence,
        "result": said.note or said.evidence,
    }
    return tuple(need for need in step.needs if not given[need])


def refusal(step: Step, case: Case, person: Person, today: date) -> str | None:
    """Why ``person`` may not take ``step`` now, in words; None when he may."""
    if not _is_one_of(step.who, case, person):
        return f"bạn không có quyền “{step.label}” với nhiệm vụ này"
    if case.stage not in step.stages:
        return f"nhiệm vụ đang ở bước “{stage_label(case.stage)}”, chưa “{step.label}” được"
    if step.not_own and case.handed_in_by == person.id and person.role != "local":
        return "không ai tự xác nhận việc do chính mình báo cáo hoàn thành"
    if step.once_a_day and case.urged_on == today:
        return "hôm nay đã đôn đốc nhiệm vụ này rồi"
    return None


def _is_one_of(who: tuple[str, ...], case: Case, person: Person) -> bool:
    if person.role in who:
        return True
    own = set(person.units) if person.role == "unit" else set()
    return ("lead" in who and bool(own & case.leads)) or (
        "cooperate" in who and bool(own & case.cooperators)
    )


def case_of(store: Store, task_id: int) -> Case:
    """How a task stands in its steps; ``NotFound`` if there is none."""
    with store.reading() as connection:
        return read_case(connection, task_id, store.today())


def cases_of(store: Store, task_ids: Iterable[int]) -> dict[int, Case]:
    """How many tasks stand, by id; those that the store lacks are left out."""
    with store.reading() as connection:
        return _read_cases(connection, task_ids, store.today())


def read_case(connection: Connection, task_id: int, today: date) -> Case:
    """As ``case_of``, in a transaction that is open."""
    case = _read_cases(connection, [task_id], today).get(task_id)
    if case is None:
        raise NotFound(f"không có nhiệm vụ số {task_id} trong kho")
    return case


class _Standing(NamedTuple):
    """What a task's row says of its stage."""

    id: int
    state: str
    phase: str
    due: date | None
    released_on: date | None


class _Entry(NamedTuple):
    """An entry of the log, as far as the steps depend on it."""

    task_id: int
    id: int
    kind: str
    state: str | None
    field: str | None
    answers: int | None
    new_due: date | None
    note: str | None
    by: str
    day: date
    user_id: int | None


def _read_cases(connection: Connection, task_ids: Iterable[int], today: date) -> dict[int, Case]:
    found: dict[int, Case] = {}
    for some in chunks(task_ids):
        logs, units = _logs(connection, some), _units(connection, some)
        gone = repealed_by(connection, some, today)
        for row in _standings(connection, some):
            found[row.id] = _case(
                row, logs.get(row.id, []), units.get(row.id, {}), repealed=row.id in gone
            )
    return found


def _standings(connection: Connection, task_ids: Sequence[int]) -> Iterator[_Standing]:
    query = select(Task.id, Task.state, Task.phase, Task.due, Document.released_on)
    query = query.join(Document, Document.id == Task.document_id)
    return starmap(_Standing, connection.execute(query.where(Task.id.in_(task_ids))))


def _logs(connection: Connection, task_ids: Sequence[int]) -> dict[int, list[_Entry]]:
    columns = [getattr(Report, name) for name in _Entry._fields]
    query = select(*columns).where(Report.task_id.in_(task_ids)).order_by(Report.id)
    logs: dict[int, list[_Entry]] = {}
    for entry in starmap(_Entry, connection.execute(query)):
        logs.setdefault(entry.task_id, []).append(entry)
    return logs


def _units(connection: Connection, task_ids: Sequence[int]) -> dict[int, dict[str, frozenset[int]]]:
    """Task to role to all written names of the units that have this part of its work today."""
    query = select(Assignment.task_id, Assignment.role, Assignment.actor_id)
    named: dict[int, dict[str, set[int]]] = {}
    for task_id, role, actor in connection.execute(query.where(Assignment.task_id.in_(task_ids))):
        named.setdefault(task_id, {}).setdefault(role, set()).add(actor)

    @cache
    def heirs(actors: frozenset[int]) -> frozenset[int]:
        return frozenset(heirs_names(connection, actors))

    return {
        task_id: {role: heirs(frozenset(actors)) for role, actors in roles.items()}
        for task_id, roles in named.items()
    }


def _case(
    row: _Standing,
    log: Sequence[_Entry],
    units: Mapping[str, frozenset[int]],
    *,
    repealed: bool,
) -> Case:
    request = _open_request(log)
    return Case(
        row.id,
        "repealed" if repealed and row.phase == "open" else _stage(row, log, request),
        row.due,
        leads=units.get("lead", frozenset()),
        cooperators=units.get("cooperate", frozenset()),
        request=request,
        handed_in_by=_handed_in_by(log),
        urged_on=max((entry.day for entry in log if entry.kind == "urge"), default=None),
    )


def _open_request(log: Sequence[_Entry]) -> Request | None:
    answered = {entry.answers for entry in log if entry.answers is not None}
    waiting = [entry for entry in log if entry.kind == "request" and entry.id not in answered]
    if not waiting:
        return None
    last = waiting[-1]
    return Request(last.id, last.field or "", last.new_due, last.note, last.by, last.day)


def _handed_in_by(log: Sequence[_Entry]) -> int | None:
    last = [entry for entry in log if entry.state == Reported.AWAITING]
    return last[-1].user_id if last else None


def _stage(row: _Standing, log: Sequence[_Entry], request: Request | None) -> str:
    if row.released_on is None:
        return "unreleased"
    if row.phase in ("done", "halted"):
        return row.phase
    if row.state in (Reported.AWAITING, Reported.RETURNED):
        return row.state
    if request is not None:
        return f"asked_{request.field}"
    received = any(entry.kind == "receipt" for entry in log)
    begun = received or row.state != Reported.NOT_STARTED
    return "in_progress" if begun else "not_received"


def act(store: Store, task_id: int, name: str, person: Person, said: Said = Said()) -> int:
    """Take a step; the id of its entry in the log. Raises ``NotAllowed``, ``BadReport``,
    ``Conflict``; then nothing is written.
    """
    step = step_named(name)
    stamp = store.stamp(person.name)

    def work(connection: Connection) -> int:
        case = read_case(connection, task_id, stamp.today)
        wrong = refusal(step, case, person, stamp.today)
        if wrong is not None:
            raise NotAllowed(wrong)
        _check_said(step, case, said)
        tally = Tally()
        entry = _write(connection, step, case, person, said, stamp, tally)
        write(connection, tally)
        return entry

    return store.writing(work)


def _check_said(step: Step, case: Case, said: Said) -> None:
    for need in missing(step, said):
        raise BadReport(f"“{step.label}” phải có {need_words(need)}")
    if step.field == "extension" and case.due and said.new_due and said.new_due <= case.due:
        raise BadReport(
            f"thời hạn mới {said.new_due:%d/%m/%Y} không sau thời hạn cũ {case.due:%d/%m/%Y}"
        )


def _write(
    connection: Connection,
    step: Step,
    case: Case,
    person: Person,
    said: Said,
    stamp: Stamp,
    tally: Tally,
) -> int:
    answered = case.request.id if case.request else None
    answers = answered if step.writes in ("answer", "hand_over") else None
    entry = Update(
        case.task_id, note=said.note, evidence=said.evidence, expect=said.expect, user_id=person.id,
        unit_id=said.unit_id, answers=answers, sent=said.sent,
    )  # fmt: skip
    if step.writes == "state":
        return add_report(connection, _with_state(entry, step, case, said), stamp, tally)
    asked = replace(entry, kind=step.writes, field=step.field)
    if step.writes == "request":
        asked = replace(asked, new_due=said.new_due)
    written = add_report(connection, asked, stamp, tally)
    if step.writes == "hand_over":
        _hand_over(connection, case.task_id, person, said, stamp, tally)
    if step.state in _WRITES_BESIDE:
        asked_for = case.request.new_due if case.request else None
        agreed = replace(said, new_due=said.new_due or asked_for)
        follow = replace(_with_state(entry, step, case, agreed), expect=None)
        add_report(connection, follow, stamp, tally)
    return written


def _with_state(entry: Update, step: Step, case: Case, said: Said) -> Update:
    assert step.state is not None
    state = Reported(step.state)
    dated = state in (Reported.AWAITING, Reported.DONE)
    return replace(
        entry,
        state=state,
        progress=said.progress,
        done_on=said.done_on if dated else None,
        new_due=said.new_due if state is Reported.EXTENDED else None,
        occurrence=said.occurrence,
    )


def _hand_over(
    connection: Connection, task_id: int, person: Person, said: Said, stamp: Stamp, tally: Tally
) -> None:
    """The units that lead from now on."""
    query = select(Task.document_id).where(Task.id == task_id)
    document_id = connection.execute(query).scalar_one()
    moved = NewEdit(
        "set", task_id, field="leads", value=list(said.units), reason=said.note, user_id=person.id
    )
    write_edits(connection, document_id, [moved], stamp, tally)


def release(
    store: Store, document_id: int, *, by: str | None = None, reason: str | None = None
) -> int:
    """Giao việc: from today units see the document's tasks. How many tasks; ``BadReport`` when no
    task names a unit, unless a ``reason`` is given.
    """
    stamp = store.stamp(by)

    def work(connection: Connection) -> int:
        own = (Task.document_id == document_id, Task.listed)
        tasks = connection.execute(select(Task.id).where(*own)).scalars().all()
        led = select(Assignment.task_id).where(
            Assignment.task_id == Task.id, Assignment.role == "lead"
        )
        some = connection.execute(select(Task.id).where(*own, led.exists()).limit(1)).first()
        if some is None and not reason:
            raise BadReport(
                "chưa nhiệm vụ nào có đơn vị", "Ghi đơn vị chủ trì rồi giao, hoặc nêu lý do."
            )
        _date_document(connection, document_id, released_on=stamp.today, released_by=stamp.by)
        return len(tasks)

    return store.writing(work)


def hold_back(store: Store, document_id: int) -> None:
    """Take the release back: units do not see the document's tasks until it is reviewed."""
    store.writing(lambda c: _date_document(c, document_id, released_on=None, released_by=None))


def mark_reviewed(store: Store, document_id: int, *, by: str | None = None) -> None:
    """Somebody has gone through the document's doubts."""
    stamp = store.stamp(by)
    store.writing(
        lambda c: _date_document(c, document_id, reviewed_on=stamp.today, reviewed_by=stamp.by)
    )


def _date_document(connection: Connection, document_id: int, **values: date | str | None) -> None:
    changed = connection.execute(
        update(Document).where(Document.id == document_id).values(**values)
    )
    if changed.rowcount == 0:
        raise NotFound(f"không có văn bản số {document_id} trong kho")
