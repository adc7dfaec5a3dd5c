"""``/api/v1``: documents, plans, files to read, tasks, steps, units, search. Errors are problem
documents; ``/api/v1/openapi.json`` describes it all.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Header, Query, Request, Response, UploadFile
from fastapi.responses import JSONResponse, PlainTextResponse

from vanban.schemas import Plan
from vanban.tracking.cases import case_of
from vanban.tracking.errors import BadReport, NotFound
from vanban.tracking.people.person import Person
from vanban.tracking.people.repeats import Answer, answered, keep_answer
from vanban.tracking.people.scope import (
    documents_seen,
    found_by,
    loads_seen,
    require_document,
    seen_by,
    sees,
)
from vanban.tracking.queries.desk import WholeTask, whole_task
from vanban.tracking.queries.documents import read_plan
from vanban.tracking.queries.tasks import find_tasks
from vanban.tracking.queue.uploads import Upload, backlog, one_upload
from vanban.tracking.urging import take_step
from vanban.tracking.workflow import Said, allowed, step_named
from vanban.web.api.described import FILTERS, PROBLEM, description, leads_to
from vanban.web.api.shapes import (
    Documents,
    Hits,
    Problem,
    StepBody,
    Tasks,
    TaskShown,
    TaskWhole,
    Units,
    Uploads,
    UploadShown,
    Written,
)
from vanban.web.errors import sentence_of
from vanban.web.guard import allow, note, place_of
from vanban.web.meter import Meter
from vanban.web.pages.loading import keep_files
from vanban.web.query import task_query

router = APIRouter(
    prefix="/api/v1",
    generate_unique_id_function=lambda route: route.name,
    responses={"default": {"model": Problem, "description": f"what went wrong, as {PROBLEM}"}},
)
_PAGE = 100
_MOST_PAGES = 10**6
_HITS = 30
_KEY_MOST = 200
_PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


@router.get("/openapi.json", include_in_schema=False)
def described(request: Request, person: Person = allow("own.account")) -> Response:
    """The description of this API."""
    return JSONResponse(description(router.routes))


@router.get("/metrics", response_class=PlainTextResponse)
def metrics(request: Request, person: Person = allow("service.watch")) -> Response:
    """Figures about the service, as Prometheus reads them."""
    meter: Meter = request.app.state.meter
    return PlainTextResponse(meter.text(backlog(place_of(request).queue)), media_type=_PROMETHEUS)


@router.get("/documents", responses=leads_to(200, plan=("document_id", "/documents/0/document/id")))
def documents(
    request: Request,
    page: Annotated[int, Query(ge=1, le=_MOST_PAGES)] = 1,
    person: Person = allow("document.view"),
) -> Documents:
    """A page of documents, the newest first, with counts of their work."""
    rows = documents_seen(place_of(request).store, person, limit=_PAGE, offset=(page - 1) * _PAGE)
    return Documents(documents=list(rows), more=len(rows) == _PAGE)


@router.get("/documents/{document_id}/plan", response_model=Plan)
def plan(request: Request, document_id: int, person: Person = allow("document.view")) -> Response:
    """What was read, as the contract of plans has it."""
    store = place_of(request).store
    require_document(store, person, document_id)
    made = read_plan(store, document_id)
    return Response(made.model_dump_json(), media_type="application/json")


@router.post(
    "/uploads", status_code=202, responses=leads_to(202, upload=("upload_id", "/uploads/0/id"))
)
def load(
    request: Request,
    files: Annotated[list[UploadFile], File(min_length=1)],
    person: Person = allow("document.load"),
) -> Uploads:
    """Take files into the queue; when this answers, none of them is lost by a crash."""
    return Uploads(uploads=[_upload(kept) for kept in keep_files(request, files, person)])


@router.get("/uploads/{upload_id}")
def upload(
    request: Request, upload_id: int, person: Person = allow("document.load")
) -> UploadShown:
    """What became of a file."""
    return _upload(one_upload(place_of(request).queue, upload_id))


@router.get(
    "/tasks",
    openapi_extra=FILTERS,
    responses=leads_to(200, task=("task_id", "/tasks/0/id"), step=("task_id", "/tasks/0/id")),
)
def tasks(request: Request, person: Person = allow("task.view")) -> Tasks:
    """A page of tasks; the filters are those of the address of the list."""
    store = place_of(request).store
    asked = task_query(request.query_params, store.today())
    found = find_tasks(store, seen_by(person, asked.wanted))
    return Tasks(tasks=[TaskShown.model_validate(row) for row in found.rows], more=found.more)


@router.get("/tasks/{task_id}", responses=leads_to(200, step=("task_id", "/id")))
def task(request: Request, task_id: int, person: Person = allow("task.view")) -> TaskWhole:
    """A task, its dates, its log, and what this person can do with it."""
    store, whole = place_of(request).store, _seen(request, person, task_id)
    case = case_of(store, task_id)
    steps = tuple(step.name for step in allowed(case, person, store.today()))
    shown = TaskShown.model_validate(whole.row)
    more = {"stage": case.stage, "dates": whole.dates, "log": whole.log, "steps": steps}
    return TaskWhole.model_validate({**dict(shown), **more})


@router.post("/tasks/{task_id}/steps", status_code=201, response_model=Written)
def step(
    request: Request,
    task_id: int,
    body: StepBody,
    idempotency_key: Annotated[str, Header(max_length=_KEY_MOST)] = "",
    person: Person = allow("task.step"),
) -> Response:
    """Write a step; 409 if something was reported since ``expect``. With an ``Idempotency-Key`` a
    request that comes again gets the first answer and writes nothing.
    """
    book, key = place_of(request).people, idempotency_key
    asked = f"{task_id} {body.model_dump_json()}"
    before = answered(book, person, key, asked) if key else None
    if before is not None:
        return Response(before.body, before.status, media_type="application/json")
    made = Written(report=_taken(request, person, task_id, body)).model_dump_json()
    if key:
        keep_answer(book, person, key, asked, Answer(201, made))
    return Response(made, 201, media_type="application/json")


@router.get("/units")
def units(request: Request, person: Person = allow("unit.view")) -> Units:
    """Units with how their work stands."""
    return Units(units=loads_seen(place_of(request).store, person))


@router.get("/search")
def search(
    request: Request,
    q: Annotated[str, Query(max_length=200)],
    person: Person = allow("search"),
) -> Hits:
    """Tasks and passages that have these words."""
    return Hits(hits=list(found_by(place_of(request).store, person, q, limit=_HITS)))


def _taken(request: Request, person: Person, task_id: int, body: StepBody) -> int:
    """The number of the entry that this step writes."""
    place = place_of(request)
    _seen(request, person, task_id)
    chosen = step_named(body.step)
    given = body.model_dump(exclude={"step", "expect"}, exclude_defaults=True)
    if set(given) - set(chosen.asks):
        raise BadReport(f"bước này chỉ nhận {', '.join(chosen.asks)}")
    said = Said(expect=body.expect, **given)
    server = place.settings.smtp
    number = take_step(place.store, task_id, chosen.name, person, said, server=server)
    note(request, person, "task-reported", f"nhiệm vụ {task_id}: {chosen.label}")
    return number


def _seen(request: Request, person: Person, task_id: int) -> WholeTask:
    """The task, for who may see it; for others there is none."""
    store = place_of(request).store
    whole = whole_task(store, task_id)
    if not sees(store, person, whole.row):
        raise NotFound(f"không có nhiệm vụ số {task_id}")
    return whole


def _upload(kept: Upload) -> UploadShown:
    names = ("id", "filename", "sha256", "bytes", "at", "state")
    results = ("outcome", "document_id", "summary", "error_code")
    told = sentence_of(kept.error_code) if kept.error_code else None
    return UploadShown(
        **{name: getattr(kept, name) for name in (*names, *results)},
        problem=told.what if told else None,
        advice=told.advice if told else None,
    )
