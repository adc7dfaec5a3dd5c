"""Taking a step: checked against the table, written to the log; and releasing a document's work."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, select, update

from vanban.tracking.cases import read_case
from vanban.tracking.edits.write import NewEdit, write_edits
from vanban.tracking.errors import BadReport, NotAllowed, NotFound
from vanban.tracking.states import Reported
from vanban.tracking.store.insert import Stamp
from vanban.tracking.store.models import Assignment, Document, Task
from vanban.tracking.store.reporting import Update, add_report
from vanban.tracking.store.store import Store
from vanban.tracking.store.unit_loads import Tally, write
from vanban.tracking.workflow import (
    Case,
    Person,
    Said,
    Step,
    missing,
    need_words,
    refusal,
    step_named,
)

_WRITES_BESIDE = frozenset({"extended"})
"""States that an answer brings with it, as an entry of their own."""
_NOTHING = Said()


def act(store: Store, task_id: int, name: str, person: Person, said: Said = _NOTHING) -> int:
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
    answers = case.request.id if case.request and step.ends_request else None
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
