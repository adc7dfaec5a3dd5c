"""Nhận lại biểu theo dõi: a workbook that a unit filled, shown row by row before it is written."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, Response, UploadFile

from vanban.pipeline.errors import PlanError
from vanban.tracking.exports.importing import Outcome, import_workbook
from vanban.tracking.exports.xlsx.read import Filled, FilledRow, read_workbook
from vanban.tracking.people.person import UNIT, Person
from vanban.tracking.queries.desk import whole_task
from vanban.tracking.states import Reported
from vanban.web.errors import Sentence, sentence, status_of
from vanban.web.guard import allow, note, place_of
from vanban.web.present import page
from vanban.web.settings import Workplace

router = APIRouter()
_BYTES = 20 * 2**20
_WORDS = {
    Outcome.WRITTEN: "ghi được",
    Outcome.SAME: "đã có",
    Outcome.CONFLICT: "xung đột",
    Outcome.REFUSED: "không nhận",
}


@router.get("/bieu-theo-doi")
def sheet(request: Request, person: Person = allow("task.import")) -> Response:
    """The field for the workbook."""
    return _page(request, None, None, written=False)


@router.post("/bieu-theo-doi")
def sheet_filled(
    request: Request,
    tep: Annotated[UploadFile, File()],
    ghi: Annotated[str, Form()] = "",
    person: Person = allow("task.import"),
) -> Response:
    """What each row would do; with ``ghi`` it is done. Rows in conflict are never written here."""
    place, data = place_of(request), tep.file.read(_BYTES + 1)
    try:
        filled = read_workbook(data)
        others = [row for row in filled.rows if not _own(place, person, row.task_id)]
        if others:
            advice = "Chỉ gửi lại biểu của đơn vị mình."
            words = f"Biểu có {len(others)} dòng không phải của đơn vị bạn."
            return _page(request, None, Sentence("not-allowed", words, advice), status_code=403)
        said = _handed_in(filled) if person.role == UNIT else filled
        done = import_workbook(place.store, said, by=person.name, dry_run=not ghi)
    except PlanError as error:
        return _page(request, None, sentence(error), status_code=status_of(error))
    if ghi:
        note(request, person, "sheet-imported", tep.filename)
    return _page(request, done, None, written=bool(ghi))


def _handed_in(filled: Filled) -> Filled:
    """Work that a unit says is finished waits to be confirmed, as on the page of the task."""

    def row(one: FilledRow) -> FilledRow:
        entered = one.entered
        if entered is None or not one.changed or entered.state != Reported.DONE:
            return one
        return replace(one, entered=replace(entered, state=Reported.AWAITING.value))

    return replace(filled, rows=tuple(row(one) for one in filled.rows))


def _own(place: Workplace, person: Person, task_id: int) -> bool:
    """A unit writes to rows that it leads; others to all."""
    if person.role != UNIT:
        return True
    try:
        parts = whole_task(place.store, task_id).row.parts
    except PlanError:
        return False
    return bool({p.unit_id for p in parts if p.role == "lead"} & set(person.units))


def _page(
    request: Request,
    done: object,
    error: Sentence | None,
    *,
    written: bool = False,
    status_code: int = 200,
) -> Response:
    return page(
        request,
        "sheet.html",
        status_code=status_code,
        done=done,
        error=error,
        written=written,
        outcomes=_WORDS,
        unchanged=Outcome.UNCHANGED,
    )
