"""Một nhiệm vụ: what, who, by when, what happened; one main step, the rest behind it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, RedirectResponse

from vanban.tracking.cases import case_of
from vanban.tracking.errors import BadReport, Conflict, NotFound
from vanban.tracking.mail import MailFailed
from vanban.tracking.people.person import Person
from vanban.tracking.people.scope import sees
from vanban.tracking.queries.desk import WholeTask, whole_task
from vanban.tracking.queue.evidence import (
    check_files,
    evidence_of,
    keep_evidence,
    one_evidence,
)
from vanban.tracking.units.groups import shares
from vanban.tracking.urging import take_step
from vanban.tracking.workflow import (
    Case,
    Said,
    Step,
    allowed,
    main_first,
    missing,
    need_words,
    refusal,
    stage_label,
    step_named,
)
from vanban.web.crop import Crop, crop_of
from vanban.web.errors import sentence
from vanban.web.forms import Fields, make_fields, typed
from vanban.web.guard import allow, note, place_of, refuse
from vanban.web.present import page
from vanban.web.settings import Workplace

router = APIRouter()
_FIELD_OF = {"result": "note"}
"""Where a need that two fields can meet is asked for."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A step that is asked for: what was typed, and what stood in its way."""

    step: Step
    fields: Fields
    expect: int
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class _Seen:
    """A task as one person sees it: its history, how it stands in its steps, what he may do."""

    whole: WholeTask
    case: Case
    steps: tuple[Step, ...]

    @property
    def asked_in(self) -> int:
        """Number of the task that stands in the document: of one unit's part the whole."""
        return self.whole.row.share_of or self.whole.row.id


@router.get("/nhiem-vu/{task_id}")
def task(request: Request, task_id: int, person: Person = allow("task.view")) -> Response:
    """The task with its history; ``?viec=`` opens the form of a step."""
    seen = _seen(request, task_id, person)
    wanted = request.query_params.get("viec")
    chosen = next((step for step in seen.steps if step.name == wanted), None)
    if chosen is None:
        return _page(request, seen, None)
    fields = make_fields(_known(seen.case), request)
    return _page(request, seen, _Asked(chosen, fields, seen.whole.row.report_id or 0))


@router.post("/nhiem-vu/{task_id}")
def report(
    request: Request,
    task_id: int,
    fields: Fields = typed(),
    person: Person = allow("task.step"),
) -> Response:
    """Take a step; the form comes back with what is wrong, or with what changed."""
    place, seen = place_of(request), _seen(request, task_id, person)
    step = step_named(fields.text("viec"))
    wrong = refusal(step, seen.case, person, place.store.today())
    if wrong is not None:
        refuse(request, person, wrong)
    said = _said(step, fields)
    asked = _Asked(step, fields, said.expect or 0)
    if fields.errors:
        return _page(request, seen, asked, 422)
    try:
        check_files(fields.files)
        written = take_step(
            place.store, task_id, step.name, person, said, server=place.settings.smtp
        )
    except Conflict:
        now = _seen(request, task_id, person)
        asked = _Asked(step, fields, now.whole.row.report_id or 0, conflict=True)
        return _page(request, now, asked, 409)
    except (BadReport, MailFailed) as error:
        told = sentence(error)
        fields.errors["form"] = f"{told.what} {told.advice}"
        return _page(request, seen, asked, 422)
    keep_evidence(place.queue, fields.files, report_id=written, task_id=task_id, by=person.name)
    target = f"nhiệm vụ {task_id}: {step.label}"
    note(request, person, "task-reported", target)
    return RedirectResponse(f"/nhiem-vu/{task_id}?da={step.name}", 303)


@router.get("/minh-chung/{evidence_id}")
def evidence(request: Request, evidence_id: int, person: Person = allow("task.view")) -> Response:
    """A file that came with an entry, for who sees its task; never shown in place."""
    place = place_of(request)
    found = one_evidence(place.queue, evidence_id)
    _seen(request, found.task_id, person)
    note(request, person, "evidence-read", found.filename)
    return FileResponse(
        place.queue.file(found.sha256),
        media_type="application/octet-stream",
        filename=found.filename,
    )


def _seen(request: Request, task_id: int, person: Person) -> _Seen:
    """The task; for who must not see it there is none."""
    store = place_of(request).store
    whole = whole_task(store, task_id)
    if not sees(store, person, whole.row):
        raise NotFound(f"không có nhiệm vụ số {task_id}")
    case = case_of(store, task_id)
    return _Seen(whole, case, main_first(allowed(case, person, store.today()), case.stage))


def _known(case: Case) -> list[tuple[str, str]]:
    """What a form holds before anything is typed: the day that was asked for."""
    asked_for = case.request.new_due if case.request else None
    return [("new_due", f"{asked_for:%d/%m/%Y}")] if asked_for else []


def _said(step: Step, fields: Fields) -> Said:
    """What was typed, with an error at each field that the step needs and that is empty."""
    asked = set(step.asks)
    said = Said(
        progress=fields.number("progress", 0, 100) if "progress" in asked else None,
        done_on=fields.day("done_on") if "done_on" in asked else None,
        new_due=fields.day("new_due") if "new_due" in asked else None,
        occurrence=fields.day("occurrence") if "occurrence" in asked else None,
        units=_units(fields) if "units" in asked else (),
        note=fields.text("note") or None,
        evidence=_evidence(fields) if "evidence" in asked else None,
        expect=fields.number("expect", 0, 2**53) or 0,
    )
    for need in missing(step, said):
        fields.errors.setdefault(_FIELD_OF.get(need, need), f"Ghi {need_words(need)}.")
    return said


def _evidence(fields: Fields) -> str | None:
    """What was typed, and the names of the files that came with it."""
    names = [file.filename for file in fields.files]
    return "; ".join(filter(None, (fields.text("evidence"), *names))) or None


def _units(fields: Fields) -> tuple[str, ...]:
    """Names that were typed, one after another with semicolons."""
    return tuple(name.strip() for name in fields.text("units").split(";") if name.strip())


def _page(request: Request, seen: _Seen, asked: _Asked | None, status_code: int = 200) -> Response:
    place = place_of(request)
    fact = _fact(place, seen)
    return page(
        request,
        "task.html",
        status_code=status_code,
        whole=seen.whole,
        task=seen.whole.row,
        case=seen.case,
        stage=stage_label(seen.case.stage),
        steps=seen.steps,
        shares=shares(place.store, seen.case.task_id),
        files=evidence_of(place.queue, seen.case.task_id),
        asked=asked,
        fact=fact,
        crop=_crop(place, seen, fact),
    )


def _fact(place: Workplace, seen: _Seen) -> str:
    """The address of the task in its document."""
    row = seen.whole.row
    asked = row if row.id == seen.asked_in else whole_task(place.store, seen.asked_in).row
    return f"task:{asked.stable_id}"


def _crop(place: Workplace, seen: _Seen, fact: str) -> Crop | None:
    return crop_of(place, seen.whole.row.document_id, fact)
